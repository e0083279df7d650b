import type { Firestore } from 'firebase-admin/firestore';
import { customersKind } from '../../src/crm/customers/kind.ts';
import type { CustomerInDB } from '../../src/crm/customers/models.ts';
import { reindex } from '../../src/records/foreign/reindex.ts';
import { getRecord } from '../../src/records/get.ts';
import { SILENT, type RecordKind, type State } from '../../src/records/kind.ts';
import { moveToTrash } from '../../src/records/trash/delete.ts';
import { restore } from '../../src/records/trash/restore.ts';
import { create } from '../../src/records/write/create.ts';
import { update } from '../../src/records/write/update.ts';
import { connectionTo, databaseOf } from './firestore.ts';

// The customers as this release, an older and a newer one know them; each stores, edits and reindexes as a release does.

type AnyCustomer = CustomerInDB & Record<string, unknown>;
type Kind = RecordKind<AnyCustomer>;

const present = customersKind as unknown as Kind;

/** One field fewer, and one key fewer inside contacts. */
const older: Kind = {
  ...present,
  entered: present.entered.filter((field) => field !== 'nextcloud_folder'),
  read: (document, warn) => {
    const { nextcloud_folder: _, contacts, ...customer } = present.read(document, warn);
    return {
      ...customer,
      contacts: contacts.map(({ primary: __, ...contact }) => contact),
    } as unknown as AnyCustomer;
  },
};

/** One field more, which may be null, one more with a default that is not, and one key more inside contacts. */
const newer: Kind = {
  ...present,
  entered: [...present.entered, 'field_of_a_later_release', 'currency'],
  read: (document, warn) => {
    const { field_of_a_later_release = null, currency = 'EUR', contacts } = document.data();
    const customer = present.read(document, warn);
    const stored = (contacts ?? []) as { verified?: boolean }[];
    return {
      ...customer,
      contacts: customer.contacts.map((contact, at) => ({
        ...contact,
        verified: stored[at]?.verified ?? false,
      })),
      field_of_a_later_release,
      currency,
    };
  },
};

const RELEASES = { older, present, newer };

export type Release = keyof typeof RELEASES;

/** What a release can do with the customers of a project. */
export function release(name: Release, firestore: Firestore) {
  const kind = RELEASES[name];
  const context = (by = `editor-${name}`) => ({
    database: databaseOf(firestore),
    by,
    warn: SILENT,
    keyed: null,
  });
  return {
    create: async (state: object, { key, body = state }: { key?: string; body?: object } = {}) => {
      const request = { body, state: state as State<AnyCustomer>, key: key };
      return (await create(kind, context(key && 'somebody'), request)).record.id;
    },
    deleteAndRestore: async (id: string) => {
      await moveToTrash(kind, context(), id, { ifMatch: null, trashDays: 30 });
      await restore(kind, context(), id);
    },
    get: async (id: string) => (await getRecord(kind, context(), id)).record,
    edit: (id: string, fields: object) =>
      update(kind, context(), id, { ifMatch: null, edit: () => ({ fields: { ...fields } }) }),
    reindex: () => reindex(kind, connectionTo(firestore)),
  };
}
