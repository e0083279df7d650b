import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/standards/problem.ts';
import { patched } from '../../support/customers-wing.ts';

/** What a patch makes of a document; the problem's code and the place in the patch where it does not fit. */
function apply(document: object, operations: unknown): unknown {
  try {
    return patched(document, operations).value;
  } catch (error) {
    const { code, faults } = error as Problem;
    return [code, (faults?.known as { pointer: string }[] | undefined)?.[0]?.pointer];
  }
}

const add = (path: string, value: unknown) => ({ op: 'add', path, value });
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const test = (path: string, value: unknown) => ({ op: 'test', path, value });
const remove = (path: string) => ({ op: 'remove', path });
const move = (from: string, path: string) => ({ op: 'move', from, path });
const copy = (from: string, path: string) => ({ op: 'copy', from, path });

describe('a JSON Patch', () => {
  // RFC 6902, appendix A, by its numbers; then what it says without an example.
  it.each<[string, object, unknown[], unknown]>([
    ['A.1 adds a member', { foo: 'bar' }, [add('/baz', 'qux')], { baz: 'qux', foo: 'bar' }],
    ['A.2 adds an element', { foo: [1, 3] }, [add('/foo/1', 2)], { foo: [1, 2, 3] }],
    ['A.3 removes a member', { baz: 1, foo: 2 }, [remove('/baz')], { foo: 2 }],
    ['A.4 removes an element', { foo: [1, 2, 3] }, [remove('/foo/1')], { foo: [1, 3] }],
    ['A.5 replaces a value', { baz: 1, foo: 2 }, [replace('/baz', 3)], { baz: 3, foo: 2 }],
    [
      'A.6 moves a value',
      { foo: { bar: 1, waldo: 2 }, qux: { corge: 3 } },
      [move('/foo/waldo', '/qux/thud')],
      { foo: { bar: 1 }, qux: { corge: 3, thud: 2 } },
    ],
    ['A.7 moves an element', { foo: [1, 2, 3, 4] }, [move('/foo/1', '/foo/3')], { foo: [1, 3, 4, 2] }],
    [
      'A.8 tests values',
      { a: 'b', c: [1, 'd'] },
      [test('/a', 'b'), test('/c/1', 'd')],
      { a: 'b', c: [1, 'd'] },
    ],
    ['A.9 refuses a value that differs', { baz: 'qux' }, [test('/baz', 'bar')], ['conflict', '/0']],
    ['A.10 adds an object', { foo: 1 }, [add('/child', { a: {} })], { foo: 1, child: { a: {} } }],
    ['A.11 ignores other members', { foo: 1 }, [{ ...add('/baz', 2), xyz: 123 }], { foo: 1, baz: 2 }],
    ['A.12 adds to nothing', { foo: 'bar' }, [add('/baz/bat', 'qux')], ['conflict', '/0/path']],
    ['A.14 unescapes', { '/': 9, '~1': 10 }, [test('/~01', 10)], { '/': 9, '~1': 10 }],
    ['A.15 tells text from numbers', { '~1': 10 }, [test('/~01', '10')], ['conflict', '/0']],
    ['A.16 adds at the end', { foo: ['bar'] }, [add('/foo/-', ['abc'])], { foo: ['bar', ['abc']] }],
    [
      'compares objects whatever their order',
      { a: { b: 1, c: 2 } },
      [test('/a', { c: 2, b: 1 })],
      { a: { b: 1, c: 2 } },
    ],
    ['replaces the whole', { a: 1 }, [replace('', { b: 2 })], { b: 2 }],
    ['removes the whole', { a: 1 }, [remove('')], undefined],
    ['tests null', { a: null }, [test('/a', null)], { a: null }],
    ['tests what is not there', {}, [test('/a', null)], ['conflict', '/0']],
    ['replaces what is not there', { a: [1] }, [replace('/a/1', 2)], ['conflict', '/0/path']],
    ['replaces past the end', { a: [1] }, [replace('/a/-', 2)], ['conflict', '/0/path']],
    ['adds past the end', { a: [1] }, [add('/a/2', 2)], ['conflict', '/0/path']],
    ['takes no other index', { a: [1] }, [add('/a/01', 2)], ['conflict', '/0/path']],
    ['takes no sign', { a: [1] }, [remove('/a/-1')], ['conflict', '/0/path']],
    ['takes no exponent', { a: [1, 2] }, [replace('/a/1e0', 2)], ['conflict', '/0/path']],
    ['takes nothing inherited', { a: 1 }, [copy('/toString', '/b')], ['conflict', '/0/from']],
    ['removes nothing inherited', { a: [1] }, [remove('/a/length')], ['conflict', '/0/path']],
    ['touches no prototype', { a: {} }, [add('/a/__proto__/b', 1)], ['conflict', '/0/path']],
    ['sets no prototype', { a: {} }, [add('/a/__proto__', { b: 1 })], ['conflict', '/0/path']],
    ['adds a constructor as any key', { a: {} }, [add('/a/constructor', 1)], { a: { constructor: 1 } }],
    ['moves nothing into itself', { a: { b: 1 } }, [move('/a', '/a/b')], ['conflict', '/0/path']],
    ['moves to the same place', { a: [1, 2] }, [move('/a/1', '/a/1')], { a: [1, 2] }],
    ['moves to the end', { a: [1, 2] }, [move('/a/0', '/a/-')], { a: [2, 1] }],
    [
      'looks for the target when the source is gone',
      { a: [1, { b: 2 }, {}] },
      [move('/a/0', '/a/1/c')],
      { a: [{ b: 2 }, { c: 1 }] },
    ],
    ['moves past the end', { a: [1, 2] }, [move('/a/0', '/a/2')], ['conflict', '/0/path']],
    ['copies apart', { a: { b: 1 } }, [copy('/a', '/c'), replace('/c/b', 2)], { a: { b: 1 }, c: { b: 2 } }],
    [
      'goes on from what it has made',
      { a: [] },
      [add('/a/-', 1), add('/a/-', 2), remove('/a/0')],
      { a: [2] },
    ],
    ['names the operation', { a: 1 }, [replace('/a', 2), test('/a', 1)], ['conflict', '/1']],
  ])('%s', (_name, document, operations, expected) => {
    const before = structuredClone(document);
    expect(apply(document, operations)).toEqual(expected);
    expect(document).toEqual(before);
  });

  it.each([
    ['moves', move],
    ['copies', copy],
  ])('does not nest without end by %s of values that are deep', (_what, bring) => {
    const deep = (depth: number): unknown => (depth === 0 ? 1 : { x: deep(depth - 1) });
    const lowest = (name: string) => `/${name}${'/x'.repeat(20)}`;
    const once = [add('/a', deep(20)), add('/b', deep(20)), bring('/a', lowest('b'))];
    expect(apply({}, once)).toHaveProperty('b');
    expect(apply({}, [...once, add('/c', deep(20)), bring('/b', lowest('c'))])).toEqual([
      'too_large',
      undefined,
    ]);
  });

  it('does not grow without end by copies of copies', () => {
    const doubling = Array.from({ length: 200 }, () => copy('/a', '/a/-'));
    expect(apply({ a: ['x'.repeat(100)] }, doubling)).toEqual(['too_large', undefined]);
  });

  it('tells which places of the document it replaces, wherever they stood when it did', () => {
    const document = {
      tags: ['a'],
      location: { city: null },
      notes: [{ text: '1' }, { text: '2' }],
      name: 'n',
    };
    const { replaced } = patched(document, [
      remove('/notes/0'),
      replace('/notes/0/text', '3'),
      replace('/location/city', null),
      add('/name', 'm'),
      add('/tags/-', 'b'),
      test('/tags', ['a', 'b']),
      replace('/tags', []),
    ]);
    expect(replaced).toEqual(['/notes/0', '/notes/1/text', '/location/city', '/name', '/tags']);
  });

  it('knows which operation has made a place', () => {
    const { placeInPatch } = patched({ contacts: [{ value: '1' }], tags: [], name: 'n' }, [
      add('/contacts/0', { value: 'first' }),
      add('/contacts/0', { value: 'second', deep: { a: 1 } }),
      replace('/contacts/2/value', 'third'),
      add('/tags/-', 'x'),
      add('/tags/-', 'y'),
      remove('/name'),
    ]);
    expect(placeInPatch(['contacts', 0, 'deep', 'a'])).toEqual([1, 'value', 'deep', 'a']);
    expect(placeInPatch(['contacts', 1, 'value'])).toEqual([0, 'value', 'value']);
    expect(placeInPatch(['contacts', 2, 'value'])).toEqual([2, 'value']);
    expect(placeInPatch(['tags', 0])).toEqual([3, 'value']);
    expect(placeInPatch(['tags', 1])).toEqual([4, 'value']);
    expect(placeInPatch(['name'])).toEqual([5]);
  });
});
