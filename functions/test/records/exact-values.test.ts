import { Timestamp } from 'firebase-admin/firestore';
import { beforeEach, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { adopt, keepDeleted } from '../support/customers-wing.ts';
import { asRead, readExactly, writeExactly } from '../support/exact-documents.ts';
import { CUSTOMERS_PATH } from '../support/paths.ts';
import { long, type Value } from '../support/protocol.ts';

// What other programs store beside the fields of this API is carried as it is stored, to the bit, whatever the API does with the rest.
const api = useApi();
const editor = () => api.as('editor');

const theirs: Record<string, Value> = {
  largest: { integerValue: long(9223372036854775807n) },
  whole: { doubleValue: 5 },
  minus_zero: { doubleValue: -0 },
  moment: { timestampValue: { seconds: 1_700_000_000, nanos: 123_456_000 } },
  reference: { referenceValue: 'projects/p/databases/(default)/documents/c/1' },
  bytes: { bytesValue: Buffer.from([0, 127, 255]) },
  place: { geoPointValue: { latitude: 37.98, longitude: -23.7 } },
  vector: {
    mapValue: {
      fields: {
        __type__: { stringValue: '__vector__' },
        value: { arrayValue: { values: [{ doubleValue: 1 }, { doubleValue: 0.5 }] } },
      },
    },
  },
};
const phone: Value = {
  mapValue: { fields: { type: { stringValue: 'phone' }, value: { stringValue: '2310' }, ...theirs } },
};
const fields: Record<string, Value> = {
  name: { stringValue: 'Ακριβής' },
  created_at: { timestampValue: { seconds: 1_600_000_000, nanos: 654_321_000 } },
  location: { mapValue: { fields: { country: { stringValue: 'GR' }, ...theirs } } },
  contacts: { arrayValue: { values: [phone] } },
  ...theirs,
};

let count = 0;
let id: string;
let document: string;
let item: string;

beforeEach(async () => {
  count += 1;
  id = `exact-${count}`;
  document = `crm_customers/${id}`;
  item = `${CUSTOMERS_PATH}/${id}`;
  await writeExactly(api.firestore, document, fields);
  await adopt(api.firestore, id);
});

const stored = () => readExactly(api.firestore, document);

it('a deletion and a restoration', async () => {
  expect((await editor().delete(item)).status).toBe(204);
  expect(await readExactly(api.firestore, `crm_customers_trash/${id}`, 'document')).toEqual(asRead(fields));
  expect((await editor().post(`${item}/restore`)).status).toBe(200);
  expect(await stored()).toMatchObject(asRead(fields));
});

it('a partial update of a map', async () => {
  expect((await editor().put(item, { location: { city: 'Αθήνα' } })).status).toBe(200);
  const { location, ...others } = fields;
  const { location: written, ...rest } = await stored();
  expect(rest).toMatchObject(asRead(others));
  const expected = { ...location?.mapValue?.fields, city: { stringValue: 'Αθήνα' } };
  expect(written).toMatchObject({ mapValue: { fields: asRead(expected) } });
});

it('an element that is added beside others', async () => {
  const added = await editor().post(`${item}/contacts`, { type: 'email', label: '', value: 'a@b.gr' });
  expect(added.status).toBe(201);
  const { contacts, ...rest } = await stored();
  const { contacts: _, ...others } = fields;
  expect(rest).toMatchObject(asRead(others));
  const { values } = (contacts as { arrayValue: { values: unknown[] } }).arrayValue;
  expect(values).toHaveLength(2);
  expect(values[0]).toEqual(asRead({ phone })['phone']);
});

it('the trigger after a deletion by another program, and a restoration', async () => {
  const before = await api.firestore.doc(document).get();
  await before.ref.delete();
  expect(await keepDeleted(api.firestore, before)).toBe(true);
  expect(await readExactly(api.firestore, `crm_customers_trash/${id}`, 'document')).toEqual(asRead(fields));
  expect((await editor().post(`${item}/restore`)).status).toBe(200);
  expect(await stored()).toMatchObject(asRead(fields));
});

it("the event's own copy is kept, its numbers as JavaScript has them, where Firestore tells nothing of that time", async () => {
  const before = await api.firestore.doc(document).get();
  const updateTime = Timestamp.fromMillis((before.createTime?.toMillis() ?? 0) - 5000);
  const copy = Object.defineProperty(Object.create(before) as typeof before, 'updateTime', {
    value: updateTime,
  });
  await before.ref.delete();
  expect(await keepDeleted(api.firestore, copy)).toBe(true);
  const kept = await readExactly(api.firestore, `crm_customers_trash/${id}`, 'document');
  expect(kept).toMatchObject({
    ...asRead({
      moment: theirs['moment'] ?? {},
      bytes: theirs['bytes'] ?? {},
      place: theirs['place'] ?? {},
      vector: theirs['vector'] ?? {},
    }),
    whole: { integerValue: '5' },
    reference: { referenceValue: expect.stringMatching(/\/documents\/c\/1$/) as string },
  });
});
