import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createCustomersClient } from '../../client/src/index.ts';
import { developmentSignIn } from '../../scripts/development-sign-in.ts';
import { serveExample } from '../../scripts/example.ts';
import { localProject } from '../../scripts/project.ts';
import {
  api,
  artefacts,
  auth,
  button,
  create,
  edit,
  newName,
  openSame,
  patience,
  rowsOf,
  serious,
  title,
  useExample,
} from '../support/example-page.ts';

// The page that `npm start` serves: what one does with one customer.
const { open, openAs, url } = useExample();

describe('the page to work with', () => {
  it('is served at another port where its own is taken, as no more than its three files', async () => {
    const two = [await serveExample({ api, auth }), await serveExample({ api, auth })];
    const [first, second] = two.map(({ url }) => url);
    expect(first).not.toBe(second);
    for (const [file, status] of [
      ['', 200],
      ['main.js', 200],
      ['styles.css', 200],
      ['session.ts', 404],
      ['..%2Fpackage.json', 404],
    ] as const)
      expect((await fetch(`${second ?? ''}${file}`)).status).toBe(status);
    for (const { stop } of two) stop();
  });

  it('knows who is signed in after a reload, and until they sign out', patience, async () => {
    const { page, faults } = await open().then(async (opened) => {
      await opened.page.goto(url());
      return { ...opened, faults: () => opened.errors };
    });
    await page.getByLabel('E-mail').fill('viewer@example.test');
    await page.getByLabel('Password').fill('development');
    await button(page, 'Sign in').click();
    await page.getByText('viewer@example.test').waitFor();
    await page.reload();
    await page.getByText('viewer@example.test').waitFor();
    // Who only reads is offered nothing that the API would refuse.
    expect(await page.getByRole('link', { name: 'New customer' }).count()).toBe(0);
    await button(page, 'Sign out').click();
    await title(page, 'Sign in').waitFor();
    expect(faults()).toEqual([]);
  });

  it(
    'creates one customer by two clicks, and finds it by half of its name in Latin letters',
    patience,
    async () => {
      const { page, faults } = await openAs('editor');
      const name = newName('Ιερά Μονή Ξηροποτάμου');
      await page.getByRole('link', { name: 'New customer' }).click();
      await page.getByLabel('Name', { exact: true }).fill(name);
      await button(page, 'Add a contact').click();
      await page.getByLabel('Value', { exact: true }).fill('+30 23770 55501');
      await button(page, 'Save').dblclick();
      await title(page, name).waitFor();
      await page.getByRole('searchbox').fill(`xiropotam ${name.split(' ').at(-1) ?? ''}`);
      await page.getByText('1 customer', { exact: true }).waitFor();
      expect(await rowsOf(page).allTextContents()).toEqual([name]);
      expect(faults()).toEqual([]);
    },
  );

  it('shows each fault at its field, and keeps what was typed', patience, async () => {
    const { page, faults } = await openAs('editor');
    await page.getByRole('link', { name: 'New customer' }).click();
    await button(page, 'Add a contact').click();
    await page.getByLabel('City', { exact: true }).fill('Πάτρα');
    await button(page, 'Save').click();
    const name = page.getByLabel('Name', { exact: true });
    await page.getByText('2 fields need your attention.').waitFor();
    expect(await page.locator(':focus').getAttribute('data-pointer')).toBe('/name');
    for (const field of [name, page.getByLabel('Value', { exact: true })]) {
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      const fault = (await field.getAttribute('aria-describedby')) ?? '';
      expect(await page.locator(`#${fault}`).textContent()).not.toBe('');
    }
    await page.screenshot({ path: join(artefacts, 'example-faults.png') });
    // In Greek, with what was typed, and what the API says in Greek too.
    await button(page, 'Ελληνικά').click();
    await page.getByRole('heading', { name: 'Νέος πελάτης' }).waitFor();
    expect(await page.getByLabel('Πόλη', { exact: true }).inputValue()).toBe('Πάτρα');
    const asked = page.waitForRequest((request) => request.method() === 'POST');
    await button(page, 'Αποθήκευση').click();
    expect((await asked).headers()['accept-language']).toBe('el');
    await page.getByText('2 πεδία χρειάζονται διόρθωση.').waitFor();
    expect(await page.locator('small.fault').allTextContents()).toEqual(
      Array.from({ length: 2 }, () => expect.stringMatching(/^[Α-Ωά-ώ .,]+$/) as unknown),
    );
    expect(faults()).toEqual([]);
  });

  it('keeps both edits of two people who change different fields, and alarms nobody', patience, async () => {
    const [maria, nikos] = [await openAs('editor'), await openAs('admin')];
    const name = newName('Δήμος');
    await create(maria.page, name, { Organization: 'ΟΤΑ' });
    await openSame(nikos.page, maria.page);
    await edit(maria.page, { City: 'Πάτρα' });
    await edit(nikos.page, { Organization: 'ΟΤΑ Α΄ βαθμού' });
    await button(nikos.page, 'Save').click();
    await title(nikos.page, name).waitFor();
    await button(maria.page, 'Save').click();
    await title(maria.page, name).waitFor();
    const fields = await maria.page.locator('article dd').allTextContents();
    expect(fields.slice(0, 2)).toEqual(['ΟΤΑ Α΄ βαθμού', 'Πάτρα']);
    expect([...maria.faults(), ...nikos.faults()]).toEqual([]);
  });

  it('shows what two people have both changed, and lets one choose for each field', patience, async () => {
    const [maria, nikos] = [await openAs('editor'), await openAs('admin')];
    const name = newName('Ι.Ν. Αγίου Νικολάου');
    await create(maria.page, name, { Organization: 'Ενορία', City: 'Βόλος', Country: 'Ελλάδα' });
    await openSame(nikos.page, maria.page);
    await edit(maria.page, { Organization: 'Μητρόπολη', City: 'Λάρισα' });
    await edit(nikos.page, { Organization: 'Ναός', City: 'Τρίκαλα', Country: 'GR' });
    await button(nikos.page, 'Save').click();
    await title(nikos.page, name).waitFor();
    await button(maria.page, 'Save').click();
    const dialog = maria.page.getByRole('dialog');
    const organization = dialog.getByRole('group', { name: 'Organization' });
    await organization.waitFor();
    expect(await organization.textContent()).toMatch(
      /Keep mineΜητρόποληTake theirsΝαόςadmin@example\.test, /,
    );
    // Only what both have changed is asked about.
    expect(await dialog.getByRole('group').count()).toBe(2);
    await dialog.getByRole('group', { name: 'City' }).getByLabel('Take theirs').check();
    await maria.page.screenshot({ path: join(artefacts, 'example-conflict.png') });
    expect(await serious(maria.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await title(maria.page, name).waitFor();
    const fields = await maria.page.locator('article dd').allTextContents();
    expect(fields.slice(0, 2)).toEqual(['Μητρόπολη', 'Τρίκαλα, GR']);
    expect([...maria.faults(), ...nikos.faults()]).toEqual([]);
  });

  it('leaves a form with its text when the question is closed', patience, async () => {
    const [maria, nikos] = [await openAs('editor'), await openAs('admin')];
    const name = newName('Σύλλογος');
    await create(maria.page, name);
    await openSame(nikos.page, maria.page);
    await edit(maria.page, { Organization: 'Α' });
    await edit(nikos.page, { Organization: 'Β' });
    await button(nikos.page, 'Save').click();
    await title(nikos.page, name).waitFor();
    await button(maria.page, 'Save').click();
    await maria.page.getByRole('dialog').waitFor();
    await maria.page.keyboard.press('Escape');
    await maria.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await maria.page.getByLabel('Organization', { exact: true }).inputValue()).toBe('Α');
    expect([...maria.faults(), ...nikos.faults()]).toEqual([]);
  });

  it('adds, mends and removes a note, and shows a colleague who has mended it too', patience, async () => {
    const [maria, nikos] = [await openAs('editor'), await openAs('admin')];
    const { page } = maria;
    await create(page, newName('Γιώργος Παπαδόπουλος'));
    await page.getByLabel('New note').fill('Κλήση: την Τρίτη.');
    await page.locator('.notes').getByRole('button', { name: 'Save' }).click();
    const notes = page.locator('.notes li');
    await notes.first().waitFor();
    expect(await notes.first().textContent()).toMatch(/^Κλήση: την Τρίτη\.editor@example\.test, /);
    // The focus is where the next note is written.
    expect(await page.locator(':focus').getAttribute('id')).toBe('new-note');
    await openSame(nikos.page, page);
    expect(await nikos.page.locator('.notes li').textContent()).toMatch(/editor@example\.test, /);

    const mend = async (of: Page, text: string) => {
      await of.getByRole('button', { name: /^Edit note/ }).click();
      await of.getByLabel('Edit note').fill(text);
      await of.locator('.notes li').getByRole('button', { name: 'Save' }).click();
    };
    await mend(nikos.page, 'Κλήση: την Τετάρτη.');
    await nikos.page.locator('.notes li p').getByText('Κλήση: την Τετάρτη.').waitFor();
    await mend(page, 'Κλήση: την Πέμπτη.');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Κλήση: την Τετάρτη.').waitFor();
    expect(await dialog.textContent()).toContain('admin@example.test');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.locator('.notes li').getByText('Κλήση: την Πέμπτη.', { exact: true }).waitFor();

    // Nikos still sees his own words: they are not removed unseen, he is shown what is there.
    await nikos.page.getByRole('button', { name: /^Remove note/ }).click();
    await nikos.page.getByText('This has been changed since you opened it').waitFor();
    await nikos.page.locator('.notes li p').getByText('Κλήση: την Πέμπτη.').waitFor();

    await page.getByRole('button', { name: /^Remove note/ }).click();
    await page.getByText('No notes yet.').waitFor();
    await button(page, 'Undo').click();
    await page.locator('.notes li').getByText('Κλήση: την Πέμπτη.', { exact: true }).waitFor();
    expect([...maria.faults(), ...nikos.faults()]).toEqual([]);
  });

  it('adds and removes a contact', patience, async () => {
    const { page, faults } = await openAs('editor');
    await create(page, newName('Άννα Αντωνίου'));
    await page.getByText('Add a contact').click();
    await page.getByLabel('Value', { exact: true }).fill('697 555 0142');
    await button(page, 'Add').click();
    await page.getByRole('link', { name: '697 555 0142', exact: true }).waitFor();
    await button(page, 'Remove: 697 555 0142').click();
    await page.getByRole('link', { name: '697 555 0142', exact: true }).waitFor({ state: 'detached' });
    await button(page, 'Undo').click();
    await page.getByRole('link', { name: '697 555 0142', exact: true }).waitFor();
    expect(faults()).toEqual([]);
  });

  it('deletes, takes it back, and finds it in the trash with who deleted it', patience, async () => {
    const { page, faults } = await openAs('editor');
    const name = newName('Ταβέρνα');
    await create(page, name);
    await button(page, 'Delete').click();
    await page.getByText(`“${name}” was deleted.`).waitFor();
    await button(page, 'Undo').click();
    await title(page, name).waitFor();
    await button(page, 'Delete').click();
    await page.getByText(`“${name}” was deleted.`).waitFor();
    // A colleague sees who it was.
    const nikos = await openAs('admin');
    for (const window of [nikos.page, page]) {
      await window.getByRole('link', { name: 'Trash' }).click();
      const entry = window.locator('.trash li').filter({ hasText: name });
      await entry.waitFor();
      expect(await entry.textContent()).toContain('Deleted by editor@example.test, ');
    }
    const entry = page.locator('.trash li').filter({ hasText: name });
    await page.screenshot({ path: join(artefacts, 'example-trash.png') });
    expect(await serious(page)).toEqual([]);
    await button(page, `Restore: ${name}`).click();
    await page.getByText(`“${name}” is back.`).waitFor();
    await entry.getByRole('link').click();
    await title(page, name).waitFor();
    expect([...faults(), ...nikos.faults()]).toEqual([]);
  });

  it('asks before it deletes what a colleague has changed meanwhile', patience, async () => {
    const [maria, nikos] = [await openAs('editor'), await openAs('admin')];
    const name = newName('Εταιρεία');
    await create(maria.page, name);
    await openSame(nikos.page, maria.page);
    await edit(nikos.page, { Organization: 'Όμιλος' });
    await button(nikos.page, 'Save').click();
    await title(nikos.page, name).waitFor();
    await button(maria.page, 'Delete').click();
    const dialog = maria.page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toMatch(/Organization: → to Όμιλοςadmin@example\.test, /);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await button(maria.page, 'Delete').click();
    await dialog.getByRole('button', { name: 'Do it anyway' }).click();
    await maria.page.getByText(`“${name}” was deleted.`).waitFor();
    expect([...maria.faults(), ...nikos.faults()]).toEqual([]);
  });

  it('tells who changed what, and goes back to a version', patience, async () => {
    const [maria, nikos] = [await openAs('editor'), await openAs('admin')];
    const { page } = nikos;
    const name = newName('Κέντρο Υγείας');
    await create(maria.page, name, { Organization: 'ΕΣΥ' });
    await openSame(page, maria.page);
    await edit(page, { Organization: '1η ΥΠΕ' });
    await button(page, 'Save').click();
    const entries = page.locator('.history ol > li');
    await page.getByText('Changed · admin@example.test').waitFor();
    expect(await entries.allTextContents()).toEqual([
      expect.stringMatching(
        /^Changed · admin@example\.test.*version 2 .*Organization: from ΕΣΥ → to 1η ΥΠΕ$/,
      ),
      expect.stringMatching(/^Created · editor@example\.test.*version 1 /),
    ]);
    await button(page, 'Go back to this: version 1').click();
    await page.getByText('The customer is as in version 1.').waitFor();
    expect((await page.locator('article dd').allTextContents())[0]).toBe('ΕΣΥ');
    await button(page, 'Undo').click();
    await entries.nth(3).waitFor();
    expect((await page.locator('article dd').allTextContents())[0]).toBe('1η ΥΠΕ');
    expect([...maria.faults(), ...nikos.faults()]).toEqual([]);
  });

  it('never shows an older answer after a newer one, and gives pages of a long list', patience, async () => {
    const { page, faults } = await openAs('editor');
    const word = newName('ζ').replace(/\W+/g, 'q');
    const token = await developmentSignIn({ origin: auth, project: localProject }, 'editor');
    const customers = createCustomersClient({ baseUrl: api, getToken: () => token });
    await Promise.all(Array.from({ length: 22 }, (_, at) => customers.create({ name: `${word} ${at}` })));
    const search = page.getByRole('searchbox');
    // The answer to the first letters comes when that to the whole word is there.
    await page.route(`**/crm/customers?search=${word}x&*`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => undefined);
    });
    const late = page.waitForRequest((request) => request.url().includes(`search=${word}x&`));
    await search.fill(`${word}x`);
    await late;
    await search.fill(word);
    await page.getByText(/22 customers$/).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await rowsOf(page).count()).toBe(20);
    await button(page, 'Show more').click();
    await rowsOf(page).nth(21).waitFor();
    expect(await button(page, 'Show more').count()).toBe(0);
    expect(await page.locator(':focus').textContent()).toContain(
      (await rowsOf(page).nth(20).textContent()) ?? 'none',
    );
    expect(faults()).toEqual([]);
  });

  it('is used with the keyboard alone', patience, async () => {
    const { page, errors } = await open();
    await page.goto(url());
    const focus = async () => (await page.locator(':focus').allTextContents()).join('');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (text: RegExp) => {
      for (let left = 60; left > 0 && !text.test(await focus()); left--) await press('Tab');
      expect(await focus()).toMatch(text);
    };
    const isFocused = (selector: string) => page.locator(`:is(${selector}):focus`).waitFor();
    await title(page, 'Sign in').waitFor();
    await tabTo(/^Editor/);
    await press('Enter');
    await page.getByRole('searchbox').waitFor();
    await tabTo(/^New customer$/);
    await press('Enter');
    await isFocused('h2');
    const name = newName('Πληκτρολόγιο');
    await press('Tab');
    await page.keyboard.type(name);
    await press('Enter');
    await title(page, name).waitFor();
    await isFocused('h2');
    await tabTo(/^Edit$/);
    await press('Enter');
    await isFocused('h2');
    // Out of the form, out of the customer, back at its row.
    await press('Escape');
    await title(page, name).waitFor();
    await isFocused('h2');
    await press('Escape');
    await page.getByText('Choose a customer').waitFor();
    await isFocused('#search, #customers a');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type(name);
    await page.getByText('1 customer', { exact: true }).waitFor();
    await tabTo(new RegExp(`^${name}`));
    await press('Enter');
    await isFocused('h2');
    await press('Escape');
    await isFocused('#customers a');
    await press('Enter');
    await title(page, name).waitFor();
    await isFocused('h2');
    await tabTo(/^Delete$/);
    await press('Enter');
    // What takes it back is under the finger.
    await page.getByText('was deleted.').waitFor();
    expect(await focus()).toBe('Undo');
    await press('Enter');
    await title(page, name).waitFor();
    await isFocused('h2');
    expect(errors).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'is no barrier and never scrolls sideways, %s',
    patience,
    async (colorScheme) => {
      const { page, faults } = await openAs('editor');
      await page.emulateMedia({ colorScheme });
      const picture = (name: string) =>
        page.screenshot({ path: join(artefacts, `example-${name}-${colorScheme}.png`) });
      const checked = async (name: string) => {
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
          expect(await serious(page)).toEqual([]);
          await picture(`${name}-${width}`);
        }
        await page.setViewportSize({ width: 1280, height: 900 });
      };
      await checked('list');
      await create(page, newName('Ιερά Μονή Ξηροποτάμου'), {
        Organization: 'Άγιον Όρος',
        Tags: 'μονή, Χαλκιδική',
      });
      for (const text of ['Κλήση: συμφωνήθηκε επίσκεψη την Τρίτη.', 'x'.repeat(300)]) {
        await page.getByLabel('New note').fill(text);
        await page.locator('.notes').getByRole('button', { name: 'Save' }).click();
        await page.locator('.notes li').getByText(text, { exact: true }).waitFor();
      }
      await checked('customer');
      await edit(page, {});
      await button(page, 'Add a contact').click();
      await checked('form');
      await button(page, 'Sign out').click();
      await title(page, 'Sign in').waitFor();
      await checked('sign-in');
      expect(faults()).toEqual([]);
    },
  );
});
