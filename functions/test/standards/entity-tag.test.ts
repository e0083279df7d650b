import express, { type Request } from 'express';
import { expect, it } from 'vitest';
import { conditionOf } from '../../src/http/request/conditions.ts';
import { matchesStrongly, matchesWeakly } from '../../src/standards/entity-tag.ts';

const tagsOf = (value?: string) => {
  const req = Object.assign(Object.create(express.request) as Request, {
    headers: value === undefined ? {} : { 'if-match': value },
  });
  return conditionOf(req, 'If-Match');
};

it.for([
  [undefined, null],
  ['*', '*'],
  ['  * ', '*'],
  ['"a"', ['"a"']],
  ['W/"a"', ['W/"a"']],
  ['"a", W/"b" ,"c"', ['"a"', 'W/"b"', '"c"']],
  ['""', ['""']],
  ['"a,b"', ['"a,b"']],
  ['"!\x7e\x80\xff"', ['"!\x7e\x80\xff"']],
  ['"a b"', []],
  ['"a\x7f"', []],
  ['a', []],
  ['w/"a"', []],
  ['x"a"', []],
  ['"a"x, "b"', ['"b"']],
  ['"a" "b"', []],
  [',, "a",\t"b" ,', ['"a"', '"b"']],
  ['', []],
] as const)('the header %j is the tags %j', ([value, tags]) => {
  expect(tagsOf(value)).toEqual(tags);
});

it('If-Match takes a strong tag for itself alone, and * for any', () => {
  expect(matchesStrongly('*', '"a"')).toBe(true);
  expect(matchesStrongly(['"b"', '"a"'], '"a"')).toBe(true);
  expect(matchesStrongly(['W/"a"', '"aa"'], '"a"')).toBe(false);
  expect(matchesStrongly([], '"a"')).toBe(false);
});

it('If-None-Match takes a weak tag for the strong one too', () => {
  expect(matchesWeakly('*', '"a"')).toBe(true);
  expect(matchesWeakly(['"b"', 'W/"a"'], '"a"')).toBe(true);
  expect(matchesWeakly(['"a"'], '"a"')).toBe(true);
  expect(matchesWeakly(['"W/a"', '"b"', '"aW/"'], '"a"')).toBe(false);
  expect(matchesWeakly(['"W/"'], '""')).toBe(false);
});
