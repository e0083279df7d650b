import { describe, expect, it } from 'vitest';
import { merge } from '../../client/src/index.ts';
import {
  button,
  checkScreen,
  clientAs,
  newName,
  patience,
  title,
  useExample,
  wordsLeftInGreek,
} from '../support/example-page.ts';

const { openAs, url } = useExample();

/** Two customers who are one, the older one first, and their merge in a window. */
async function two(role: 'editor' | 'admin' = 'editor') {
  const client = await clientAs('admin');
  const name = newName('Ελένη Γεωργίου');
  const shared = { type: 'phone' as const, value: '2310 555 014' };
  const old = await client.create({
    name,
    organization: 'Ενορία',
    contacts: [{ ...shared, label: 'σπίτι' }],
    tags: ['α'],
    notes: [{ text: 'Η πρώτη.' }],
  });
  const young = await client.create({
    name: `${name} του Ιωάννη`,
    organization: 'Δήμος',
    contacts: [
      { ...shared, label: 'γραφείο' },
      { type: 'email', label: '', value: 'eleni@example.gr' },
    ],
    location: { city: 'Βόλος' },
    tags: ['β'],
  });
  const window = await openAs(role);
  const address = `${url()}#/merge/${young.id}/${old.id}`;
  await window.page.goto(address);
  await title(window.page, 'Make one of two').waitFor();
  return { ...window, client, old, young, address };
}

describe('a merge side by side', () => {
  it(
    'shows who stays, where they differ, and what would be lost; a choice changes that',
    patience,
    async () => {
      const { page, faults, client, old, young } = await two();
      const group = (name: string) => page.getByRole('group', { name, exact: true });
      // The older one stays, as a rule.
      expect(await group('Which one stays').getByLabel(old.name).last().isVisible()).toBe(true);
      const staying = group('Which one stays').locator('input:checked + span b');
      expect(await staying.textContent()).toBe(old.name);
      const lost = page.locator('section').filter({ has: page.getByText('What would be lost') });
      expect(await lost.locator('li').allTextContents()).toEqual([
        `Name: ${young.name} (of ${young.name})`,
        `Organization: Δήμος (of ${young.name})`,
        `Contacts: γραφείο: 2310 555 014 (of ${young.name})`,
      ]);
      expect(await group('Tags').textContent()).toContain('Afterwards: α, β');
      expect(await group('Location').getByRole('radio').count()).toBe(0);
      await checkScreen(page, 'merge');

      // By the keyboard: the focus stays on what was chosen.
      await group('Organization').getByRole('radio', { checked: true }).focus();
      await page.keyboard.press('ArrowUp');
      await lost.getByText(`Organization: Ενορία (of ${old.name})`).waitFor();
      expect(await page.locator(':focus').getAttribute('id')).toBe(`organization ${young.id}`);
      // The choice outlives a switch of the language.
      expect(await wordsLeftInGreek(page, 'article')).toEqual([]);
      await lost.waitFor();
      await lost.getByText(`Organization: Ενορία (of ${old.name})`).waitFor();
      await group('Which one stays').getByRole('radio').first().check();
      await lost.getByText('Contacts: σπίτι: 2310 555 014').waitFor();
      await group('Which one stays').getByRole('radio').last().check();
      await lost.getByText('Contacts: γραφείο: 2310 555 014').waitFor();

      await button(page, 'Merge').click();
      await page.getByText(`“${young.name}” is now a part of “${old.name}”.`).waitFor();
      await title(page, old.name).waitFor();
      expect(await client.get(young.id)).toMatchObject({
        id: old.id,
        organization: 'Δήμος',
        tags: ['α', 'β'],
        location: { city: 'Βόλος' },
      });
      expect(await page.locator(':focus').textContent()).toBe('Undo');
      await page.keyboard.press('Enter');
      await page.getByText('The merge is undone. This one is back:').waitFor();
      expect(await client.get(old.id)).toMatchObject({
        id: old.id,
        organization: 'Ενορία',
        tags: ['α'],
        location: null,
      });
      expect(await client.get(young.id)).toMatchObject({ id: young.id, name: young.name, tags: ['β'] });
      await page.locator('article dd').getByText('Ενορία').waitFor();
      expect(faults()).toEqual([]);
    },
  );

  it('merges nothing that a colleague has changed since it was shown, and shows it', patience, async () => {
    const { page, faults, client, old, young } = await two();
    await client.update(young, { organization: 'Περιφέρεια' });
    await button(page, 'Merge').click();
    await page.getByText('This has been changed since you opened it').waitFor();
    expect(await page.locator('#messages li').textContent()).toMatch(
      /^Organization: from Δήμος → to Περιφέρειαadmin@example\.test, /,
    );
    await page.getByText(`Organization: Περιφέρεια (of ${young.name})`).waitFor();
    await button(page, 'Merge').click();
    await title(page, old.name).waitFor();
    expect((await client.get(young.id)).id).toBe(old.id);
    expect(faults()).toEqual([]);
  });

  it('is undone from the history, and tells what was changed since and stays', patience, async () => {
    const { page, faults, client, old, young } = await two();
    await button(page, 'Merge').click();
    await title(page, old.name).waitFor();
    const merged = await client.get(old.id);
    await client.update(merged, { location: { city: 'Λάρισα' } });
    await page.reload();
    await page.getByText('Merged with another one').waitFor();
    await page.getByRole('button', { name: /^Undo this merge/ }).click();
    await page.getByText('This was changed since the merge, and stays:').waitFor();
    expect(await page.locator('#messages').textContent()).toContain('Λάρισα');
    await checkScreen(page, 'unmerged');
    await page.locator('#messages').getByRole('link', { name: young.name }).click();
    await title(page, young.name).waitFor();
    expect(await client.get(old.id)).toMatchObject({ location: { city: 'Λάρισα' } });
    expect(faults()).toEqual([]);
  });

  it('that a colleague has made meanwhile is told, and an old address leads on', patience, async () => {
    const { page, faults, client, old, young, address } = await two();
    await merge(client, old, [young]);
    await button(page, 'Merge').click();
    await page.locator('#messages').getByRole('alert').waitFor();
    const nikos = await openAs('admin');
    await nikos.page.goto(address);
    await nikos.page.getByText('These two have been merged already.').waitFor();
    await nikos.page.goto(`${url()}#/customer/${young.id}`);
    await nikos.page.getByText(`That customer was merged into “${old.name}”.`).waitFor();
    await title(nikos.page, old.name).waitFor();
    expect(nikos.page.url()).toContain(old.id);
    await nikos.page.getByRole('link', { name: 'Trash' }).click();
    const entry = nikos.page.locator('.trash li').filter({ hasText: young.name });
    expect(await entry.getByRole('button').count()).toBe(0);
    await entry.getByRole('link', { name: 'Merged: open the other one' }).click();
    await title(nikos.page, old.name).waitFor();
    expect([...faults(), ...nikos.faults()]).toEqual([]);
  });

  it('whose answer is lost is done once', patience, async () => {
    const { page, faults, client, old, young } = await two();
    let lost = 0;
    await page.route('**/merge', async (route) => {
      if (lost++ < 4) await route.fetch();
      await (lost <= 4 ? route.abort('connectionreset') : route.continue());
    });
    await button(page, 'Merge').click();
    await page.getByText('There is no answer from the API.').waitFor({ timeout: 60_000 });
    await button(page, 'Merge').click();
    await title(page, old.name).waitFor();
    expect((await client.get(young.id)).id).toBe(old.id);
    const { history } = await client.history(old.id);
    expect(history.map(({ action }) => action)).toEqual(['merge', 'create']);
    // The browser reports each answer that was lost, and the client's question whether the API answers at all.
    expect(faults().filter((text) => !/ERR_|\b401\b/.test(text))).toEqual([]);
  });
});
