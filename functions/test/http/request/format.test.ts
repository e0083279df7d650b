import type { Request } from 'express';
import { expect, it } from 'vitest';
import { askedFormat } from '../../../src/http/request/format.ts';

const FORMATS = { csv: 'text/csv', vcard: 'text/vcard' };
const asked = (accept: string | undefined, query = '') =>
  askedFormat({ originalUrl: `/x${query}`, get: () => accept } as unknown as Request, FORMATS);

it.each([
  [undefined, null],
  ['', null],
  ['text/csv', 'csv'],
  ['TEXT/CSV; charset=utf-8', 'csv'],
  ['text/csv;q=1.000', 'csv'],
  ['text/vcard, text/csv', 'csv'],
  ['text/vcard, text/csv;q=0.9', 'vcard'],
  ['text/csv;q=0', null],
  ['text/csv;q=0.000, text/vcard', 'vcard'],
  // JSON is what it was wherever it is named, preferred, or all that there is.
  ['application/json', null],
  ['text/csv, application/json', null],
  ['application/json;q=0.5, text/csv', 'csv'],
  ['application/json;q=0.5, text/csv;q=0.4', null],
  ['*/*', null],
  ['text/csv, */*', 'csv'],
  ['text/csv;q=0.5, */*', null],
  ['text/csv;q=0.5, */*;q=0.1', 'csv'],
  ['text/csv;q=0.5, application/*', null],
  ['application/json;q=0.1, */*, text/csv;q=0.2', 'csv'],
  // A range names no file.
  ['text/*', null],
  ['text/*, text/csv;q=0.1', 'csv'],
  ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', null],
  // What is no quality counts for none.
  ['text/csv;q=2', 'csv'],
  [`text/csv, ${'a/b, '.repeat(300)}`, null],
])('Accept: %s is %s', (accept, format) => {
  expect(asked(accept)).toBe(format);
});

it('the parameter goes before, whatever it says', () => {
  expect(asked('text/csv', '?format=vcard')).toBe('vcard');
  expect(asked(undefined, '?a=b&format=xlsx')).toBe('xlsx');
  expect(asked('application/json', '?format=')).toBe('');
});
