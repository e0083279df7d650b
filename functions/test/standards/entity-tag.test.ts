import express, { type Request } from 'express';
import { expect, it } from 'vitest';
import { conditionOf } from '../../src/http/request/conditions.ts';
import { matches } from '../../src/standards/entity-tag.ts';

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
  ['"a"x, "b"', ['"b"']],
  [',, "a",\t"b" ,', ['"a"', '"b"']],
] as const)('the header %j is the tags %j', ([value, tags]) => {
  expect(tagsOf(value)).toEqual(tags);
});

it.for(['a', '', '"a b"', '"a\x7f"', 'x"a"', '"a" "b"', 'w/"a"', '3-gkz1x2m8w0R', ',', '"'])(
  'the header %j is malformed',
  (value) => {
    expect(() => tagsOf(value)).toThrow(expect.objectContaining({ status: 400, code: 'malformed_header' }));
  },
);

const OURS = '"3-gkz1x2m8w0R"';

it.for([
  ['*', true],
  [OURS, true],
  [`"b", ${OURS}`, true],
  ['W/"3-gkz1x2m8w0R"', true],
  ['"3-gkz1x2m8w0R-gzip"', true],
  ['W/"3-gkz1x2m8w0R-gzip"', true],
  ['"3-gkz1x2m8w0R"-gzip', true],
  ['"3-gkz1x2m8w0R-br"', true],
  ['"3-gkz1x2m8w0R-zstd"', true],
  ['"3-gkz1x2m8w0R--gzip"', true],
  ['"3-gkz1x2m8w0R;gzip"', true],
  ['"3-gkz1x2m8w0R;br"', true],
  ['"3-gkz1x2m8w0R:gzip"', true],
  ['"3-gkz1x2m8w0R-deflate"', true],
  ['"3-gkz1x2m8w0"', false],
  ['"3-gkz1x2m8w0R-other"', false],
  ['"3-gkz1x2m8w0Rgzip"', false],
  ['"4-gkz1x2m8w0R-gzip"', false],
  ['"W/3-gkz1x2m8w0R"', false],
  ['"3-gkz1x2m8w0R-gzip-gzip-gzip"', false],
] as const)('the header %j names our tag: %s', ([header, isOurs]) => {
  expect(matches(tagsOf(header) ?? [], OURS)).toBe(isOurs);
});

it('a tag of ours that happens to end like the name of a coding is itself, and no shorter one', () => {
  expect(matches(['"3-abcdef-gzip"'], '"3-abcdef-gzip"')).toBe(true);
  expect(matches(['"3-abcdef-gzip-gzip"'], '"3-abcdef-gzip"')).toBe(true);
  expect(matches(['"3-abcdef"'], '"3-abcdef-gzip"')).toBe(false);
});
