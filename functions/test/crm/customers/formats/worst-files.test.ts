import { expect, it } from 'vitest';
import { detectSource, readSource, type SourceRow } from '../../../../src/crm/customers/formats/source.ts';
import { suggestColumns } from '../../../../src/crm/customers/formats/suggest.ts';
import { toCustomer } from '../../../../src/crm/customers/formats/to-customer.ts';

// The worst of every place of a file. Quadratic code takes 64 times as long for eight times as much.

const SMALL = 25_000;
const LARGE = 200_000;

const card = (...lines: string[]) =>
  `BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Α\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`;
const repeated = (unit: string, size: number) => unit.repeat(Math.floor(size / unit.length));
/** As many as have room. */
const many = (size: number, make: (at: number) => string) => {
  const all: string[] = [];
  for (let left = size; left > 0; left -= (all.at(-1)?.length ?? 0) + 2) all.push(make(all.length));
  return all;
};

/** Files of some characters. */
const FILES: Record<string, (size: number) => string> = {
  'a label of Android of commas': (size) => card(`TEL;X-CUSTOM(${repeated(',', size)}x:1`),
  'a label of Android of escapes': (size) =>
    card(`TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,${repeated('=', size)}):1`),
  'an address of semicolons': (size) => card(`LABEL:α${repeated(';', size)}α`),
  'a street of spaces': (size) => card(`ADR:;;α${repeated(' ', size)}β;γ;;;`),
  'a street of lines': (size) => card(`ADR:;;α${repeated('\\n ', size)}β;γ;;;`),
  'a title of spaces': (size) => card(`TITLE:α${repeated(' ', size)}β`),
  'an address of a messenger': (size) => card(`IMPP:${repeated('a-', size)}`),
  'what Android writes of its own': (size) => card(`X-ANDROID-CUSTOM:${repeated('/', size)};α`),
  'types of a number': (size) => card(`TEL;TYPE=${many(size, (at) => `t${at}`).join(',')}:1`),
  'parameters of a number': (size) => card(`TEL;${many(size, (at) => `t${at}`).join(';')}:1`),
  ...Object.fromEntries(
    ['TEL', 'EMAIL', 'ADR', 'ORG', 'BDAY', 'NOTE', 'URL', 'X-CRM-ITEM', 'X-CRM-USER'].map((name) => [
      `many of ${name}`,
      (size: number) => card(...many(size, (at) => `${name}:${at}`)),
    ]),
  ),
  categories: (size) => card(`CATEGORIES:${many(size, (at) => `t${at}`).join(',')}`),
  'labels of groups': (size) => card(...many(size, (at) => `a${at}.X-ABLABEL:β\r\na${at}.TEL:${at}`)),
  tags: (size) => `name,tags\nΑ,"${many(size, (at) => `t${at}`).join(',')}"\n`,
  uids: (size) => `name,linked_user_ids\nΑ,"${many(size, (at) => `t${at}`).join(',')}"\n`,
  'addresses of Google': (size) =>
    `name,E-mail 1 - Value,E-mail 1 - Type\nΑ,"${many(size, (at) => `t${at}@x`).join(' ::: ')}","${many(size / 2, (at) => `t${at}`).join(' ::: ')}"\n`,
  'numbers in a cell': (size) => `name,phone\nΑ,"${many(size, (at) => `69${at}`).join(', ')}"\n`,
  'slashes in a cell': (size) => `name,phone\nΑ,"${repeated('1/', size)}"\n`,
  'as many columns as rows': (size) => `${repeated('-,', size / 2)}-\n${repeated('-\n', size / 2)}`,
  'as many columns as rows, of letters': (size) =>
    `${repeated('a,', size / 2)}a\n${repeated('1\n', size / 2)}`,
  delimiters: (size) => `${repeated(',;\t|"', size / 2)}\n${repeated('|,;', size / 2)}\n`,
  'a long name of a column': (size) => `${repeated('αβ ', size)},email\n1,2\n`,
  'objects with many keys': (size) => `{"name":"Α",${many(size, (at) => `"k${at}":1`).join(',')}}\n`,
  'objects with long lists': (size) => `{"name":"Α","tags":[${many(size, (at) => `"t${at}"`).join(',')}]}\n`,
};

async function* chunksOf(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}

/** The milliseconds of processor time that a file takes from its bytes to its customers. */
async function costOf(text: string): Promise<number> {
  const bytes = Buffer.from(text);
  const begin = process.cpuUsage();
  const dialect = detectSource(bytes, { filename: 'α', isWhole: true });
  const rows: SourceRow[] = [];
  for await (const row of readSource(chunksOf(bytes), dialect)) {
    rows.push(row);
    if (rows.length === 20) break;
  }
  const columns = suggestColumns(dialect, rows).slice(0, 500);
  const mapping = Object.fromEntries(columns.map(({ name, suggested }) => [name, suggested]));
  for (const row of rows) toCustomer(row, dialect, mapping);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

it.each(Object.entries(FILES))('takes time that grows no faster than the file: %s', async (_what, make) => {
  // The first one compiles what it needs.
  await costOf(make(SMALL));
  const small = await costOf(make(SMALL));
  let large = await costOf(make(LARGE));
  for (let again = 0; again < 2 && large > 20 * Math.max(small, 20); again++)
    large = Math.min(large, await costOf(make(LARGE)));
  expect(large).toBeLessThan(20 * Math.max(small, 20));
});
