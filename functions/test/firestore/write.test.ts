import { expect, it } from 'vitest';
import { readCommitAnswer } from '../../src/firestore/answers.ts';
import { StoredValue, Timestamp } from '../../src/firestore/stored-values.ts';
import { billedWrites, commitRequest, type Write } from '../../src/firestore/write.ts';
import { decode, encode, messages, valueBytes } from '../support/protocol.ts';

const DATABASE = 'projects/p/databases/(default)';
const ROOT = `${DATABASE}/documents`;
const sent = (...writes: Write[]) => decode(messages.CommitRequest, commitRequest(ROOT, writes));

it('a commit as it is sent: its writes in their order', () => {
  const exact = new StoredValue(valueBytes({ integerValue: '9223372036854775807' }));
  const request = sent(
    { kind: 'create', path: 'c/1', data: { a: 1, 'b c': { exact } }, serverTime: 'at' },
    { kind: 'set', path: 'c/2', data: {} },
    {
      kind: 'update',
      path: 'c/3',
      data: { 'a.b': [exact] },
      condition: { updateTime: new Timestamp(7, 8000) },
    },
    { kind: 'update', path: 'c/4', data: { a: null }, condition: { exists: true } },
    { kind: 'delete', path: 'c/5' },
    { kind: 'delete', path: 'c/6', condition: { exists: true } },
  );
  expect(request).toEqual({
    database: DATABASE,
    writes: [
      {
        update: {
          name: `${ROOT}/c/1`,
          fields: {
            a: { integerValue: '1' },
            'b c': { mapValue: { fields: { exact: { integerValue: '9223372036854775807' } } } },
          },
        },
        currentDocument: { exists: false },
        updateTransforms: [{ fieldPath: 'at', setToServerValue: 'REQUEST_TIME' }],
      },
      { update: { name: `${ROOT}/c/2` } },
      {
        update: {
          name: `${ROOT}/c/3`,
          fields: { 'a.b': { arrayValue: { values: [{ integerValue: '9223372036854775807' }] } } },
        },
        updateMask: { fieldPaths: ['`a.b`'] },
        currentDocument: { updateTime: { seconds: '7', nanos: 8000 } },
      },
      {
        update: { name: `${ROOT}/c/4`, fields: { a: { nullValue: 'NULL_VALUE' } } },
        updateMask: { fieldPaths: ['a'] },
        currentDocument: { exists: true },
      },
      { delete: `${ROOT}/c/5` },
      { delete: `${ROOT}/c/6`, currentDocument: { exists: true } },
    ],
  });
});

it('what is only verified: a name and a condition, and nothing that is billed', () => {
  const writes: Write[] = [
    { kind: 'verify', path: 'c/1', condition: { exists: false } },
    { kind: 'verify', path: 'c/2', condition: { updateTime: new Timestamp(7, 8000) } },
  ];
  // The published messages do not have the field, so that its number and its name are looked for in the bytes.
  expect(sent(...writes)['writes']).toEqual([
    { currentDocument: { exists: false } },
    { currentDocument: { updateTime: { seconds: '7', nanos: 8000 } } },
  ]);
  for (const path of ['c/1', 'c/2']) {
    const name = `${ROOT}/${path}`;
    const field = Buffer.from([(5 << 3) | 2, name.length, ...Buffer.from(name)]);
    expect(commitRequest(ROOT, writes).includes(field)).toBe(true);
  }
  expect(billedWrites([...writes, { kind: 'delete', path: 'c/3' }])).toBe(1);
});

it('a document of any size', () => {
  const text = 'Ω'.repeat(300_000);
  const request = sent({
    kind: 'set',
    path: 'c/1',
    data: { text, more: Array.from({ length: 999 }, () => text.slice(0, 99)) },
  });
  const [write] = request['writes'] as {
    update: { fields: Record<string, { stringValue?: string; arrayValue?: { values: unknown[] } }> };
  }[];
  expect(write?.update.fields['text']?.stringValue).toBe(text);
  expect(write?.update.fields['more']?.arrayValue?.values).toHaveLength(999);
});

it('undefined is a bug, and is named by its field', () => {
  expect(() => sent({ kind: 'set', path: 'c/1', data: { a: { b: undefined } } })).toThrow(/undefined.*"b"/);
});

it('the answer has the time of the commit', () => {
  const commitTime = { seconds: 5, nanos: 6000 };
  expect(readCommitAnswer(encode(messages.CommitResponse, { writeResults: [{}, {}], commitTime }))).toEqual(
    new Timestamp(5, 6000),
  );
  expect(() => readCommitAnswer(Buffer.alloc(0))).toThrow('no time');
});
