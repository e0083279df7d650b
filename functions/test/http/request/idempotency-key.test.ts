import express, { type Request } from 'express';
import { expect, it } from 'vitest';
import { idempotencyKey } from '../../../src/http/request/idempotency-key.ts';
import { Problem } from '../../../src/standards/problem.ts';

const keyOf = (value?: string) => {
  const req = Object.assign(Object.create(express.request) as Request, {
    headers: value === undefined ? {} : { 'idempotency-key': value },
  });
  return idempotencyKey(req);
};

it.for([
  [undefined, undefined],
  ['a', 'a'],
  [' a ', 'a'],
  ['"a"', 'a'],
  ['a b', 'a b'],
  ['" a "', ' a '],
  ['!~', '!~'],
  ['#"a"', '#"a"'],
  ['x'.repeat(255), 'x'.repeat(255)],
  [`"${'x'.repeat(255)}"`, 'x'.repeat(255)],
])('the header %j is the key %j', ([value, key]) => {
  expect(keyOf(value)).toBe(key);
});

it.for([
  '',
  ' ',
  '"',
  '""',
  '"a',
  '"a"b',
  '"a"b"',
  'x'.repeat(256),
  `"${'x'.repeat(256)}"`,
  'a\x7f',
  'κ',
  '"\x1f"',
])('the header %j is refused', (value) => {
  const refused = expect(() => keyOf(value));
  refused.toThrow(Problem);
  refused.toThrow(
    expect.objectContaining({
      status: 400,
      code: 'malformed_header',
      message: 'The header Idempotency-Key must be 1 to 255 printable characters of ASCII.',
    }),
  );
});
