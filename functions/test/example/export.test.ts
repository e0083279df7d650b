import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { batch } from '../../client/src/index.ts';
import {
  button,
  checkScreen,
  clientAs,
  newName,
  patience,
  useExample,
  wordsLeftInGreek,
} from '../support/example-page.ts';

const { openAs } = useExample();

/** Customers that one search finds, with values that a spreadsheet would spoil. */
async function some(count: number) {
  const word = newName('ε').replace(/\W+/g, 'q');
  const client = await clientAs('admin');
  const names = Array.from({ length: count }, (_, at) => `${word} ${at}; "εισαγωγικά", =1+1`);
  for (let at = 0; at < count; at += 100)
    await batch(
      client,
      names.slice(at, at + 100).map((name) => ({
        method: 'create',
        body: { name, contacts: [{ type: 'phone', label: '', value: '+30 697 555 0142' }] },
      })),
    );
  return { client, word, names };
}

describe('the export of what was found', () => {
  it('arrives whole and right in each format, at 390 px and in Greek too', patience, async () => {
    const { word, names } = await some(3);
    const { page, faults } = await openAs('editor');
    await page.getByRole('searchbox').fill(word);
    await page.getByText('3 customers', { exact: true }).waitFor();
    await checkScreen(page, 'export');
    const latin = await wordsLeftInGreek(page, '.export');
    expect(latin.filter((each) => !['CSV', 'Excel', 'NDJSON', 'vCard'].includes(each))).toEqual([]);

    const files: Record<string, string> = {};
    for (const format of ['CSV for Excel', 'CSV', 'NDJSON', 'vCard']) {
      await page.getByLabel('Export what was found as').selectOption({ label: format });
      const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Export').click()]);
      files[format] = await readFile(await download.path(), 'utf8');
      await page.getByText(`The file ${download.suggestedFilename()} is complete.`).waitFor();
      expect(download.suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d\.(?:csv|ndjson|vcf)$/);
    }
    expect(files['CSV for Excel']).toMatch(/^\uFEFFid;name;/);
    expect(files['CSV']).toMatch(/^id,name,/);
    expect(files['CSV']).toContain(`"${names[0]?.replaceAll('"', '""') ?? ''}"`);
    const lines = (files['NDJSON'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string });
    expect(lines.map(({ name }) => name)).toEqual(names);
    expect(files['vCard']?.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(3);
    expect(faults()).toEqual([]);
  });

  it('tells how far it has come, goes on after a lost part, and can be stopped', patience, async () => {
    const { word, names } = await some(501);
    const { page } = await openAs('editor');
    await page.getByRole('searchbox').fill(word);
    await page.getByText(/501 customers/).waitFor();
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<undefined>();
    let parts = 0;
    await page.route(/format=/, async (route) => {
      parts += 1;
      if (parts === 2) return route.abort();
      if (parts === 3) await mayGoOn;
      return route.continue().catch(() => undefined);
    });
    await page.getByLabel('Export what was found as').selectOption({ label: 'NDJSON' });
    const downloading = page.waitForEvent('download');
    await button(page, 'Export').click();
    await page.getByText('Part 1 of 2', { exact: true }).waitFor();
    expect(await page.locator('progress').evaluate((bar) => [bar.value, bar.max])).toEqual([1, 2]);
    await checkScreen(page, 'exporting');
    goOn(undefined);
    const text = await readFile(await (await downloading).path(), 'utf8');
    expect(text.trim().split('\n')).toHaveLength(names.length);

    await page.unroute(/format=/);
    await page.route(/format=.*cursor=/, () => undefined);
    await button(page, 'Export').click();
    await page.getByText('Part 1 of 2', { exact: true }).waitFor();
    await button(page, 'Cancel').click();
    await page.getByText('The export was stopped, and nothing was saved.').waitFor();
    await button(page, 'Export').waitFor();
  });

  it('is not offered to a viewer', patience, async () => {
    const { page } = await openAs('viewer');
    expect(await button(page, 'Export').count()).toBe(0);
  });
});
