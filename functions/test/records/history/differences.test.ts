import { expect, it } from 'vitest';
import { differencesBetween } from '../../../src/records/history/differences.ts';

it('equal states have no changes, however deep they are', () => {
  const state = { name: 'Α', location: { city: 'Χανιά' }, tags: ['a'], updated_at: '1' };
  expect(differencesBetween(state, structuredClone(state))).toEqual([]);
});

it('every write sets updated_at, which nobody counts as a change', () => {
  expect(differencesBetween({ updated_at: '1', name: 'Α' }, { updated_at: '2', name: 'Α' })).toEqual([]);
  expect(differencesBetween({ notes: [{ updated_at: '1' }] }, { notes: [{ updated_at: '2' }] })).toEqual([
    { pointer: '/notes/0/updated_at', from: '1', to: '2' },
  ]);
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
    { pointer: '/tags/1', from: 'b', to: 'c' },
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
