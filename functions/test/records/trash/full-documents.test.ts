import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { historyOf, keepDeleted } from '../../support/customers-wing.ts';
import { readExactly } from '../../support/exact-documents.ts';
import { MAX_DOCUMENT_BYTES } from '../../support/firestore.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

/** Whatever fills a document of another program, it can be deleted and comes back. */
const api = useApi();
const editor = () => api.as('editor');

const ascii = (length: number) =>
  Array.from(randomBytes(length), (byte) => String.fromCharCode(32 + (byte % 95))).join('');
const contact = { type: 'phone', label: '', value: '2310', primary: false };
const full = MAX_DOCUMENT_BYTES - 300;
const documents: [string, (id: string) => Record<string, unknown>][] = [
  ['a name of 700 kB', () => ({ name: ascii(700_000) })],
  ['a name that fills it', () => ({ name: ascii(full - 100) })],
  [
    'notes of text',
    () => ({ name: 'Α', notes: Array.from({ length: 100 }, () => ({ text: ascii(10_400) })) }),
  ],
  ['bytes', () => ({ name: 'Α', picture: randomBytes(full - 100) })],
  ['bytes and a contact', () => ({ name: 'Α', contacts: [contact], picture: randomBytes(full - 200) })],
  ['half text and half bytes', () => ({ name: ascii(520_000), picture: randomBytes(full - 520_200) })],
  ['whole numbers', () => ({ name: 'Α', numbers: Array.from({ length: 131_000 }, (_, n) => n) })],
  ['empty contacts', () => ({ name: 'Α', contacts: Array.from({ length: 25_000 }, () => ({})) })],
  ['empty items', () => ({ name: 'Α', owned_items: Array.from({ length: 8_000 }, () => ({})) })],
  ['a _meta of 900 kB', () => ({ name: 'Α', extra: 1, _meta: { version: 'x', pad: ascii(900_000) } })],
  ['a digest of 900 kB', () => ({ name: 'Α', extra: 1, _meta: { version: 1, digest: ascii(900_000) } })],
];

describe.each(documents)('a document filled by %s', (what, made) => {
  const id = `full-${documents.findIndex(([name]) => name === what)}`;
  const document = `crm_customers/${id}`;
  const item = `${path}/${id}`;

  it('is deleted, and restored as it was', async () => {
    const fields = made(id);
    await api.firestore.doc(document).set(fields);
    const { _meta: _, ...before } = await readExactly(api.firestore, document);
    const restored = async () => {
      const after = await readExactly(api.firestore, document);
      const ours = ['_meta', 'created_at', 'updated_at'];
      const kept = Object.keys(after).filter((field) => !ours.includes(field));
      expect(kept.sort()).toEqual(Object.keys(before).sort());
      for (const [field, value] of Object.entries(before))
        expect(JSON.stringify(after[field]) === JSON.stringify(value), field).toBe(true);
    };
    const { body: read } = await editor().get(item);
    expect((await editor().delete(item)).status).toBe(204);
    expect((await editor().get(item)).status).toBe(404);
    const { trash } = (await editor().get(`${path}/trash`)).body;
    expect(trash).toContainEqual(expect.objectContaining({ id }));
    const version = await editor().get(`${item}/history/2`);
    expect(version.status).toBe(200);
    expect(JSON.stringify(version.body) === JSON.stringify(read)).toBe(true);
    expect((await editor().post(`${item}/restore`)).status).toBe(200);
    await restored();

    // And where another program deletes it.
    const snapshot = await api.firestore.doc(document).get();
    await snapshot.ref.delete();
    expect(await keepDeleted(api.firestore, snapshot)).toBe(true);
    expect((await editor().post(`${item}/restore`)).status).toBe(200);
    await restored();
    expect((await historyOf(api.firestore, item)).map(({ action }) => action)).toEqual([
      ...['create', 'delete', 'restore', 'delete', 'restore'],
    ]);
    expect((await api.as('admin').delete(`${item}?erase=true`)).status).toBe(204);
  }, 30_000);
});
