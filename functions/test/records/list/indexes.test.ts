import { beforeAll, describe, expect, it } from 'vitest';
import { findMade } from '../../../src/crm/customers/import/find-made.ts';
import indexFile from '../../../../firestore.indexes.json' with { type: 'json' };
import { useApi } from '../../support/api.ts';
import { adopt, keepPairs, reindex } from '../../support/customers-wing.ts';
import { databaseOf } from '../../support/firestore.ts';
import { compareIndexes, type IndexFile } from '../../support/index-rules.ts';
import { csvOf, ended, runImport, upload } from '../../support/imports.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';
import { recordQueries, type SentQuery } from '../../support/sent-queries.ts';

const api = useApi();
const file = indexFile as IndexFile;
const collection = 'crm_customer_entries';
const collections = [
  collection,
  'crm_customers',
  'crm_settings',
  'crm_customers_trash',
  'crm_erasures',
  'crm_duplicate_pairs',
  'crm_operations',
  'crm_keys',
  'crm_imports',
  'import_parts',
  'import_groups',
  'import_results',
  'history',
];
let sent: SentQuery[];
const shapes = () => sent.flatMap((query) => query.shapes);

const tags = Array.from({ length: 10 }, (_, at) => `tag=t${at}`);
const filters = [
  ...['language=el', 'country=a', 'city=a', 'region=a', 'linked_user_id=a', 'device_id=a', 'product_id=a'],
  ...['serial_number=a', 'email=a@b.gr', 'phone=6975550142', 'phone=%2B49171392001', 'tag=a&tag=b'],
];
const searches = [
  ...[
    'α',
    'γι',
    'γιωργος',
    'giorgos papadopoulos',
    '6975',
    '+30 697 555 0142',
    '0049171',
    'info@x.gr',
    'ι.ν.',
    '&',
  ],
  ...['xristodoulos papaxatzhgewrgiou iera mhtropolis neapolews kai stauroupolews', '8'.repeat(320)],
  ...[
    'ντζ '.repeat(80),
    'giwrgos mixalhs xrhstos '.repeat(13),
    '697 231 210 '.repeat(26),
    'b d g x h u y '.repeat(22),
  ],
].map((search) => `search=${encodeURIComponent(search)}`);
/** Words of many readings, as people type them and as nobody does: fewer alternatives than these cannot be made of them. */
const manyReadings = ['dhmh', 'xiph', 'xgbd', 'bhαp', 'xro', 'ddbx'].map(
  (search) => `search=${encodeURIComponent(search)}`,
);
const phones = ['phone=%2B49171392001', 'phone=0049171392001', 'phone=6975550142'];
const sorts = ['name', 'created_at', 'updated_at'].flatMap((key) => [`sort=${key}`, `sort=-${key}`]);
const lists = [
  '',
  'tag=a',
  ...filters,
  ...searches,
  ...filters.flatMap((filter) => searches.map((search) => `${filter}&${search}`)),
  ...manyReadings.flatMap((search) => [
    search,
    ...phones.flatMap((phone) =>
      [0, 1, 2, 3, 4, 6, 9].map((count) => [phone, ...tags.slice(0, count), search].join('&')),
    ),
    ...[2, 4, 6, 9].map((count) => [...tags, ...filters.slice(0, count), search].join('&')),
  ]),
  ...searches.map((search) => [...tags, ...filters.slice(0, 9), 'phone=%2B49171392001', search].join('&')),
];

beforeAll(async () => {
  sent = recordQueries(api.firestore);
  await loadCustomers(
    api.firestore,
    ['1', '2', '3'].map((id) => plainCustomer({ id, name: 'Γιώργος', tags: ['a', 'b'] })),
  );
  for (const list of lists) expect((await api.as('viewer').get(`${path}?${list}`)).status, list).toBe(200);
  const since = `updated_since=${encodeURIComponent('2020-01-01T00:00:00Z')}`;
  for (const sort of ['', ...sorts])
    for (const list of [
      '',
      'tag=a',
      'tag=a&tag=b',
      'language=el',
      'phone=%2B49171392001',
      'search=giorgos',
      'tag=a&search=papa',
    ])
      for (const time of ['', since])
        await allPages(
          api.as('viewer'),
          `${path}?${['limit=1', sort, list, time].filter(Boolean).join('&')}`,
        );
  const { body, headers } = await api.as('editor').post(path, { name: 'Α' });
  await api.as('editor').put(`${path}/${body.id}`, { name: 'Β' });
  await api.as('editor').get(`${path}/${body.id}`);
  await api.firestore.doc(`crm_customers/${body.id}`).update({ name: 'Γ' });
  await adopt(api.firestore, body.id as string);
  await reindex(api.firestore);
  await allPages(api.as('viewer'), `${path}/${body.id}/history?limit=1`);
  const stale = { headers: { 'If-Match': headers.get('ETag') ?? '' } };
  expect((await api.as('editor').put(`${path}/${body.id}`, { name: 'Δ' }, stale)).body.changed).toHaveLength(
    1,
  );
  const operations = ['2', '3'].map((id) => ({ method: 'append', id, body: { tags: ['β'] } }));
  for (const atomic of [false, true, true]) {
    const sentAgain = { headers: { 'Idempotency-Key': 'a batch' } };
    const { body } = await api.as('editor').post(`${path}/batch`, { operations, atomic }, sentAgain);
    expect(body.succeeded).toBe(2);
  }
  const batch = await api
    .as('editor')
    .post(`${path}/batch`, { operations: [{ method: 'create', body: { name: 'Ζ' } }] });
  const request = batch.headers.get('X-Request-Id') ?? '';
  for (let time = 0; time < 2; time++)
    expect((await api.as('editor').post(`${path}/batches/${request}/undo`)).body.results[0].outcome).toBe(
      'trashed',
    );
  const imported = await upload(
    api.as('editor'),
    'a.csv',
    csvOf([
      ['name', 'email'],
      ['Εισαγωγή', 'in@example.gr'],
      ['', ''],
    ]),
  );
  const start = {
    mapping: { name: 'name', email: { field: 'contacts', type: 'email' } },
    options: { on_duplicate: 'update' },
  };
  for (const dry_run of [true, false]) await runImport(api.as('editor'), imported, { ...start, dry_run });
  await allPages(api.as('viewer'), `${path}/imports?limit=1`);
  await allPages(api.as('viewer'), `${path}/imports/${imported}/rows?limit=1`);
  expect((await api.as('editor').get(`${path}/imports/${imported}/failed.csv`)).status).toBe(200);
  expect((await api.as('editor').post(`${path}/imports/${imported}/undo`)).status).toBe(202);
  await ended(api.as('editor'), imported);
  await findMade(databaseOf(api.firestore), imported, 1, 200);
  const merge = await api.as('editor').post(`${path}/2/merge`, { from: ['3'] });
  expect(merge.status).toBe(200);
  expect((await api.as('editor').post(`${path}/${body.id}/merge`, { from: ['2'] })).status).toBe(200);
  expect((await api.as('editor').post(`${path}/${body.id}/unmerge`, { merge_version: 4 })).status).toBe(200);
  await api.as('admin').delete(`${path}/2?erase=true`);
  for (const key of ['email/a@example.gr', 'phone/%2B49171392001', 'external/erp/1'])
    for (const name of ['Κλειδί', 'Άλλο'])
      expect([200, 201]).toContain((await api.as('editor').put(`${path}/by/${key}`, { name })).status);
  for (const asked of [
    `${body.id}/subject-access`,
    'by/email/a@example.gr/subject-access',
    'by/phone/%2B49171392001/subject-access',
  ])
    expect((await api.as('admin').get(`${path}/${asked}`)).status).toBe(200);
  await allPages(api.as('admin'), `${path}/retention?untouched_since=2100-01-01&limit=1`);
  const part = await api.as('editor').get(`${path}?format=ndjson&limit=1`);
  const next = /^<([^>]*)>/.exec(part.headers.get('Link') ?? '')?.[1] ?? '';
  expect((await api.as('editor').get(path + next)).status).toBe(200);
  await api.as('editor').put(`${path}/${body.id}/keys/erp/2`);
  await api.as('viewer').get(`${path}/${body.id}/keys`);
  await api.as('editor').delete(`${path}/${body.id}`);
  const somebody = {
    name: 'Γιώργος Παππάς Δεύτερος',
    organization: 'Δήμος Άρτας',
    contacts: [
      ...['+49 171 392001', '6975550142', '0044 20 79460000', '2310555014'].map((value) => ({
        type: 'phone',
        label: '',
        value,
      })),
      { type: 'email', label: '', value: 'a@b.gr' },
    ],
    location: { city: 'Άρτα' },
  };
  const { name: _, ...organization } = somebody;
  for (const known of [somebody, organization])
    expect((await api.as('viewer').post(`${path}/duplicates`, known)).status).toBe(200);
  const both = await Promise.all([1, 2].map(() => api.as('editor').post(path, somebody)));
  await keepPairs(api.firestore, both[0]?.body.id as string);
  for (const query of ['limit=1', 'level=certain', 'status=dismissed'])
    expect((await api.as('viewer').get(`${path}/duplicates?${query}`)).status).toBe(200);
  await api.as('admin').delete(`${path}/${both[0]?.body.id}?erase=true`);
  await api.as('editor').delete(`${path}/1`);
  await api.as('admin').delete(`${path}/3?erase=true`);
  await allPages(api.as('viewer'), `${path}/trash?limit=1`);
  for (const query of ['', '&customer_id=2', '&action=create', '&include=ids'])
    for (const since of ['now', 'beginning']) {
      const changes = await api.as('viewer').get(`${path}/changes?since=${since}&limit=1${query}`);
      expect(changes.status).toBe(200);
    }
});

describe('firestore.indexes.json', () => {
  it('has the index of every query that the service sends, and no other', () => {
    for (const group of collections)
      expect(compareIndexes(file, shapes(), group), group).toEqual({ missing: [], superfluous: [] });
    expect(file.indexes.filter((index) => index.collectionGroup === collection)).toHaveLength(13);
  });

  it('indexes no field that it does not name', () => {
    for (const group of collections)
      expect(file.fieldOverrides).toContainEqual({ collectionGroup: group, fieldPath: '*', indexes: [] });
  });

  it.for([
    'crm_customers_trash',
    'crm_erasures',
    'crm_imports',
    'import_parts',
    'import_groups',
    'import_results',
  ])('lets %s expire', (collectionGroup) => {
    const expiry = { collectionGroup, fieldPath: 'expires_at', ttl: true, indexes: [] };
    expect(file.fieldOverrides).toContainEqual(expiry);
  });

  it('has three indexes of several collections, those of all histories', () => {
    const scopes = [
      ...file.indexes.map(({ collectionGroup, queryScope }) => [collectionGroup, '', queryScope]),
      ...file.fieldOverrides.flatMap(({ collectionGroup, fieldPath, indexes }) =>
        indexes.map(({ queryScope }) => [collectionGroup, fieldPath, queryScope]),
      ),
    ];
    expect(scopes.filter(([, , scope]) => scope !== 'COLLECTION')).toEqual([
      ['history', 'at', 'COLLECTION_GROUP'],
      ['history', 'batch', 'COLLECTION_GROUP'],
      ['history', 'import', 'COLLECTION_GROUP'],
    ]);
  });

  it('lets the tombstones of erasures expire, and no other document of a collection of that name', () => {
    const expiry = { collectionGroup: 'history', fieldPath: 'erasure_expires_at', ttl: true, indexes: [] };
    expect(file.fieldOverrides).toContainEqual(expiry);
  });

  it('would be found out without any one of its indexes, and with one too many', () => {
    for (const left of file.indexes.filter((index) => index.collectionGroup === collection)) {
      const without = { ...file, indexes: file.indexes.filter((index) => index !== left) };
      expect(compareIndexes(without, shapes(), collection).missing).toHaveLength(1);
      const double = { ...file, indexes: [...file.indexes, left] };
      expect(compareIndexes(double, shapes(), collection).superfluous).toHaveLength(1);
    }
    const owned = file.fieldOverrides.filter((override) => override.collectionGroup === collection);
    for (const left of owned.filter(({ indexes }) => indexes.length > 0)) {
      const without = {
        ...file,
        fieldOverrides: file.fieldOverrides.filter((override) => override !== left),
      };
      expect(compareIndexes(without, shapes(), collection).missing).toHaveLength(left.indexes.length);
    }
    const order = { order: 'DESCENDING', queryScope: 'COLLECTION' };
    const more = { collectionGroup: collection, fieldPath: 'name', indexes: [order] };
    const padded = { ...file, fieldOverrides: [...file.fieldOverrides, more] };
    expect(compareIndexes(padded, shapes(), collection).superfluous).toEqual([
      'crm_customer_entries: name DESCENDING',
    ]);
  });
});

describe('every query that the service sends', () => {
  it('is within what Firestore takes: 30 disjunctions, and 100 filters and orders in all of them', () => {
    expect(sent.length).toBeGreaterThan(lists.length);
    for (const { shapes: ways } of sent) {
      const parts = ways.map(({ equal, contains, range }) => equal.length + contains.length + range.length);
      expect(ways.length).toBeLessThanOrEqual(30);
      expect(parts.reduce((sum, count) => sum + count, ways[0]?.order.length ?? 0)).toBeLessThanOrEqual(100);
    }
  });
});
