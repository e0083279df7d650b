import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import type { Answer, Json } from '../support/client.ts';
import { adopt, keepDeleted } from '../support/customers-wing.ts';
import { readExactly, writeExactly } from '../support/exact-documents.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { long, NULL, type Value } from '../support/protocol.ts';

/** Any value of Firestore's at every place where another program can put one: an operation changes what its caller asked for. */
const api = useApi();
const editor = () => api.as('editor');
const sentBack = { sentBack: true };

const key = fc.oneof(
  fc.constantFrom('constructor', 'toString', 'a.b', 'α β', '`', '/'),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((each) => !/^__.*__$/s.test(each) && each.isWellFormed()),
);
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((each) => each.isWellFormed());
const scalar: fc.Arbitrary<Value> = fc.oneof(
  text.map((stringValue) => ({ stringValue })),
  fc.boolean().map((booleanValue) => ({ booleanValue })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((each) => ({ integerValue: long(each) })),
  fc.integer().map((integerValue) => ({ integerValue })),
  fc.oneof(fc.double(), fc.constantFrom(5, -0, NaN, Infinity)).map((doubleValue) => ({ doubleValue })),
  fc.constant({ nullValue: NULL }),
  fc.uint8Array({ maxLength: 20 }).map((bytesValue) => ({ bytesValue })),
  fc.constantFrom('c/1', 'crm_customers/x/history/y').map((to) => ({
    referenceValue: `projects/p/databases/(default)/documents/${to}`,
  })),
  fc
    .record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    .map((geoPointValue) => ({ geoPointValue })),
  fc
    .record({
      seconds: fc.integer({ min: -62135596800, max: 2 ** 31 - 1 }),
      micros: fc.integer({ min: 0, max: 999_999 }),
    })
    .map(({ seconds, micros }) => ({ timestampValue: { seconds, nanos: micros * 1000 } })),
);
const mapOf = (value: fc.Arbitrary<Value>, maxLength = 3): fc.Arbitrary<Record<string, Value>> =>
  fc.array(fc.tuple(key, value), { maxLength }).map((entries) => Object.fromEntries(entries));
const map = (fields: Record<string, Value>): Value => ({ mapValue: { fields } });
const list = (values: Value[]): Value => ({ arrayValue: { values } });
// An array stands in no array.
const inArray = fc.oneof(scalar, mapOf(scalar).map(map));
const any: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  mapOf(fc.oneof(scalar, mapOf(scalar).map(map), fc.array(inArray, { maxLength: 3 }).map(list))).map(map),
  fc.array(inArray, { maxLength: 4 }).map(list),
);

/** A map with these keys, each right or of any kind or absent, and with others that nobody knows. */
const element = (right: Record<string, Value>): fc.Arbitrary<Value> =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          Object.entries(right).map(([name, value]) => [
            name,
            fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, any),
          ]),
        ),
        { requiredKeys: [] },
      ),
      mapOf(any).map((unknown) =>
        Object.fromEntries(Object.entries(unknown).map(([name, value]) => [`x${name}`, value])),
      ),
    )
    .map(([known, unknown]) => map({ ...unknown, ...(known as Record<string, Value>) }));
const string = (stringValue: string): Value => ({ stringValue });
const listOf = (one: fc.Arbitrary<Value>) =>
  fc.array(fc.oneof({ weight: 4, arbitrary: one }, inArray), { maxLength: 4 }).map(list);
const orAny = (right: fc.Arbitrary<Value>) => fc.oneof({ weight: 4, arbitrary: right }, any);

const foreign: fc.Arbitrary<Record<string, Value>> = fc
  .tuple(
    fc.record(
      {
        name: orAny(fc.constant(string('Ξένος'))),
        organization: any,
        contacts: orAny(
          listOf(
            element({
              type: string('phone'),
              label: string('σπίτι'),
              value: string('2310'),
              primary: { booleanValue: true },
            }),
          ),
        ),
        notes: orAny(
          listOf(element({ text: string('α'), by: string('b'), at: string('2024-01-01T00:00:00Z') })),
        ),
        location: orAny(element({ city: string('Βόλος'), country: string('GR') })),
        language: any,
        tags: orAny(listOf(fc.constantFrom('vip', ' vip', 'β').map(string))),
        owned_items: orAny(
          listOf(
            element({
              type: string('product'),
              product_id: string('P'),
              quantity: { doubleValue: 5 },
              serial_numbers: list([string('S'), { integerValue: 5 }]),
            }),
          ),
        ),
        linked_user_ids: orAny(listOf(fc.constant(string('uid-1')))),
        created_at: any,
        updated_at: any,
      },
      { requiredKeys: ['name'] },
    ),
    mapOf(any).map((unknown) =>
      Object.fromEntries(Object.entries(unknown).map(([name, value]) => [`x${name}`, value])),
    ),
  )
  .map(([known, unknown]) => ({ ...unknown, ...known }));

type Fields = Record<string, Json>;
interface Operation {
  run: (item: string, id: string) => Promise<Answer | undefined>;
  /** The fields that it may change, and how: given both values. */
  changes?: Record<string, (before: Json, after: Json) => void>;
}

const elementsOf = (value: Json): Json[] => value?.arrayValue?.values ?? [];
const replaced = () => undefined;
const grownByOne = (before: Json, after: Json) => {
  const elements = elementsOf(after);
  expect(elements.slice(0, -1)).toEqual(elementsOf(before));
};
/** Everything but a readable spelling of the member stays. */
const others = (member: string) => (value: Json) =>
  elementsOf(value).filter((each: Json) => each.stringValue?.trim() !== member);
const sameOthers = (member: string) => (before: Json, after: Json) => {
  expect(others(member)(after)).toEqual(others(member)(before));
};
const merged = (before: Json, after: Json) => {
  const { country: _, ...kept } = before?.mapValue?.fields ?? {};
  expect(after.mapValue.fields).toMatchObject(kept);
};

const operations: Record<string, Operation> = {
  'PUT of a name': { run: (item) => editor().put(item, { name: 'Νέο όνομα' }), changes: { name: replaced } },
  'PATCH of a part of the location': {
    run: (item) => editor().patch(item, { location: { country: 'Νέα χώρα' } }),
    changes: { location: merged },
  },
  'a note': {
    run: (item) => editor().post(`${item}/notes`, { text: 'νέα' }),
    changes: { notes: grownByOne },
  },
  'a contact': {
    run: (item) => editor().post(`${item}/contacts`, { type: 'email', label: '', value: 'a@b.gr' }),
    changes: { contacts: grownByOne },
  },
  'an item': {
    run: (item) => editor().post(`${item}/owned_items`, { type: 'freetext' }),
    changes: { owned_items: grownByOne },
  },
  'PUT of a tag': { run: (item) => editor().put(`${item}/tags/vip`), changes: { tags: sameOthers('vip') } },
  'DELETE of a tag': {
    run: (item) => editor().delete(`${item}/tags/vip`),
    changes: { tags: sameOthers('vip') },
  },
  'PUT of a user': {
    run: (item) => editor().put(`${item}/linked_user_ids/uid-2`),
    changes: { linked_user_ids: grownByOne },
  },
  'PUT of what GET gave': {
    run: async (item) => editor().put(item, (await editor().get(item)).body, sentBack),
  },
  'PUT of what GET gave, with another folder': {
    run: async (item) =>
      editor().put(item, { ...(await editor().get(item)).body, nextcloud_folder: '/νέος' }, sentBack),
    changes: { nextcloud_folder: replaced },
  },
  'PUT of the contacts, the first with another label': {
    run: async (item) => {
      const [first, ...rest] = (await editor().get(item)).body.contacts;
      return first && editor().put(item, { contacts: [{ ...first, label: 'νέα' }, ...rest] }, sentBack);
    },
    changes: {
      contacts: (before, after) => {
        const differing = elementsOf(before).flatMap((each: Json, at: number) =>
          JSON.stringify(each) === JSON.stringify(elementsOf(after)[at]) ? [] : [at],
        );
        expect(elementsOf(after)).toHaveLength(elementsOf(before).length);
        expect(differing).toHaveLength(1);
        const place = differing[0] ?? 0;
        const { label: _, ...kept } = elementsOf(before)[place].mapValue.fields ?? {};
        const { label, ...now } = elementsOf(after)[place].mapValue.fields;
        expect([now, label]).toEqual([kept, { stringValue: 'νέα' }]);
      },
    },
  },
  'a deletion and a restoration': {
    run: async (item) => {
      expect((await editor().delete(item)).status).toBe(204);
      return editor().post(`${item}/restore`);
    },
  },
  'a revert to what it is': {
    run: async (item) => {
      await editor().put(item, { nextcloud_folder: '/άλλος' });
      return editor().post(`${item}/revert`, { version: 1 });
    },
    changes: { nextcloud_folder: replaced },
  },
  'the trigger': {
    run: async (_item, id) => {
      await adopt(api.firestore, id);
      return undefined;
    },
  },
  "another program's deletion, and a restoration": {
    run: async (item, id) => {
      await adopt(api.firestore, id);
      const before = await api.firestore.doc(`crm_customers/${id}`).get();
      await before.ref.delete();
      expect(await keepDeleted(api.firestore, before)).toBe(true);
      return editor().post(`${item}/restore`);
    },
  },
};

let count = 0;

it.each(Object.entries(operations))(
  '%s',
  async (_what, { run, changes = {} }) => {
    await fc.assert(
      fc.asyncProperty(foreign, async (fields) => {
        count += 1;
        const id = `any-${count}`;
        await writeExactly(api.firestore, `crm_customers/${id}`, fields);
        const before: Fields = await readExactly(api.firestore, `crm_customers/${id}`);
        const answer = await run(`${path}/${id}`, id);
        const after: Fields = await readExactly(api.firestore, `crm_customers/${id}`);
        if (answer?.status === 409) {
          expect(answer.body.code).toBe('stored_value_unreadable');
          expect(after).toEqual(before);
          return;
        }
        if (answer !== undefined) expect([200, 201]).toContain(answer.status);
        // A restoration writes the time of the creation where there was none.
        const ours = ['_meta', 'updated_at', ...('created_at' in before ? [] : ['created_at'])];
        for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
          if (ours.includes(field) || JSON.stringify(before[field]) === JSON.stringify(after[field]))
            continue;
          expect(Object.keys(changes)).toContain(field);
          changes[field]?.(before[field], after[field]);
        }
      }),
      { numRuns: 40 },
    );
  },
  60_000,
);
