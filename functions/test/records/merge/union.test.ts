import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorMilliseconds } from '../../support/processor-time.ts';
import { separate, type Source, unite } from '../../support/customers-wing.ts';

// Records of an invented kind: a text, a number of a person's own, a set, and a list whose elements are known by what they are called.

interface Thing {
  key: string;
  text: string;
}
const entered = ['name', 'place', 'marks', 'things'];
const nameOf = (element: unknown) => (element as Thing).key.toLowerCase();
const rules = {
  entered,
  elementKey: (field: string, element: unknown) =>
    field === 'things' ? nameOf(element) : JSON.stringify(element),
  order: {},
};
const ordered = { ...rules, order: { things: (element: unknown) => (element as Thing).text.length } };
const separation = {
  entered,
  identityOf: (field: string, element: unknown) => (field === 'things' ? (element as Thing).key : null),
};

/** As the database reads them. */
const PLAIN = { noNullPrototype: true } as const;
const word = fc.constantFrom('α', 'β', 'γ', 'δ');
const thing = fc.record({ key: fc.constantFrom('a', 'A', 'b', 'B', 'c'), text: word }, PLAIN);
const fields = fc.record({
  name: fc.option(word),
  place: fc.option(fc.record({ city: fc.option(word), country: fc.option(word) }, PLAIN)),
  marks: fc.uniqueArray(word),
  things: fc.array(thing, { maxLength: 4 }),
  updated_at: fc.constantFrom('2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'),
});
const sourcesOf = fc
  .array(fields, { minLength: 2, maxLength: 5 })
  .map((states) => states.map((state, at): Source => ({ id: `${at}`, state })));
const choicesOf = fc.dictionary(
  fc.constantFrom(...entered),
  fc.oneof(
    fc.constantFrom('0', '1').map((id) => ({ id })),
    fc.constant({ value: null }),
  ),
);
const has = (value: unknown, in_: unknown): boolean =>
  Array.isArray(in_)
    ? in_.some((each) => JSON.stringify(each) === JSON.stringify(value))
    : JSON.stringify(in_) === JSON.stringify(value);
const isNothing = (value: unknown): boolean =>
  value === null ||
  (typeof value === 'object' && !Array.isArray(value) && Object.values(value).every((each) => each === null));
const entriesOf = ({ id, state }: Source) =>
  entered.flatMap((field) => [state[field]].flat().map((value) => ({ id, field, value })));

describe('the union of records', () => {
  it('has every value, or tells that it is lost', () => {
    fc.assert(
      fc.property(sourcesOf, choicesOf, (sources, choices) => {
        const union = unite(sources, choices, rules);
        for (const { id, field, value } of sources.flatMap(entriesOf)) {
          if (isNothing(value)) continue;
          const lost = union.lost.filter((each) => each.id === id && each.field === field);
          const kept = [union.fields[field]].flat();
          const isPart = kept.some(
            (each) =>
              typeof value === 'object' &&
              typeof each === 'object' &&
              Object.entries(value ?? {}).every(
                ([key, part]) =>
                  part === null || Object.entries(each ?? {}).some(([k, v]) => k === key && v === part),
              ),
          );
          expect(
            has(value, union.fields[field]) ||
              isPart ||
              has(
                value,
                lost.map((each) => each.value),
              ),
          ).toBe(true);
        }
        // And nothing that is there is called lost.
        for (const { field, value } of union.lost) expect(has(value, union.fields[field])).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('never changes or takes away what the first one has, unless that is chosen', () => {
    fc.assert(
      fc.property(sourcesOf, (sources) => {
        const [first] = sources;
        const { fields: united } = unite(sources, {}, ordered);
        for (const field of ['name', 'place'])
          if (!isNothing(first?.state[field])) expect(united[field]).toEqual(first?.state[field]);
        for (const element of first?.state['things'] as Thing[])
          expect((united['things'] as Thing[]).filter((each) => each === element)).toHaveLength(1);
      }),
    );
  });

  it('tells of every field with several values whose value is taken', () => {
    const sources = [
      { id: 'a', state: { name: null, place: null, marks: [], things: [], updated_at: '2025-01-01' } },
      { id: 'b', state: { name: 'β', place: null, marks: [], things: [], updated_at: '2024-01-01' } },
      {
        id: 'c',
        state: { name: 'γ', place: { city: 'α' }, marks: [], things: [], updated_at: '2026-01-01' },
      },
    ];
    expect(unite(sources, {}, rules)).toMatchObject({
      fields: { name: 'γ', place: { city: 'α' } },
      conflicts: [
        {
          field: 'name',
          values: [
            { id: 'b', value: 'β' },
            { id: 'c', value: 'γ' },
          ],
          chosen: 'c',
        },
      ],
      lost: [{ id: 'b', field: 'name', value: 'β' }],
    });
    expect(unite(sources, { name: { id: 'b' } }, rules).conflicts[0]?.chosen).toBe('b');
    expect(unite(sources, { name: { value: 'δ' } }, rules).conflicts[0]?.chosen).toBeNull();
  });

  it('of long lists takes time that grows with them and not faster', () => {
    const long = (from: string) => ({
      id: from,
      state: {
        name: null,
        place: null,
        marks: [],
        things: Array.from({ length: 4000 }, (_, at) => ({ key: `${from}${at}`, text: '' })),
      },
    });
    const united = () => unite([long('a'), long('b'), long('c')], { things: { id: 'a' } }, rules);
    expect(united().lost).toHaveLength(8000);
    expect(processorMilliseconds(() => void united(), 1)).toBeLessThan(2000);
  });
});

describe('a record without what was merged into it', () => {
  const without = (sources: readonly Source[], only: readonly string[]) =>
    sources.filter(({ id }) => !only.includes(id));

  it('is what it was, when nothing happened since', () => {
    fc.assert(
      fc.property(sourcesOf, choicesOf, (sources, choices) => {
        const [first] = sources;
        const merged = unite(sources, choices, ordered).fields;
        const undone = separate({ merged, without: first?.state ?? {}, now: merged }, separation);
        expect(undone.kept).toEqual([]);
        expect(undone.fields).toEqual(
          Object.fromEntries(entered.map((field) => [field, first?.state[field]])),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same whether the others leave at once or one after another', () => {
    fc.assert(
      fc.property(sourcesOf, (sources) => {
        const merged = unite(sources, {}, rules).fields;
        const last = sources.at(-1)?.id ?? '';
        const left = unite(without(sources, [last]), {}, rules).fields;
        const once = separate({ merged, without: left, now: merged }, separation).fields;
        expect(once).toEqual(left);
        const first = unite(sources.slice(0, 1), {}, rules).fields;
        const twice = separate({ merged: left, without: first, now: once }, separation).fields;
        expect(twice).toEqual(separate({ merged, without: first, now: merged }, separation).fields);
      }),
    );
  });

  it('keeps all that was added and changed since, and names what it could not take back', () => {
    const edits = fc.record({
      name: fc.option(word),
      added: fc.array(thing, { maxLength: 3 }),
      text: fc.constant('άλλο'),
      at: fc.nat(8),
    });
    fc.assert(
      fc.property(sourcesOf, edits, (sources, { name, added, text, at }) => {
        const [first] = sources;
        const merged = unite(sources, {}, rules).fields;
        const own = { ...first?.state } as Record<string, unknown>;
        const things = [...(merged['things'] as Thing[])];
        const edited = things[at];
        if (edited !== undefined) things[at] = { ...edited, text };
        const fresh = added.map((each) => ({ ...each, key: `new ${each.key}` }));
        const now = { ...merged, name, things: [...things, ...fresh] };
        const undone = separate({ merged, without: own, now }, separation);
        const kept = undone.fields['things'] as Thing[];
        for (const each of fresh) expect(has(each, kept)).toBe(true);
        for (const each of own['things'] as Thing[]) if (each !== edited) expect(has(each, kept)).toBe(true);
        if (edited !== undefined) {
          expect(has(things[at], kept)).toBe(true);
          const isOwn = (own['things'] as Thing[]).includes(edited);
          if (!isOwn)
            expect(undone.kept).toContainEqual({ field: 'things', why: 'changed since', value: things[at] });
        }
        expect([name, own['name']]).toContain(undone.fields['name']);
        if (name !== merged['name']) expect(undone.fields['name']).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });

  it('gets back what the merge had left out, where it stood', () => {
    const now = { name: 'α', place: null, marks: ['γ', 'νέα'], things: [] };
    const merged = { ...now, marks: ['γ'] };
    const undone = separate({ merged, without: { ...now, marks: ['α', 'γ', 'β'] }, now }, separation);
    expect(undone.fields['marks']).toEqual(['α', 'γ', 'β', 'νέα']);
  });
});
