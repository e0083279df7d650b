import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FieldValue, type DocumentSnapshot, type Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adopt,
  creationOf,
  forgetExpired,
  findAllPairs,
  historyOf,
  keepPairs,
  keepDeleted,
  lengthenHistory,
  reindex,
  requestOf,
} from '../../support/customers-wing.ts';
import { functionsFolder } from '../../../scripts/project.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { closeFirestore, connectionTo, newProject, openFirestore } from '../../support/firestore.ts';
import { holdCommit } from '../../support/sent-requests.ts';

// Each kind of commit is held back on the wire beyond the 503 of whoever sent it. Others write, and then it arrives: it changes nothing.

let project: string;
let direct: Firestore;
let slow: Firestore;
const opened: Firestore[] = [];
/** A database of its own for each test: what is not meant may be anywhere. */
function open(): void {
  project = newProject();
  direct = openFirestore(project);
  slow = openFirestore(project);
  opened.push(direct, slow);
}
beforeAll(open);
afterAll(() => Promise.all(opened.map(closeFirestore)));

const service = (firestore: Firestore) => requestOf(firestore).service;
/** The same for a request with an idempotency key. */
const keyedService = (firestore: Firestore) =>
  requestOf(firestore, {}, { key: KEY, identity: 'the same each time' }).service;
const document = (id: string) => direct.doc(`crm_customers/${id}`);
const stray = () => direct.doc('crm_customer_entries/stray');
const trashed = (id: string) => direct.doc(`crm_customers_trash/${id}`);
const data = creationOf({
  name: 'Αργοπορία',
  tags: ['α'],
  contacts: [{ type: 'phone', label: '', value: '1' }],
});
const KEY = 'κλειδί';
const SETTINGS = 'crm_settings/crm_customers';

interface Kind {
  /** The file that makes the commit, in src. */
  file: string;
  what: string;
  prepare?: (id: string) => Promise<unknown>;
  begin: (id: string, seen: DocumentSnapshot) => Promise<unknown>;
  /** Which of its commits is held. */
  nth?: number;
  /** What others do meanwhile, where it is not what they do to a customer. */
  others?: typeof others;
}

const REQUESTER = { caller: { role: 'admin' }, requestId: 'r' } as const;
const atomic = (...operations: object[]) => ({ operations, atomic: true, stop_on_error: false });

const erased = (id: string) => service(direct).eraseCustomer(id);
const EXTERNAL = { system: 'erp', key: '1' };
const OWN_KEY = { kind: 'external', system: 'erp', value: '1' } as const;
const UNCONDITIONAL = { ifMatch: null, ifNoneMatch: null };
const upsert = (firestore: Firestore, key: Parameters<CustomersService['upsertCustomer']>[0]) =>
  service(firestore).upsertCustomer(key, { name: 'Β' }, UNCONDITIONAL);
type CustomersService = ReturnType<typeof service>;
const BY_KEY = 'records/keys/by-key.ts';
const UPDATE = 'records/write/update.ts';
const ADOPT = 'records/foreign/adopt.ts';
const ERASE = 'records/trash/erase.ts';
const KEEP_PAIRS = 'records/duplicates/keep-pairs.ts';
const DISMISS = 'records/duplicates/dismiss.ts';
const BROKEN_PAIR = 'crm_duplicate_pairs/broken';
const SEVERAL = 'records/merge/several.ts';

/** An erasure of a long history whose request was killed after its first commit. */
async function halfErased(id: string): Promise<void> {
  await lengthenHistory(direct, id, 900);
  holdCommit(connectionTo(slow), 2);
  await expect(service(slow).eraseCustomer(id)).rejects.toMatchObject({ status: 503 });
}

/** Another customer of the same database, who has something that the first one has not. */
let other: string;
async function withOther(): Promise<void> {
  const made = await service(direct).createCustomer(
    creationOf({ name: 'Άλλος πελάτης', tags: ['ω'] }),
    'other',
  );
  other = made.record.id;
}

/** The same two, once as a pair that is probably one. */
async function withTwin(id: string): Promise<void> {
  const twin = {
    name: 'Παντελής Ζωγράφος',
    contacts: [{ type: 'phone', label: '', value: '6935500001' }],
  } as const;
  await service(direct).updateCustomer(id, twin);
  other = (await service(direct).createCustomer(creationOf(twin), 'twin')).record.id;
}
async function withPair(id: string): Promise<void> {
  await withTwin(id);
  await keepPairs(direct, id);
  expect((await direct.collection('crm_duplicate_pairs').get()).size).toBe(1);
}
/** It is no twin any more, and then it is again. Each time the trigger has looked at it. */
const twinChanges = async () => {
  const { contacts } = (await service(direct).getCustomer(other)).record;
  await service(direct).updateCustomer(other, { name: 'Δήμος Πατρέων', contacts: [] });
  await keepPairs(direct, other);
  return contacts;
};
const othersOfPair: [string, (id: string) => Promise<unknown>][] = [
  ['the other one is another now', twinChanges],
  [
    'the other one was another for a time',
    async () => {
      const contacts = await twinChanges();
      await service(direct).updateCustomer(other, { name: 'Παντελής Ζωγράφος', contacts });
      await keepPairs(direct, other);
    },
  ],
  ['the other one is erased', () => erased(other)],
  [
    'the other one is deleted',
    async () => {
      await service(direct).deleteCustomer(other);
      await keepPairs(direct, other);
    },
  ],
  [
    'it is merged into the other one',
    async (id) => {
      await service(direct).mergeCustomers(other, merging([id]));
      await keepPairs(direct, id);
    },
  ],
  [
    'the other one is merged into it',
    async (id) => {
      await service(direct).mergeCustomers(id, merging([other]));
      await keepPairs(direct, other);
    },
  ],
];
const PAIRS_QUERY = { limit: 20, level: 'probable', status: 'open' } as const;
const merging = (from: string[]) => ({ from, choose: {}, etags: {}, dry_run: false });
const unmerging = { merge_version: 2, only: null, dry_run: false };

/** What others do meanwhile, whatever state the customer is in; each leaves it in another. */
const others: [string, (id: string) => Promise<unknown>][] = [
  ['it is erased', erased],
  [
    'it is erased, and another program makes it again',
    async (id) => {
      await erased(id).catch(() => undefined);
      await document(id).set({ name: 'Άλλος' });
      await adopt(direct, id);
    },
  ],
  [
    'another program changes it, or makes it again',
    async (id) => {
      await document(id).set({ name: 'Άλλος' }, { merge: true });
      await adopt(direct, id);
    },
  ],
  [
    'it is changed, deleted and restored',
    async (id) => {
      const by = service(direct);
      await by.addNote(id, { text: 'πρώτη' }).catch(() => by.restoreCustomer(id));
      await by.deleteCustomer(id);
      await by.restoreCustomer(id);
      await by.addNote(id, { text: 'δεύτερη' });
    },
  ],
];

const kinds: Kind[] = [
  {
    file: 'records/write/create.ts',
    what: 'a creation with a key',
    prepare: erased,
    begin: () => service(slow).createCustomer(creationOf({ name: 'Ξανά' }), KEY),
  },
  { file: UPDATE, what: 'an update', begin: (id) => service(slow).updateCustomer(id, { name: 'Β' }) },
  { file: UPDATE, what: 'an append', begin: (id) => service(slow).addNote(id, { text: 'ν' }) },
  { file: UPDATE, what: 'a new member', begin: (id) => service(slow).addMember(id, 'tags', 'β') },
  { file: UPDATE, what: 'a member removed', begin: (id) => service(slow).removeMember(id, 'tags', 'α') },
  {
    file: UPDATE,
    what: 'a revert',
    prepare: (id) => service(direct).updateCustomer(id, { name: 'Β' }),
    begin: (id) => service(slow).revertCustomer(id, 1),
  },
  {
    file: UPDATE,
    what: 'an update with a key',
    begin: (id) => keyedService(slow).updateCustomer(id, { name: 'Β' }),
  },
  {
    file: 'records/write/version.ts',
    what: 'the key of an edit that changes nothing',
    begin: (id) => keyedService(slow).updateCustomer(id, { name: 'Αργοπορία' }),
  },
  {
    file: UPDATE,
    what: 'the key of an edit that changes nothing in what another program wrote',
    prepare: (id) => document(id).update({ organization: 'Ξένη' }),
    begin: (id) => keyedService(slow).updateCustomer(id, { name: 'Αργοπορία' }),
  },
  {
    file: 'records/trash/delete.ts',
    what: 'a deletion with a key',
    begin: (id) => keyedService(slow).deleteCustomer(id),
  },
  {
    file: 'records/trash/restore.ts',
    what: 'a restoration with a key',
    prepare: (id) => service(direct).deleteCustomer(id),
    begin: (id) => keyedService(slow).restoreCustomer(id),
  },
  { file: ERASE, what: 'an erasure with a key', begin: (id) => keyedService(slow).eraseCustomer(id) },
  { file: 'records/trash/delete.ts', what: 'a deletion', begin: (id) => service(slow).deleteCustomer(id) },
  ...[service, keyedService].flatMap((of, at): Kind[] => [
    {
      file: 'records/write/together.ts',
      what: `an atomic batch${at === 0 ? '' : ' with a key'}`,
      begin: (id) =>
        of(slow).batch(
          atomic({ method: 'create', body: { name: 'Νέος' } }, { method: 'update', id, body: { name: 'Β' } }),
          false,
          REQUESTER,
        ),
    },
    {
      file: 'records/write/together.ts',
      what: `an atomic batch of which one part changes nothing${at === 0 ? '' : ', with a key'}`,
      begin: (id) =>
        of(slow).batch(
          atomic(
            { method: 'update', id, body: { name: 'Αργοπορία' } },
            { method: 'create', body: { name: 'Νέος' } },
          ),
          false,
          REQUESTER,
        ),
    },
  ]),
  ...[service, keyedService].flatMap((of, at): Kind[] => [
    {
      file: SEVERAL,
      what: `a merge of another one into it${at === 0 ? '' : ', with a key'}`,
      prepare: withOther,
      begin: (id) => of(slow).mergeCustomers(id, merging([other])),
    },
    {
      file: SEVERAL,
      what: `a merge of it into another one${at === 0 ? '' : ', with a key'}`,
      prepare: withOther,
      begin: (id) => of(slow).mergeCustomers(other, merging([id])),
    },
    {
      file: SEVERAL,
      what: `an undo of what was merged into it${at === 0 ? '' : ', with a key'}`,
      prepare: async (id) => {
        await withOther();
        await service(direct).mergeCustomers(id, merging([other]));
      },
      begin: (id) => of(slow).unmergeCustomers(id, unmerging),
    },
    {
      file: SEVERAL,
      what: `an undo by which it comes back${at === 0 ? '' : ', with a key'}`,
      prepare: async (id) => {
        await withOther();
        await service(direct).mergeCustomers(other, merging([id]));
      },
      begin: () => of(slow).unmergeCustomers(other, unmerging),
    },
  ]),
  {
    file: ERASE,
    what: 'an erasure with what was merged into it',
    prepare: async (id) => {
      await withOther();
      await service(direct).mergeCustomers(id, merging([other]));
    },
    begin: (id) => service(slow).eraseCustomer(id),
  },
  {
    file: ERASE,
    what: 'the second commit of an erasure with what was merged into it',
    prepare: async (id) => {
      await withOther();
      await service(direct).mergeCustomers(id, merging([other]));
    },
    begin: (id) => service(slow).eraseCustomer(id),
    nth: 2,
  },
  {
    file: 'records/foreign/forget-expired.ts',
    what: 'the trigger after the time in the trash of what was merged',
    prepare: async (id) => {
      await withOther();
      await service(direct).mergeCustomers(other, merging([id]));
      await trashed(id).delete();
    },
    begin: (id) => forgetExpired(slow, id),
  },
  {
    file: 'records/trash/restore.ts',
    what: 'a restoration',
    prepare: (id) => service(direct).deleteCustomer(id),
    begin: (id) => service(slow).restoreCustomer(id),
  },
  {
    file: BY_KEY,
    what: 'an upsert that creates',
    begin: () => upsert(slow, { kind: 'email', value: 'a@example.gr' }),
    others: [
      ['somebody else has created one', () => upsert(direct, { kind: 'email', value: 'a@example.gr' })],
      [
        'somebody else has created one, who has another address now',
        async () => {
          const { record } = await upsert(direct, { kind: 'email', value: 'A@EXAMPLE.GR' });
          await service(direct).updateCustomer(record.id, { contacts: [] });
        },
      ],
    ],
  },
  {
    file: BY_KEY,
    what: 'an upsert that takes a key over',
    prepare: async (id) => {
      await service(direct).addKey(id, EXTERNAL);
      await service(direct).deleteCustomer(id);
    },
    begin: () => upsert(slow, OWN_KEY),
  },
  ...[service, keyedService].map((of, at): Kind => ({
    file: UPDATE,
    what: `an upsert that changes${at === 0 ? '' : ', with a key'}`,
    prepare: (id) => service(direct).addKey(id, EXTERNAL),
    begin: () => of(slow).upsertCustomer(OWN_KEY, { name: 'Β' }, UNCONDITIONAL),
  })),
  {
    file: 'records/keys/external.ts',
    what: 'a new external key',
    begin: (id) => service(slow).addKey(id, EXTERNAL),
  },
  {
    file: 'records/keys/external.ts',
    what: 'an external key of somebody in the trash',
    prepare: async () => {
      const { id } = (await service(direct).createCustomer(data)).record;
      await service(direct).addKey(id, EXTERNAL);
      await service(direct).deleteCustomer(id);
    },
    begin: (id) => service(slow).addKey(id, EXTERNAL),
  },
  {
    file: 'records/keys/external.ts',
    what: 'an external key removed',
    prepare: (id) => service(direct).addKey(id, EXTERNAL),
    begin: (id) => service(slow).removeKey(id, EXTERNAL),
  },
  {
    file: ERASE,
    what: 'an erasure of somebody with keys, whom others take over',
    prepare: async (id) => {
      await service(direct).addKey(id, EXTERNAL);
      await service(direct).deleteCustomer(id);
    },
    begin: (id) => service(slow).eraseCustomer(id),
    others: [['one has been taken over', () => upsert(direct, OWN_KEY)]],
  },
  { file: ERASE, what: 'an erasure', begin: (id) => service(slow).eraseCustomer(id) },
  {
    file: ERASE,
    what: 'an erasure of what is in the trash',
    prepare: (id) => service(direct).deleteCustomer(id),
    begin: (id) => service(slow).eraseCustomer(id),
  },
  {
    file: ERASE,
    what: 'an erasure of a history alone',
    prepare: (id) => document(id).delete(),
    begin: (id) => service(slow).eraseCustomer(id),
  },
  {
    file: ERASE,
    what: 'the second commit of an erasure',
    prepare: (id) => lengthenHistory(direct, id, 900),
    begin: (id) => service(slow).eraseCustomer(id),
    nth: 2,
  },
  {
    file: ERASE,
    what: 'the last commit of an erasure',
    prepare: (id) => lengthenHistory(direct, id, 900),
    begin: (id) => service(slow).eraseCustomer(id),
    nth: 3,
  },
  {
    file: 'records/write/version.ts',
    what: 'the rest of an erasure, before another write',
    prepare: async (id) => {
      await halfErased(id);
      await document(id).set({ name: 'Άλλος' });
    },
    // Its first commit hopes that there is no mark.
    begin: (id) => service(slow).updateCustomer(id, { name: 'Β' }),
    nth: 2,
  },
  {
    file: 'records/foreign/finish-erasures.ts',
    what: 'the rest of an erasure, by reindex',
    prepare: async (id) => {
      await reindex(direct);
      await halfErased(id);
    },
    begin: () => reindex(slow),
  },
  {
    file: ADOPT,
    what: 'the trigger after a new document',
    prepare: async (id) => {
      await erased(id);
      await document(id).set({ name: 'Ξένος' });
    },
    begin: (id) => adopt(slow, id),
  },
  {
    file: ADOPT,
    what: 'the trigger after a change',
    prepare: (id) => document(id).update({ name: 'Από άλλο πρόγραμμα' }),
    begin: (id) => adopt(slow, id),
  },
  {
    file: ADOPT,
    what: 'reindex, of bookkeeping alone',
    prepare: (id) => document(id).update({ '_meta.entry_digest': FieldValue.delete() }),
    begin: (id) => adopt(slow, id),
  },
  {
    file: 'records/foreign/keep-deleted.ts',
    what: 'the trigger after a deletion',
    prepare: (id) => document(id).delete(),
    begin: (_, seen) => keepDeleted(slow, seen),
  },
  {
    file: 'records/foreign/forget-expired.ts',
    what: 'the trigger after the time in the trash',
    prepare: async (id) => {
      await service(direct).deleteCustomer(id);
      await trashed(id).delete();
    },
    begin: (id) => forgetExpired(slow, id),
  },
  {
    file: 'records/foreign/sweep.ts',
    what: 'the removal of an entry that nobody has',
    prepare: async () => {
      await reindex(direct);
      const [entry] = (await direct.collection('crm_customer_entries').get()).docs;
      await stray().set({ ...entry?.data(), customer_id: 'nobody' });
    },
    begin: () => reindex(slow),
    others: [
      ['it has become the entry of somebody', () => stray().update({ customer_id: 'somebody' })],
      ['there is somebody of that id', () => document('nobody').set({ name: 'Κάποιος' })],
    ],
  },
  {
    file: KEEP_PAIRS,
    what: 'the trigger that finds a pair',
    prepare: withTwin,
    begin: (id) => keepPairs(slow, id),
    others: [...others, ...othersOfPair],
  },
  {
    file: KEEP_PAIRS,
    what: 'the trigger that finds a pair no more',
    prepare: async (id) => {
      await withPair(id);
      await service(direct).updateCustomer(id, { name: 'Δήμος Βύρωνα', contacts: [] });
    },
    begin: (id) => keepPairs(slow, id),
    others: [
      ...others,
      [
        'the other one is like it now',
        async () => {
          await service(direct).updateCustomer(other, {
            name: 'Δήμος Βύρωνα',
            location: { city: 'Βύρωνας' },
          });
          await keepPairs(direct, other);
        },
      ],
    ],
  },
  {
    file: KEEP_PAIRS,
    what: 'the trigger after a deletion of one of a pair',
    prepare: async (id) => {
      await withPair(id);
      await service(direct).deleteCustomer(id);
    },
    begin: (id) => keepPairs(slow, id),
  },
  {
    file: 'records/duplicates/pair-page.ts',
    what: 'the list that removes a pair with a customer that is gone',
    prepare: async (id) => {
      await withPair(id);
      await service(direct).listDuplicates(PAIRS_QUERY);
      await service(direct).deleteCustomer(id);
    },
    begin: () => service(slow).listDuplicates(PAIRS_QUERY),
  },
  {
    file: 'records/duplicates/find-all.ts',
    what: 'the search of all pairs that finds one',
    prepare: withTwin,
    begin: () => findAllPairs(slow),
    others: [...others, ...othersOfPair],
  },
  {
    file: 'records/duplicates/find-all.ts',
    what: 'the search of all pairs that removes a broken one',
    prepare: () => direct.doc(BROKEN_PAIR).set({ a: 1 }),
    begin: () => findAllPairs(slow),
    others: [
      ['it is removed', () => direct.doc(BROKEN_PAIR).delete()],
      ['it is mended', () => direct.doc(BROKEN_PAIR).set({ a: 'x' })],
    ],
  },
  ...[service, keyedService].flatMap((of, at): Kind[] => [
    {
      file: DISMISS,
      what: `a dismissal${at === 0 ? '' : ' with a key'}`,
      prepare: withTwin,
      begin: (id) => of(slow).dismissDuplicate(id, other),
      others: [
        ...others,
        ...othersOfPair,
        [
          'it was done and taken back',
          async (id) => {
            await service(direct).dismissDuplicate(id, other);
            await service(direct).takeDismissalBack(id, other);
          },
        ],
      ],
    },
    {
      file: DISMISS,
      what: `a dismissal of two that are not alike${at === 0 ? '' : ', with a key'}`,
      prepare: withOther,
      begin: (id) => of(slow).dismissDuplicate(id, other),
      others: [
        [
          'it was done and taken back',
          async (id) => {
            await service(direct).dismissDuplicate(id, other);
            await service(direct).takeDismissalBack(id, other);
          },
        ],
      ],
    },
    {
      file: DISMISS,
      what: `a dismissal that is taken back${at === 0 ? '' : ', with a key'}`,
      prepare: async (id) => {
        await withPair(id);
        await service(direct).dismissDuplicate(id, other);
      },
      begin: (id) => of(slow).takeDismissalBack(id, other),
      others: [
        ...others,
        [
          'somebody has dismissed it anew',
          async (id) => {
            await service(direct).takeDismissalBack(id, other);
            await service(direct).dismissDuplicate(id, other);
          },
        ],
      ],
    },
  ]),
  {
    file: 'records/foreign/index-trash.ts',
    what: 'by what a deleted one is found, by reindex',
    prepare: async (id) => {
      await reindex(direct);
      await service(direct).deleteCustomer(id);
      await trashed(id).update({ found_by: FieldValue.delete() });
    },
    begin: () => reindex(slow),
    others: others.filter(([what]) => !what.startsWith('another program')),
  },
  {
    file: 'records/settings.ts',
    what: 'the settings',
    prepare: () => direct.doc(SETTINGS).delete(),
    begin: () => reindex(slow),
    others: [['another instance has made them', () => reindex(direct)]],
  },
  {
    file: 'records/settings.ts',
    what: 'the note that the index is complete',
    prepare: async () => {
      await reindex(direct);
      await direct.doc(SETTINGS).update({ index_complete: FieldValue.delete() });
    },
    begin: () => reindex(slow),
    others: [
      ['another instance has noted it', () => reindex(direct)],
      ['somebody has removed the settings', () => direct.doc(SETTINGS).delete()],
    ],
  },
];

describe.for(kinds)('$what, held back', ({ prepare, begin, nth = 1, ...kind }) => {
  it.for(kind.others ?? others)('and late, when %s, changes nothing', async ([, meanwhile]) => {
    open();
    const { id } = (await service(direct).createCustomer(data, KEY)).record;
    const seen = await document(id).get();
    await prepare?.(id);
    const held = holdCommit(connectionTo(slow), nth);
    await begin(id, seen).catch((error: unknown) => {
      expect(error).toMatchObject({ status: 503 });
    });
    const start = await dumpDatabase(project);
    await meanwhile(id).catch(() => undefined);
    const before = await dumpDatabase(project);
    const landed = await held.sendAfterAll();
    expect(landed).not.toBeNull();
    const after = await dumpDatabase(project);
    // It may land only where the others did nothing: then it does what was meant.
    expect(landed ? before : after).toEqual(landed ? start : before);
    // Whoever comes next finds everything in order.
    await service(direct)
      .updateCustomer(id, { name: 'Τέλος' })
      .catch(() => undefined);
    const isThere = (await document(id).get()).exists;
    const versions = isThere ? (await historyOf(direct, id)).map(({ version }) => version) : [];
    expect(versions).toEqual(versions.map((_, at) => at + 1));
  });
});

it('no kind of commit is left out here', async () => {
  const sourceFolder = join(functionsFolder, 'src');
  const files = await readdir(sourceFolder, { recursive: true });
  const committing: string[] = [];
  for (const file of files.filter((each) => each.startsWith('records/') && each.endsWith('.ts'))) {
    const text = await readFile(join(sourceFolder, file), 'utf8');
    if (/^(?!\s*\*).*\b(?:commit|versionWrite)(?:<[^(]*>)?\(/m.test(text)) committing.push(file);
  }
  const known = new Set(kinds.map(({ file }) => file));
  expect(committing.filter((file) => !known.has(file) && file !== 'records/write/commit.ts')).toEqual([]);
});
