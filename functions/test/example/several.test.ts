import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  button,
  checkScreen,
  clientAs,
  newName,
  patience,
  rowsOf,
  title,
  useExample,
  wordsLeftInGreek,
} from '../support/example-page.ts';

const { openAs } = useExample();

/** Three customers that one search finds. */
async function three() {
  const word = newName('ν').replace(/\W+/g, 'q');
  const client = await clientAs('admin');
  const names = ['α', 'β', 'γ'].map((letter) => `${word} ${letter}`);
  const made = await Promise.all(names.map((name) => client.create({ name })));
  return { client, word, names, ids: made.map(({ id }) => id) };
}

async function find(page: Page, word: string, count: number): Promise<void> {
  await page.getByRole('searchbox').fill(word);
  await page.getByText(`${count} customers`, { exact: true }).waitFor();
}

describe('several customers at once', () => {
  it('are tagged by one request, and the tag is taken back', patience, async () => {
    const { client, word, names, ids } = await three();
    const { page, faults } = await openAs('editor');
    await client.addTag(ids[0] ?? '', 'βαφή');
    await find(page, word, 3);
    const requests: string[] = [];
    page.on('request', (request) => {
      if (['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method())) requests.push(request.url());
    });
    await page.getByLabel('All that are shown').check();
    await page.getByText('3 are chosen.').waitFor();
    await page.getByLabel(`Choose ${names[2] ?? ''}`).uncheck();
    await page.getByText('2 are chosen.').waitFor();
    await checkScreen(page, 'several');
    // Two can be merged as well.
    const address = await page.getByRole('link', { name: 'Merge the two' }).getAttribute('href');
    expect(address?.split('/').slice(2).sort()).toEqual(ids.slice(0, 2).sort());
    expect(await wordsLeftInGreek(page, '.chosen')).toEqual([]);
    await page.getByLabel('Tags for them').fill('βαφή, τέμπλο');
    await page.keyboard.press('Enter');
    await page.getByText('2 customers were tagged.').waitFor();
    expect(requests.map((url) => url.split('/').at(-1))).toEqual(['batch']);
    const tagsNow = () => Promise.all(ids.map(async (id) => (await client.get(id)).tags));
    expect(await tagsNow()).toEqual([['βαφή', 'τέμπλο'], ['βαφή', 'τέμπλο'], []]);
    // The focus is on what takes it back; who had the tag before keeps it.
    expect(await page.locator(':focus').textContent()).toBe('Undo');
    await page.keyboard.press('Enter');
    await page.getByText('2 customers are as before.').waitFor();
    expect(await tagsNow()).toEqual([['βαφή'], [], []]);
    expect(faults()).toEqual([]);
  });

  it('are deleted but for one that a colleague has changed meanwhile, and come back', patience, async () => {
    const { client, word, names, ids } = await three();
    const [maria, nikos] = [await openAs('editor'), await openAs('admin')];
    const { page } = maria;
    await find(page, word, 3);
    await page.getByLabel('All that are shown').check();
    await find(nikos.page, word, 3);
    await rowsOf(nikos.page)
      .getByText(names[1] ?? '', { exact: true })
      .click();
    await nikos.page.getByRole('link', { name: 'Edit', exact: true }).click();
    await nikos.page.getByLabel('Organization', { exact: true }).fill('Όμιλος');
    await button(nikos.page, 'Save').click();
    await title(nikos.page, names[1] ?? '').waitFor();

    await button(page, 'Delete them').click();
    await page.getByText('2 customers were deleted. 1 was left as it is:').waitFor();
    expect(await page.locator('#messages li').first().textContent()).toMatch(
      new RegExp(
        `^${names[1] ?? ''}: This has been changed since.*Organization: → to Όμιλοςadmin@example\\.test, `,
      ),
    );
    await checkScreen(page, 'several-failed');
    // It stays chosen, as it is now: what is shown beside it is what is deleted then.
    await page.getByText('1 is chosen.').waitFor();
    expect(await rowsOf(page).allTextContents()).toEqual([names[1]]);
    expect(await page.locator('#customers li').textContent()).toContain('Όμιλος');
    await button(page, 'Undo').click();
    await page.getByText('2 customers are back.').waitFor();
    await page.getByText('3 customers', { exact: true }).waitFor();
    expect(await Promise.all(ids.map(async (id) => (await client.get(id)).name))).toEqual(names);
    await button(page, 'Delete them').click();
    await page.getByText('1 customer was deleted.').waitFor();
    await expect(client.get(ids[1] ?? '')).rejects.toMatchObject({ code: 'customer_not_found' });

    // Somebody has brought it back before the undo: that is told too.
    await client.restore(ids[1] ?? '');
    await button(page, 'Undo').click();
    await page.getByText(/is back|was left as it is/).waitFor();
    expect([...maria.faults(), ...nikos.faults()]).toEqual([]);
  });

  it('whose answer is lost are deleted once, and a viewer chooses nobody', patience, async () => {
    const { word } = await three();
    const { page } = await openAs('editor');
    await find(page, word, 3);
    await page.getByLabel('All that are shown').check();
    let lost = 0;
    await page.route('**/crm/customers/batch', async (route) => {
      if (lost++ < 4) await route.fetch();
      await (lost <= 4 ? route.abort('connectionreset') : route.continue());
    });
    await button(page, 'Delete them').click();
    await page.getByText('There is no answer from the API.').waitFor({ timeout: 60_000 });
    await button(page, 'Delete them').click();
    await page.getByText('3 customers were deleted.', { exact: true }).waitFor();

    const viewer = await openAs('viewer');
    await viewer.page.getByRole('searchbox').fill('α');
    await rowsOf(viewer.page).first().waitFor();
    expect(await viewer.page.getByRole('checkbox').count()).toBe(0);
  });
});
