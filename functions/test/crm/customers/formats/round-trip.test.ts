import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, EXPORT_COLUMNS } from '../../../../src/crm/customers/formats/columns.ts';
import { NOT_IN_A_CARD } from '../../../../src/crm/customers/formats/vcard.ts';
import { functionsFolder } from '../../../../scripts/project.ts';
import { writePart } from '../../../../src/crm/customers/formats/write-part.ts';
import {
  ContactType,
  CustomerCreate,
  type CustomerInDB,
  OwnedItemType,
} from '../../../../src/crm/customers/models.ts';
import { guarded, withoutGuard } from '../../../../src/formats/formula-guard.ts';
import { importFile, inGreekBytes } from '../../../support/source-files.ts';
import { EMPTY_ITEM } from '../../../support/plain-customer.ts';

// What is exported is imported again: the same customers, but for what a format cannot hold.

/** How many random sets of customers: more with `CRM_FORMAT_RUNS=5000`. */
const numRuns = Number(process.env['CRM_FORMAT_RUNS'] ?? 60);

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '=',
        '+30 697 555 0143',
        '-1',
        '@x',
        "'=",
        "''+",
        "'",
        '"',
        '""',
        ';',
        ',',
        ', ',
        '\t',
        '\n',
        '\r\n',
        '\\',
        '\\n',
        '\\;',
        "^'",
        '^n',
        ':',
      ],
      ...[
        'a:b',
        'END:VCARD',
        'BEGIN:VCARD',
        'sep=;',
        '1-2',
        '00302310555555',
        '6,97E+09',
        '{',
        '[',
        '}',
        ' ',
        '  ',
        '=E9',
        '=',
        'ENCODING=QUOTED-PRINTABLE:',
      ],
      ...[
        'Γιώργος',
        'ΆΈΪ',
        'ᾧ',
        'é',
        '“x”',
        '😀',
        '\uFEFF',
        '\uFDD0',
        '\uFFFD',
        '\u2028',
        '＝１',
        'null',
        '0',
        'ö'.repeat(40),
        'x'.repeat(80),
        'mailto:a@b.gr',
        ' ::: ',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
);
const text = (minLength = 0) => fc.array(piece, { minLength, maxLength: 4 }).map((pieces) => pieces.join(''));
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const time = fc.constantFrom(
  '2024-01-01T00:00:00Z',
  '2026-11-27T10:00:00.123456Z',
  '0001-01-01T00:00:00.000Z',
);

const customer: fc.Arbitrary<CustomerInDB> = fc
  .record({
    id: text(1),
    name: text(1),
    organization: optional(text()),
    contacts: fc.array(
      fc.record({
        type: fc.constantFrom(...ContactType.options),
        label: fc.oneof(text(), fc.constantFrom('work', 'home', 'κινητό', 'fax', 'cell', 'Home')),
        value: text(1),
        primary: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
    notes: fc.array(fc.record({ text: text(1), by: text(), at: time }), { maxLength: 3 }),
    location: optional(
      fc.record({ city: optional(text()), country: optional(text()), region: optional(text()) }),
    ),
    language: fc.oneof(fc.constant('el'), text(1)),
    tags: fc.array(text(1), { maxLength: 4 }),
    owned_items: fc.array(
      fc
        .record({ type: fc.constantFrom(...OwnedItemType.options), description: optional(text()) })
        .map((item) => ({ ...EMPTY_ITEM, ...item })),
      { maxLength: 2 },
    ),
    linked_user_ids: fc.array(text(1), { maxLength: 2 }),
    nextcloud_folder: optional(text()),
  })
  .map((fields) => ({ fields, read: CustomerCreate.safeParse(fields) }))
  .filter(({ read }) => read.success)
  .map(({ fields: { id }, read }) => ({
    id,
    ...(read.data as CustomerCreate & Pick<CustomerInDB, 'notes'>),
    created_at: '2024-01-01T00:00:00.000Z',
    updated_at: '2024-05-06T07:08:09.123Z',
  }));

const customers = fc.array(customer, { minLength: 1, maxLength: 4 });

const entered = ({ id: _id, created_at: _created, updated_at: _updated, ...fields }: CustomerInDB) => fields;

/** In parts of two customers. */
const inParts = (all: readonly CustomerInDB[], options: Parameters<typeof writePart>[1]): string =>
  [0, 2]
    .map((from) =>
      from > 0 && from >= all.length
        ? ''
        : writePart(all.slice(from, from + 2), options, { isFirst: from === 0 }),
    )
    .join('');

async function readBack(text: string, size: number) {
  const { customers: read } = await importFile(text, {}, { size });
  return read.map(({ fields, id, problems }) => ({ fields, id, problems }));
}

const sizes = fc.integer({ min: 1, max: 300 });

describe('what is exported', () => {
  it.each([{ excel: false }, { excel: true }])('comes back from CSV whole ($excel)', async ({ excel }) => {
    await fc.assert(
      fc.asyncProperty(customers, sizes, async (all, size) => {
        const read = await readBack(inParts(all, { format: 'csv', excel }), size);
        expect(read).toEqual(
          all.map((each) => ({ fields: entered(each), id: each.id.toWellFormed(), problems: [] })),
        );
      }),
      { numRuns },
    );
  });

  it('comes back from NDJSON whole', async () => {
    await fc.assert(
      fc.asyncProperty(customers, sizes, async (all, size) => {
        const text = inParts(all, { format: 'ndjson' });
        expect(text).toBe(all.map((each) => JSON.stringify(each) + '\n').join(''));
        const read = await readBack(text, size);
        // What is null is not said, and is null by itself.
        const nothing = { organization: null, location: null, nextcloud_folder: null };
        expect(read.map((each) => ({ ...each, fields: { ...nothing, ...each.fields } }))).toEqual(
          all.map((each) => ({ fields: entered(each), id: each.id, problems: [] })),
        );
      }),
      { numRuns },
    );
  });

  it('comes back from vCard whole', async () => {
    await fc.assert(
      fc.asyncProperty(customers, sizes, async (all, size) => {
        const text = inParts(all, { format: 'vcard' });
        expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(
          75,
        );
        const read = await readBack(text, size);
        expect(read).toEqual(
          all.map((each) => ({ fields: inCard(each), id: each.id.toWellFormed(), problems: [] })),
        );
      }),
      { numRuns },
    );
  });

  it('comes back from a CSV without the column json as far as the columns go', async () => {
    const columns = EXPORT_COLUMNS.map(({ name }) => name).filter(
      (name) => !['json', 'id', 'notes_count', 'created_at', 'updated_at', 'tags'].includes(name),
    );
    const plain = customer.map((each) => ({
      ...each,
      contacts: each.contacts
        .filter(({ value, type }) => !/[,;\s]|:::|^\d[,.]?\d*E/.test(value) && type !== 'whatsapp')
        .map((contact) => ({ ...contact, primary: false })),
    }));
    await fc.assert(
      fc.asyncProperty(plain, async (each) => {
        const shown = columns.map((column) => cellOf(each, column));
        const {
          customers: [read],
        } = await importFile(writePart([each], { format: 'csv', columns }, { isFirst: true }));
        const again = {
          ...each,
          organization: null,
          location: null,
          contacts: [],
          ...read?.fields,
        } as unknown as CustomerInDB;
        const unique =
          new Set(each.contacts.map(({ type, value }) => `${type} ${value}`)).size === each.contacts.length;
        fc.pre(unique);
        expect(columns.map((column) => cellOf(again, column).trim())).toEqual(
          shown.map((cell) => cell.trim()),
        );
      }),
      { numRuns },
    );
  });
});

/** The customer as it was entered; a card does not say that something is missing. */
const inCard = (customer: CustomerInDB) =>
  Object.fromEntries(
    Object.entries(entered(customer)).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );

describe('a file that a Greek Excel has saved again', () => {
  it('comes back whole: without the mark, in windows-1253, phones as numbers', async () => {
    await fc.assert(
      fc.asyncProperty(customers, async (all) => {
        const text = writePart(all, { format: 'csv', excel: true }, { isFirst: true }).slice(1);
        const { customers: read } = await importFile(
          inGreekBytes(text, 'windows-1253'),
          {},
          { encoding: 'windows-1253' },
        );
        expect(read.map(({ fields }) => fields)).toEqual(all.map(entered));
      }),
      { numRuns },
    );
  });
});

describe('the guard against formulas', () => {
  it('is taken off again and leaves what somebody typed', () => {
    fc.assert(
      fc.property(text(), (value) => {
        expect(guarded(value)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
        expect(withoutGuard(guarded(value))).toBe(value);
      }),
      { numRuns: numRuns * 10 },
    );
  });
});

describe('what a card does not hold', () => {
  it('stands in api.md', async () => {
    const api = await readFile(join(functionsFolder, 'docs/api.md'), 'utf8');
    const fields = NOT_IN_A_CARD.map(({ field }) => field).filter((field) => field.includes('_'));
    expect(fields.filter((field) => !api.includes(`\`${field}\``))).toEqual([]);
    expect(fields).toContain('created_at');
  });
});
