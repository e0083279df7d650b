// Importing on the page: a file as Greek Excel writes it, from its drop to its undo, while somebody else works.
import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
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

const { openAs } = useExample();

/** As Excel saves "CSV" on a Greek Windows: windows-1253, `;`, CRLF. */
const asExcel = (rows: string[][]) =>
  Uint8Array.from(`${rows.map((row) => row.join(';')).join('\r\n')}\r\n`, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code >= 0x384 && code <= 0x3ce ? code - 0x2d0 : code;
  });

/** Drops a file on the page, as a hand does. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([filename, content]) => {
      const { DataTransfer } = globalThis as unknown as {
        DataTransfer: new () => { items: { add: (file: File) => void } };
      };
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(content)], filename));
      return data;
    },
    [name, [...bytes]] as const,
  );
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer });
}

/** What is called so in Greek, too. */
const NAMES = new Set(['WhatsApp', 'CSV', 'csv', 'WINDOWS', 'excel']);

const counts = (page: Page) => page.locator('#counts');

describe('an import on the page', () => {
  it(
    'goes from a file of Excel, dropped, to its undo, which keeps what another window has edited',
    patience,
    async () => {
      const { page, faults } = await openAs('editor');
      const client = await clientAs('editor');
      const [one, two] = [newName('Ναυπηγεία'), newName('Δήμος')];
      const mine = crypto.randomUUID().slice(0, 8);
      await page.getByRole('link', { name: 'Import', exact: true }).click();
      await page.getByText('Drop a file here').waitFor();
      await drop(
        page,
        'πελάτες.csv',
        asExcel([
          ['Επωνυμία', 'Κιν.', 'E-mail', 'Παρατηρήσεις'],
          [one, '6971234567', `a${mine}@example.gr`, 'καλός'],
          [two, '6971234568', `b${mine}@example.gr`, ''],
          ['', '6971234569', `c${mine}@example.gr`, 'χωρίς όνομα'],
          [`${one} ξανά`, '', `a${mine}@example.gr`, ''],
        ]),
      );
      await title(page, 'πελάτες.csv').waitFor();
      await page.getByText('Read as CSV, WINDOWS-1253, delimiter ;').waitFor();
      expect(await page.getByLabel('Επωνυμία').inputValue()).toBe('Name');
      // A mapping by hand shows in the first rows.
      await page.getByLabel('Παρατηρήσεις').selectOption('not imported');
      await page.locator('tbody').getByText('καλός').waitFor({ state: 'detached' });
      await page.getByLabel('Who is there already').selectOption('is entered again');
      await page.getByLabel('A tag for all of them').fill(`excel ${mine}`);
      await button(page, 'Try it without saving').click();
      await page.getByText('Tried, nothing was saved').waitFor();
      expect(await counts(page).innerText()).toContain('3 new · 1 failed · 1 repeated in the file');
      await page.getByText('the same as row 1').waitFor();
      await page.locator('.rows').getByText('Line 4').waitFor();
      expect((await client.list({ tag: [`excel ${mine}`] })).total).toBe(0);
      expect(await page.getByLabel('A tag for all of them').inputValue()).toBe(`excel ${mine}`);
      await checkScreen(page, 'import');
      expect((await wordsLeftInGreek(page, '.import')).filter((word) => !NAMES.has(word))).toEqual([]);
      await button(page, 'Import').click();
      await page.getByText('Imported', { exact: true }).waitFor();
      expect(await counts(page).innerText()).toBe('3 new · 1 failed');
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        button(page, 'Download the rows that failed').click(),
      ]);
      expect(saved.suggestedFilename()).toBe('πελάτες.csv.failed.csv');
      const failed = await buffer(await saved.createReadStream());
      expect(new TextDecoder('windows-1253').decode(failed)).toMatch(
        /^Επωνυμία;Κιν\.;E-mail;Παρατηρήσεις;_line;_problem\r\n;/,
      );

      const other = await openAs('admin');
      await other.page.getByRole('searchbox').fill(two);
      await other.page.locator('#customers').getByRole('link', { name: two }).click();
      await other.page.getByRole('link', { name: 'Edit', exact: true }).click();
      await other.page.getByLabel('Organization').fill('Εκ των υστέρων');
      await button(other.page, 'Save').click();
      await title(other.page, two).waitFor();

      await button(page, 'Undo this import').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
      await page.getByText('Undone', { exact: true }).waitFor();
      expect(await counts(page).innerText()).toBe('2 in the trash · 1 kept');
      await page.getByText('Edited since, and kept').waitFor();
      expect((await client.list({ tag: [`excel ${mine}`] })).customers).toMatchObject([
        { name: two, organization: 'Εκ των υστέρων' },
      ]);
      expect([...faults(), ...other.faults()]).toEqual([]);
    },
  );

  it(
    'takes a workbook, chosen with the keyboard, and refuses one that would fill the memory',
    patience,
    async () => {
      const { page, faults } = await openAs('editor');
      // Listened to from here on: Chromium would not wait with a dialog until it has heard that somebody else answers.
      let file = { name: '', mimeType: '', buffer: Buffer.of() };
      page.on('filechooser', (chooser) => void chooser.setFiles(file));
      await page.getByRole('link', { name: 'Import', exact: true }).click();
      const choose = async (name: string, bytes: Uint8Array) => {
        file = { name, mimeType: '', buffer: Buffer.from(bytes) };
        await button(page, 'Choose a file').focus();
        await page.keyboard.press('Enter');
      };
      await choose('bomb.xlsx', zipSync({ 'xl/workbook.xml': new Uint8Array(120_000_000) }));
      await page.getByText('The workbook is too large to be read here').waitFor();
      await choose('πελάτες.xlsx', workbook);
      await page.getByText('Sheet “Πελάτες”').waitFor();
      await page.locator('tbody').getByText('6971234567').waitFor();
      await page.locator('tbody').getByText('Άλφα, Α.Ε.').waitFor();
      expect(faults()).toEqual([]);
    },
  );
});

const xml = (text: string) => new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org';

/** As Excel packs a sheet: texts by their number, a phone number as a number. */
const workbook = zipSync({
  '[Content_Types].xml': xml(
    `<Types xmlns="${RELATIONS}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  ),
  '_rels/.rels': xml(
    `<Relationships xmlns="${RELATIONS}/package/2006/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ),
  'xl/workbook.xml': xml(
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}/officeDocument/2006/relationships"><sheets><sheet name="Πελάτες" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': xml(
    `<Relationships xmlns="${RELATIONS}/package/2006/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${RELATIONS}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="${RELATIONS}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  ),
  'xl/styles.xml': xml(
    `<styleSheet xmlns="${MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`,
  ),
  'xl/sharedStrings.xml': xml(
    `<sst xmlns="${MAIN}"><si><t>Επωνυμία</t></si><si><t>Τηλέφωνο</t></si><si><t>Άλφα, Α.Ε.</t></si></sst>`,
  ),
  'xl/worksheets/sheet1.xml': xml(
    `<worksheet xmlns="${MAIN}"><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>6.971234567E9</v></c></row></sheetData></worksheet>`,
  ),
});
