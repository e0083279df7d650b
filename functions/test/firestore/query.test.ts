import { describe, expect, it } from 'vitest';
import { readBatchGetAnswer, readCountAnswer, readQueryAnswer } from '../../src/firestore/answers.ts';
import {
  batchGetRequest,
  COUNT,
  countRequest,
  pathOf,
  type Query,
  queryRequest,
} from '../../src/firestore/query.ts';
import { StoredValue, Timestamp } from '../../src/firestore/stored-values.ts';
import { decode, encode, messages, valueBytes } from '../support/protocol.ts';

const DATABASE = 'projects/p/databases/(default)';
const ROOT = `${DATABASE}/documents`;
const sent = (query: Query) => decode(messages.RunQueryRequest, queryRequest(ROOT, query));
const where = (query: Omit<Query, 'collection'>) =>
  (sent({ collection: 'c', ...query })['structuredQuery'] as { where?: unknown }).where;

describe('a query as it is sent', () => {
  it('with everything', () => {
    const query: Query = {
      collection: 'crm_customers/abc/history',
      where: {
        all: [
          { field: ['tags'], contains: 'vip' },
          {
            any: [
              { field: ['a', 'γιω'], equals: 1 },
              { field: ['b'], equals: true },
            ],
          },
        ],
      },
      orderBy: [
        [['at'], 'desc'],
        [['__name__'], 'asc'],
      ],
      startAfter: [new Timestamp(5, 6), 'x'],
      limit: 51,
      select: [['name'], ['_meta', 'version']],
    };
    expect(sent(query)).toEqual({
      parent: `${ROOT}/crm_customers/abc`,
      structuredQuery: {
        select: { fields: [{ fieldPath: 'name' }, { fieldPath: '_meta.version' }] },
        from: [{ collectionId: 'history' }],
        where: {
          compositeFilter: {
            op: 'AND',
            filters: [
              {
                fieldFilter: {
                  field: { fieldPath: 'tags' },
                  op: 'ARRAY_CONTAINS',
                  value: { stringValue: 'vip' },
                },
              },
              {
                compositeFilter: {
                  op: 'OR',
                  filters: [
                    {
                      fieldFilter: {
                        field: { fieldPath: 'a.`γιω`' },
                        op: 'EQUAL',
                        value: { integerValue: '1' },
                      },
                    },
                    {
                      fieldFilter: { field: { fieldPath: 'b' }, op: 'EQUAL', value: { booleanValue: true } },
                    },
                  ],
                },
              },
            ],
          },
        },
        orderBy: [
          { field: { fieldPath: 'at' }, direction: 'DESCENDING' },
          { field: { fieldPath: '__name__' }, direction: 'ASCENDING' },
        ],
        startAt: {
          values: [
            { timestampValue: { seconds: '5', nanos: 6 } },
            { referenceValue: `${ROOT}/crm_customers/abc/history/x` },
          ],
        },
        limit: { value: 51 },
      },
    });
  });

  it('with nothing', () => {
    expect(sent({ collection: 'c' })).toEqual({
      parent: ROOT,
      structuredQuery: { from: [{ collectionId: 'c' }] },
    });
  });

  it('from a place on, for the names alone', () => {
    const orderBy = [[['__name__'], 'asc']] as const;
    expect(sent({ collection: 'c', orderBy, startAt: ['x'], select: [] })['structuredQuery']).toEqual({
      select: { fields: [{ fieldPath: '__name__' }] },
      from: [{ collectionId: 'c' }],
      orderBy: [{ field: { fieldPath: '__name__' }, direction: 'ASCENDING' }],
      startAt: { values: [{ referenceValue: `${ROOT}/c/x` }], before: true },
    });
  });

  it('null and NaN are asked for in their own way', () => {
    const filters = [null, NaN].map((equals) => where({ where: { field: ['a'], equals } }));
    expect(filters).toEqual([
      { unaryFilter: { op: 'IS_NULL', field: { fieldPath: 'a' } } },
      { unaryFilter: { op: 'IS_NAN', field: { fieldPath: 'a' } } },
    ]);
  });

  it('an id is compared as a reference, a stored value as it is', () => {
    expect(where({ where: { field: ['__name__'], equals: 'x' } })).toMatchObject({
      fieldFilter: { value: { referenceValue: `${ROOT}/c/x` } },
    });
    const equals = new StoredValue(valueBytes({ doubleValue: 5 }));
    expect(where({ where: { field: ['a'], equals } })).toMatchObject({
      fieldFilter: { value: { doubleValue: 5 } },
    });
  });

  it('a group of one is its filter, and a group of none is no filter', () => {
    const one = { field: ['a'], equals: 1 };
    expect(where({ where: { all: [{ any: [one] }, { all: [] }] } })).toEqual(where({ where: one }));
    expect(where({ where: { all: [] } })).toBeUndefined();
  });

  it.each<[string, Omit<Query, 'collection'>]>([
    ['an alternative that is empty', { where: { any: [] } }],
    ['a limit of 0, which would be none', { limit: 0 }],
    ['a limit that is no whole number', { limit: 1.5 }],
    ['a cursor longer than the order', { startAfter: [1] }],
    ['an id that is no text', { where: { field: ['__name__'], equals: 1 } }],
    ['undefined', { where: { field: ['a'], equals: undefined } }],
  ])('%s is a bug', (_name, query) => {
    expect(() => queryRequest(ROOT, { collection: 'c', ...query })).toThrow(TypeError);
  });

  it('a count', () => {
    const query: Query = { collection: 'c', where: { field: ['a'], equals: 1 }, limit: 1001 };
    expect(decode(messages.RunAggregationQueryRequest, countRequest(ROOT, query))).toEqual({
      parent: ROOT,
      structuredAggregationQuery: {
        structuredQuery: sent(query)['structuredQuery'],
        aggregations: [{ count: {}, alias: COUNT }],
      },
    });
  });

  it('documents by their paths', () => {
    const at = new Timestamp(1, 2000);
    const request = batchGetRequest(ROOT, ['c/2', 'c/1'], { mask: [['a b'], ['c', 'd']], at });
    expect(decode(messages.BatchGetDocumentsRequest, request)).toEqual({
      database: DATABASE,
      documents: [`${ROOT}/c/2`, `${ROOT}/c/1`],
      mask: { fieldPaths: ['`a b`', 'c.d'] },
      readTime: { seconds: '1', nanos: 2000 },
    });
    expect(decode(messages.BatchGetDocumentsRequest, batchGetRequest(ROOT, ['c/1'], { mask: [] }))).toEqual({
      database: DATABASE,
      documents: [`${ROOT}/c/1`],
      mask: {},
    });
  });
});

it.each([
  [['name'], 'name'],
  [['_meta', 'terms', 'x1'], '_meta.terms.x1'],
  [['a.b'], '`a.b`'],
  [['`\\'], '`\\`\\\\`'],
  [['1'], '`1`'],
  [[''], '``'],
  [['__name__'], '__name__'],
  [['a', '__name__'], 'a.`__name__`'],
])('the path %j is written %s', (path, expected) => {
  expect(pathOf(path)).toBe(expected);
});

describe('an answer', () => {
  const time = { seconds: 1_700_000_000, nanos: 123_456_000 };
  const timestamp = new Timestamp(1_700_000_000, 123_456_000);
  const fields = {
    name: { stringValue: 'Άννα' },
    count: { doubleValue: 5 },
    tags: { arrayValue: { values: [{ stringValue: 'a' }, { bytesValue: Buffer.from('b') }] } },
    _meta: { mapValue: { fields: { version: { integerValue: 3 }, by: { mapValue: {} } } } },
    ['__proto__']: { booleanValue: true },
  };
  const document = { name: `${ROOT}/c/documents/s/1`, fields, createTime: time, updateTime: time };

  it('of a query is a document', () => {
    const read = readQueryAnswer(
      encode(messages.RunQueryResponse, { document, readTime: time, skippedResults: 2 }),
    );
    expect(read).toMatchObject({
      path: 'c/documents/s/1',
      id: '1',
      createTime: timestamp,
      updateTime: timestamp,
    });
    expect(read?.get('name')).toBe('Άννα');
    expect(read?.get('_meta', 'version')).toBe(3);
    expect(read?.get('_meta', 'nothing')).toBeUndefined();
    expect(read?.get('name', 'nothing')).toBeUndefined();
    expect(read?.get('nothing', 'at all')).toBeUndefined();
    expect(read?.get('__proto__')).toBe(true);
    const data = read?.data() ?? {};
    expect(Object.keys(data).sort()).toEqual(['__proto__', '_meta', 'count', 'name', 'tags']);
    expect(data['_meta']).toEqual({ version: 3, by: {} });
    expect(read?.stored()['count']).toEqual(new StoredValue(valueBytes({ doubleValue: 5 })));
    expect(Object.keys(read?.stored() ?? {})).toContain('__proto__');
    expect(read?.storedElements('tags')).toEqual([
      new StoredValue(valueBytes({ stringValue: 'a' })),
      new StoredValue(valueBytes({ bytesValue: Buffer.from('b') })),
    ]);
    expect(read?.storedElements('name')).toBeNull();
    expect(read?.storedElements('nothing')).toBeNull();
    expect(read?.storedEntries('_meta')).toEqual({
      version: new StoredValue(valueBytes({ integerValue: 3 })),
      by: new StoredValue(valueBytes({ mapValue: {} })),
    });
    expect(read?.storedEntries('tags')).toBeNull();
  });

  it('may only tell how far the query has come', () => {
    expect(readQueryAnswer(encode(messages.RunQueryResponse, { readTime: time }))).toBeNull();
    expect(readQueryAnswer(Buffer.alloc(0))).toBeNull();
  });

  it('to a batch get has what is there and names what is not', () => {
    const found = encode(messages.BatchGetDocumentsResponse, { found: document, readTime: time });
    expect(readBatchGetAnswer(found)?.path).toBe('c/documents/s/1');
    expect(
      readBatchGetAnswer(
        encode(messages.BatchGetDocumentsResponse, { missing: document.name, readTime: time }),
      ),
    ).toBeNull();
  });

  it('to a count has a number', () => {
    const aggregateFields = { [COUNT]: { integerValue: 70_000 } };
    const answer = encode(messages.RunAggregationQueryResponse, { result: { aggregateFields } });
    expect(readCountAnswer(answer, COUNT)).toBe(70_000);
    expect(
      readCountAnswer(encode(messages.RunAggregationQueryResponse, { readTime: time }), COUNT),
    ).toBeNull();
  });
});
