import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Difference, differencesBetween } from '../../../src/records/history/differences.ts';
import { processorMilliseconds } from '../../support/processor-time.ts';

it('equal states have no changes, however deep they are', () => {
  const state = { name: 'Α', location: { city: 'Χανιά' }, tags: ['a'], updated_at: '1' };
  expect(differencesBetween(state, structuredClone(state))).toEqual([]);
});

it('every write sets updated_at, which nobody counts as a change', () => {
  expect(differencesBetween({ updated_at: '1', name: 'Α' }, { updated_at: '2', name: 'Α' })).toEqual([]);
  expect(
    differencesBetween({ notes: [{ updated_at: '1', by: 'u' }] }, { notes: [{ updated_at: '2', by: 'u' }] }),
  ).toEqual([{ pointer: '/notes/0/updated_at', from: '1', to: '2' }]);
});

it('a change is told where it is: inside objects and arrays, with null for nothing', () => {
  const before = {
    name: 'Α',
    location: { city: 'Χανιά', country: 'GR' },
    tags: ['a', 'b'],
    organization: 'Ο',
  };
  const after = {
    name: 'Β',
    location: { city: 'Χανιά', country: 'CY' },
    tags: ['a', 'c', 'd'],
    language: 'el',
  };
  expect(differencesBetween(before, after)).toEqual([
    { pointer: '/name', from: 'Α', to: 'Β' },
    { pointer: '/location/country', from: 'GR', to: 'CY' },
    { pointer: '/tags/1', from: 'b', to: null },
    { pointer: '/tags/1', from: null, to: 'c' },
    { pointer: '/tags/2', from: null, to: 'd' },
    { pointer: '/organization', from: 'Ο', to: null },
    { pointer: '/language', from: null, to: 'el' },
  ]);
});

it('a value is not looked into where the other one is of another kind', () => {
  expect(differencesBetween({ a: null, b: [1], c: 'x' }, { a: { d: 1 }, b: { 0: 2 }, c: [1] })).toEqual([
    { pointer: '/a', from: null, to: { d: 1 } },
    { pointer: '/b', from: [1], to: { 0: 2 } },
    { pointer: '/c', from: 'x', to: [1] },
  ]);
});

it('the first state differs from nothing in all its fields', () => {
  expect(differencesBetween(null, { name: 'Α', tags: [], updated_at: '1' })).toEqual([
    { pointer: '/name', from: null, to: 'Α' },
    { pointer: '/tags', from: null, to: [] },
  ]);
});

describe('a list', () => {
  const phone = (value: string, label = '') => ({ type: 'phone', label, value, primary: false });
  const [one, two, three] = ['1', '2', '3'].map((value) => phone(value)) as [Contact, Contact, Contact];
  type Contact = ReturnType<typeof phone>;
  const left = (place: number, from: unknown) => ({ pointer: `/list/${place}`, from, to: null });
  const came = (place: number, to: unknown) => ({ pointer: `/list/${place}`, from: null, to });

  it.for([
    ['the first of three removed', [one, two, three], [two, three], [left(0, one)]],
    ['one put in front', [two, three], [one, two, three], [came(0, one)]],
    ['one in the middle removed and one appended', [one, two], [one, three, phone('4')], null],
    ['one of two equal ones removed', [one, one, two], [one, two], [left(1, one)]],
    ['a third equal one', [one, one], [one, one, one], [came(2, one)]],
    ['one that moved', [one, two, three], [three, one, two], [came(0, three), left(2, three)]],
    ['the first removed, the second changed', [one, two, three], [phone('2', 'σπίτι'), three], null],
    ['everything removed', ['a', 'b'], [], [left(0, 'a'), left(1, 'b')]],
    ['one replaced by another', ['a', 'b'], ['a', 'c'], [left(1, 'b'), came(1, 'c')]],
    ['the order of the keys alone', [{ a: 1, b: 2 }], [{ b: 2, a: 1 }], []],
    ['lists in it', [['a'], ['b']], [['b']], [left(0, ['a'])]],
    ['elements of any type', [7, 5, one], [5, one], [left(0, 7)]],
  ] as const)('tells %s', ([, from, to, differences]) => {
    const told = differencesBetween({ list: from }, { list: to });
    if (differences !== null) expect(told).toEqual(differences);
    expect(replay(from, told)).toEqual(to);
  });

  it('tells what was changed in an element at its new place', () => {
    const changed = { ...two, value: '22' };
    expect(differencesBetween({ list: [one, two, three] }, { list: [one, changed, three] })).toEqual([
      { pointer: '/list/1/value', from: '2', to: '22' },
    ]);
    const labelled = { ...two, label: 'σπίτι' };
    expect(differencesBetween({ list: [one, two, three] }, { list: [labelled, three] })).toEqual([
      left(0, one),
      { pointer: '/list/0/label', from: '', to: 'σπίτι' },
    ]);
  });

  it('of maps with little in common was not changed but replaced', () => {
    const note = { text: 'α', by: 'u', at: '1' };
    const other = { text: 'β', by: 'u', at: '2' };
    expect(differencesBetween({ list: [note] }, { list: [other] })).toEqual([left(0, note), came(0, other)]);
  });

  it('is told so that the old one becomes the new one by it, and with no more than it takes', () => {
    const element = fc.oneof(
      fc.constantFrom('a', 'b', 'c', 1),
      fc.record({ type: fc.constantFrom('x', 'y'), value: fc.nat(3), label: fc.constantFrom('', 'l') }),
    );
    fc.assert(
      fc.property(fc.array(element, { maxLength: 12 }), fc.array(element, { maxLength: 12 }), (from, to) => {
        const told = differencesBetween({ list: from }, { list: to });
        expect(replay(from, told)).toEqual(to);
        if (JSON.stringify(from) === JSON.stringify(to)) expect(told).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a thousand elements is compared in no time, however they moved', () => {
    const items = Array.from({ length: 1000 }, (_, at) => ({ type: 'product', label: `${at}`, notes: 'ν' }));
    const hostile = [
      items.toReversed(),
      items.map((item) => ({ ...item, notes: 'ξ' })),
      items.slice(1),
      items.flatMap((item, at) => (at % 2 ? item : { ...item, label: 'νέο' })),
      Array<unknown>(1000).fill(items[0]),
    ];
    const work = () => {
      for (const to of hostile) differencesBetween({ list: items }, { list: to });
    };
    expect(processorMilliseconds(work, 1)).toBeLessThan(1500);
  });

  /** Makes the new list from the old one: what left goes from its old place, what came and what was changed stands at its new place. */
  function replay(from: readonly unknown[], differences: readonly Difference[]): unknown[] {
    const placed = differences.map(({ pointer, ...each }) => {
      const [at, key] = pointer.split('/').slice(2);
      return { ...each, at: Number(at), key };
    });
    const gone = placed.filter(({ key, to }) => key === undefined && to === null).map(({ at }) => at);
    const list: unknown[] = from.filter((_, at) => !gone.includes(at));
    for (const { at, key, to } of placed) {
      if (key !== undefined) list[at] = { ...(list[at] as object), [key]: to };
      else if (to !== null) list.splice(at, 0, to);
    }
    return list;
  }
});
