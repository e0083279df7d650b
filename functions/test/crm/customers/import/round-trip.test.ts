import { describe, expect, it } from 'vitest';
import { useApi } from '../../../support/api.ts';
import type { Client } from '../../../support/client.ts';
import { IMPORTS, runImport, upload } from '../../../support/imports.ts';
import { mixedCustomers } from '../../../support/mixed-customers.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';
import { EMPTY_ITEM } from '../../../support/plain-customer.ts';

type Json = Record<string, unknown>;

/** Texts that files, spreadsheets and cards stumble over. */
const HOSTILE = [
  '=1+1',
  '+30 697',
  '-5',
  '@όλοι',
  "'απόστροφος",
  '"εισαγωγικά"',
  'α;β,γ\tδ|ε',
  'πρώτη\nδεύτερη',
  ' κενά ',
  '1-2',
  '007',
  '1E5',
  'Ἀθῆναι 😀',
  'e\u0301',
  '\\n \\, \\;',
  'END:VCARD',
  'null',
  '{"a":1}',
  '%41',
  '::: α',
];

const customers = (): Json[] => [
  ...mixedCustomers(40).map(({ id: _, created_at: _a, updated_at: _b, ...fields }) => fields as Json),
  ...HOSTILE.map((text, at) => ({
    name: `${at} ${text}`,
    organization: text,
    location: { city: text, region: null, country: null },
    contacts: [
      { type: 'email', label: text.trim(), value: `h${at}@example.gr`, primary: at % 2 === 0 },
      { type: 'other', label: '', value: text, primary: false },
      { type: 'other', label: 'ξανά', value: text, primary: false },
      { type: 'phone', label: 'WhatsApp', value: `tel:${at}`, primary: false },
    ],
    tags: [`ετικέτα ${at}`],
    notes: [{ text }, { text, by: `u;${at}`, at: '2024-01-01T00:00:00.5Z' }],
    owned_items: [
      { type: 'freetext', description: text },
      { type: 'product', quantity: at, serial_numbers: [text] },
    ],
    linked_user_ids: [`uid,${at}`],
    nextcloud_folder: at % 2 === 0 ? text : '',
  })),
  { name: 'κενά', organization: '', location: { city: '', region: null, country: '' } },
  { name: 'τίποτα', organization: null, location: { city: null, region: null, country: null } },
];

/** What an import makes anew. */
const OWN = ['id', 'created_at', 'updated_at'];
/** The fields inside fields, so that JSON has all of them in one order. */
const INSIDE = [
  'type',
  'label',
  'value',
  'primary',
  'text',
  'by',
  'at',
  'city',
  'region',
  'country',
  'description',
  ...Object.keys(EMPTY_ITEM),
];

const comparable = (customer: Json) =>
  Object.fromEntries(Object.entries(customer).filter(([field]) => !OWN.includes(field)));

describe.each(['ndjson', 'csv', 'vcard'] as const)('what is exported as %s', (format) => {
  const [source, target] = [useApi(), useApi()];
  it('comes back equal', async () => {
    const editor = source.as('editor');
    const sent = customers();
    for (const body of sent) {
      const { status, body: answer } = await editor.post(path, body);
      expect(status, JSON.stringify(answer)).toBe(201);
    }
    const read = async (of: Client) => (await of.get(`${path}?limit=200&sort=name`)).body.customers as Json[];
    const before = await read(editor);
    const file = await editor.get(`${path}?format=${format}&sort=name`, { headers: { Accept: '*/*' } });
    expect(file.status).toBe(200);
    const bytes =
      typeof file.body === 'string' ? Buffer.from(file.body) : Buffer.from(JSON.stringify(file.body));
    const other = target.as('editor');
    const id = await upload(other, `all.${format}`, bytes);
    const { mapping } = (await other.post(`${IMPORTS}/${id}/preview`, {})).body;
    const done = await runImport(other, id, { mapping });
    expect(
      { created: done.created, failed: done.failed, first: done.first_problems },
      JSON.stringify(done.first_problems),
    ).toEqual({
      created: sent.length,
      failed: 0,
      first: [],
    });
    const sorted = (list: Json[]) =>
      list
        .map(comparable)
        .map((customer) => JSON.stringify(customer, Object.keys(customer).sort().concat(INSIDE)))
        .sort();
    expect(sorted(await read(other))).toEqual(sorted(before));
  }, 60_000);
});
