import { describe, expect, it, vi } from 'vitest';
import { duplicatePairs } from '../../client/src/index.ts';
import {
  button,
  checkScreen,
  clientAs,
  create,
  edit,
  newName,
  patience,
  title,
  useExample,
  wordsLeftInGreek,
} from '../support/example-page.ts';

const { openAs } = useExample();

/** A number that nobody else has. */
let made = 0;
const newPhone = () => `69${String(Date.now()).slice(-6)}${String(made++).padStart(2, '0')}`;

/** Somebody who is there, and the form of a new customer with the same number in another format. */
async function twice() {
  const client = await clientAs('admin');
  const phone = newPhone();
  const name = newName('Θεοδόσιος Καραμανλάκης');
  const there = await client.create({
    name,
    organization: 'Ενορία',
    contacts: [{ type: 'phone', label: 'κινητό', value: phone }],
  });
  const window = await openAs('editor');
  const { page } = window;
  await page.getByRole('link', { name: 'New customer' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name.toUpperCase());
  await button(page, 'Add a contact').click();
  await page.getByLabel('Value', { exact: true }).fill(`+30 ${phone.slice(0, 3)} ${phone.slice(3)}`);
  const dialog = page.getByRole('dialog', { name: 'Perhaps you mean' });
  const found = async () => (await client.list({ search: phone })).customers.length;
  return { ...window, client, there, name, phone, dialog, found };
}

describe('perhaps you mean', () => {
  it('is asked with the reasons; the other is opened, and what was typed stays', patience, async () => {
    const { page, faults, name, phone, dialog, found } = await twice();
    await button(page, 'Save').dblclick();
    await dialog.waitFor();
    expect(await dialog.locator('.perhaps > li').count()).toBe(1);
    const text = (await dialog.textContent()) ?? '';
    expect(text).toContain('almost certainly the same · Ενορία');
    expect(text).toContain(`Same phone: +30 ${phone.slice(0, 3)} ${phone.slice(3)} / ${phone}`);
    expect(text).toContain('Same name: ');
    await checkScreen(page, 'perhaps');
    await dialog.getByRole('link', { name }).click();
    await title(page, name).waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.locator('h2:focus').count()).toBe(1);
    expect(await found()).toBe(1);
    await page.getByRole('link', { name: 'New customer' }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(name.toUpperCase());
    expect(faults()).toEqual([]);
  });

  it('is closed by Escape, and answered by "save all the same": one customer more', patience, async () => {
    const { page, faults, name, dialog, found } = await twice();
    await button(page, 'Ελληνικά').click();
    await button(page, 'Αποθήκευση').click();
    const greek = page.getByRole('dialog', { name: 'Μήπως εννοείτε' });
    await greek.getByText('σχεδόν σίγουρα ο ίδιος').waitFor();
    await page.keyboard.press('Escape');
    await greek.waitFor({ state: 'detached' });
    await button(page, 'English').click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(name.toUpperCase());
    await button(page, 'Save').click();
    await dialog.getByRole('button', { name: 'Save all the same' }).click();
    await title(page, name.toUpperCase()).waitFor();
    expect(await found()).toBe(2);
    expect(faults()).toEqual([]);
  });

  it('offers who is in the trash for restoring', patience, async () => {
    const { page, faults, client, there, name, dialog, found } = await twice();
    await client.delete(there);
    await button(page, 'Save').click();
    await dialog.getByText('Deleted by admin@example.test, ').waitFor();
    await checkScreen(page, 'perhaps-trash');
    await dialog.getByRole('button', { name: `Restore: ${name}` }).click();
    await page.getByText(`“${name}” is back.`).waitFor();
    await title(page, name).waitFor();
    expect(await found()).toBe(1);
    expect(faults()).toEqual([]);
  });

  it('is asked of an edit too, together with what a colleague has changed', patience, async () => {
    const { client, name, phone } = await twice();
    const mine = await client.create({ name: 'Άλλος', organization: 'Α' });
    const maria = await openAs('editor');
    const { page } = maria;
    await page.goto(`${page.url().split('#')[0] ?? ''}#/customer/${mine.id}`);
    await edit(page, { Name: name, Organization: 'Β' });
    await button(page, 'Add a contact').click();
    await page.getByLabel('Value', { exact: true }).fill(phone);
    await client.update(mine, { organization: 'Γ' });
    await button(page, 'Save').click();
    const asked = page.getByRole('dialog');
    await asked.waitFor();
    // Both questions come, in whatever order.
    for (let left = 3; left > 0 && (await asked.count()) > 0; left--) {
      const shown = (await asked.getAttribute('aria-label')) ?? '';
      await asked
        .getByRole('button', { name: shown === 'Perhaps you mean' ? 'Save all the same' : 'Save' })
        .click();
      await Promise.race([title(page, name).waitFor(), page.getByRole('dialog').nth(0).waitFor()]);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    await title(page, name).waitFor();
    expect(await client.get(mine.id)).toMatchObject({ name, organization: 'Β' });
    expect(maria.faults()).toEqual([]);
  });

  it('is not asked where nobody is like it', patience, async () => {
    const { page, faults } = await openAs('editor');
    await create(page, newName('Ζαχαροπλαστείο'), { City: 'Νάουσα' });
    expect(faults()).toEqual([]);
  });
});

/** A pair that the trigger has found. */
async function pair() {
  const client = await clientAs('admin');
  const phone = newPhone();
  const name = newName('Σοφία Δημητρίου');
  const made = [
    await client.create({ name, contacts: [{ type: 'phone', label: '', value: phone }] }),
    await client.create({
      name: name.toUpperCase(),
      location: { city: 'Βόλος' },
      contacts: [{ type: 'whatsapp', label: '', value: `0030${phone}` }],
    }),
  ] as const;
  await vi.waitFor(
    async () => {
      const { pairs } = await duplicatePairs(client, { limit: 100 });
      expect(
        pairs.some(({ a, b }) => made.some(({ id }) => id === a.id) && made.some(({ id }) => id === b.id)),
      ).toBe(true);
    },
    { timeout: 30_000, interval: 500 },
  );
  return { client, made, name, phone };
}

describe('probable pairs', () => {
  it('are shown with their reasons, said to be two, and taken back', patience, async () => {
    const { name, phone } = await pair();
    const { page, faults } = await openAs('editor');
    await page.getByRole('link', { name: 'Probable duplicates' }).click();
    await title(page, 'Probable duplicates').waitFor();
    const line = page.locator('.pairs > li').filter({ hasText: name });
    await line.waitFor();
    const text = (await line.textContent()) ?? '';
    expect(text).toContain('almost certainly the same');
    expect(text).toContain('Same phone: ');
    expect(text).toContain(phone);
    await checkScreen(page, 'pairs');
    for (const part of [
      'article > h2',
      'article > [role=status]',
      'article > p:last-child',
      `.pairs > li:has-text("${name}")`,
    ])
      expect(await wordsLeftInGreek(page, part)).toEqual([]);
    await line.waitFor();
    const before = Number.parseInt((await page.locator('article > [role=status]').textContent()) ?? '', 10);
    await line.getByRole('button', { name: /^They are two/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/: remembered as two\.$/).waitFor();
    expect(await line.isVisible()).toBe(false);
    expect(await page.locator('article > [role=status]').textContent()).toMatch(
      before === 1 ? 'No duplicates are known.' : new RegExp(`^${before - 1} pair`),
    );
    expect(await page.locator(':focus').textContent()).toBe('Undo');
    await page.keyboard.press('Enter');
    await page.getByText(/: listed again\.$/).waitFor();
    expect(await line.isVisible()).toBe(true);

    await line.getByRole('button', { name: /^They are two/ }).click();
    await page.getByText(/: remembered as two\.$/).waitFor();
    // A colleague sees who has judged, and takes it back.
    const nikos = await openAs('admin');
    await nikos.page.getByRole('link', { name: 'Probable duplicates' }).click();
    await nikos.page.getByRole('link', { name: 'Judged to be two' }).click();
    await title(nikos.page, 'Judged to be two').waitFor();
    const judged = nikos.page.locator('.pairs > li').filter({ hasText: name });
    await judged.getByText('Judged by editor@example.test, ').waitFor();
    await judged.getByRole('button', { name: /^Perhaps one after all/ }).click();
    await nikos.page.getByText(/: listed again\.$/).waitFor();
    await page.reload();
    await line.waitFor();
    expect([...faults(), ...nikos.faults()]).toEqual([]);
  });

  it('are shown to a viewer, who judges nothing', patience, async () => {
    const { name } = await pair();
    const { page, faults } = await openAs('viewer');
    await page.getByRole('link', { name: 'Probable duplicates' }).click();
    const line = page.locator('.pairs > li').filter({ hasText: name });
    await line.waitFor();
    expect(await line.getByRole('button').count()).toBe(0);
    await line.getByRole('link', { name, exact: true }).click();
    await title(page, name).waitFor();
    expect(faults()).toEqual([]);
  });
});
