import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type CollectionReference, type DocumentReference, GrpcStatus } from 'firebase-admin/firestore';
import type { Database } from '../../database.ts';
import type { Caller } from '../../http/authorization.ts';
import { tooLarge } from '../../http/problem.ts';
import { checkBounds } from './bounds.ts';
import { documentSize, MAX_DOCUMENT_BYTES } from './document-size.ts';
import { listPage } from './list.ts';
import type { ListQuery } from './list-query.ts';
import { metaOf } from './meta.ts';
import type {
  CustomerCreate,
  CustomerInDB,
  CustomerListResponse,
  CustomerNote,
  CustomerNoteInput,
  CustomerUpdate,
} from './models.ts';
import { customerNotFound } from './problems.ts';
import { READ_MASK, toCustomer, type WarnOfField } from './stored-customer.ts';

/** What the service works with: one request's database, who asks, and where warnings go. */
export interface CustomersContext {
  database: Database;
  caller: Caller;
  warn: WarnOfField;
}

type Changes = Partial<Omit<CustomerInDB, 'id'>>;

export type CustomersService = ReturnType<typeof customersService>;

/** Firestore accepts more (`a/b/c` would be a subcollection) and takes 7 s to refuse some of it (measured). */
const CUSTOMER_ID = /^(?!__.*__$)[A-Za-z0-9_-]{1,128}$/;

/** The customers, as plain values in and plain models out; problems are thrown. */
export function customersService({ database, caller, warn }: CustomersContext) {
  const collection: CollectionReference = database.firestore.collection('crm_customers');

  function reference(id: string): DocumentReference {
    if (!CUSTOMER_ID.test(id)) throw customerNotFound();
    return collection.doc(id);
  }

  /** A page of the customers that match; throws 400 `invalid_cursor`. */
  function listCustomers(query: ListQuery): Promise<CustomerListResponse> {
    return listPage({ database, collection, warn }, query);
  }

  /** Throws 404 `customer_not_found`. */
  async function getCustomer(id: string): Promise<CustomerInDB> {
    const snapshot = await database.get(reference(id), READ_MASK);
    if (!snapshot.exists) throw customerNotFound();
    return toCustomer(snapshot, warn);
  }

  async function createCustomer(data: CustomerCreate): Promise<CustomerInDB> {
    const now = new Date().toISOString();
    const document = collection.doc();
    const fields = { ...data, notes: signed(data.notes, now), created_at: now, updated_at: now };
    const stored = withMeta(document, fields, 1, randomUUID());
    await database.commit(database.firestore.batch().create(document, stored), 1);
    return { id: document.id, ...fields };
  }

  /**
   * Writes the fields that are in `data` and differ, and no others, on the condition that the document is as it was
   * read; tries again when it is not. So two callers who change different fields both keep their change.
   */
  async function updateCustomer(id: string, data: CustomerUpdate): Promise<CustomerInDB> {
    const document = reference(id);
    for (;;) {
      const snapshot = await database.get(document, READ_MASK);
      if (!snapshot.exists || snapshot.updateTime === undefined) throw customerNotFound();
      const now = new Date().toISOString();
      const current = toCustomer(snapshot, warn);
      const changes = differing(merged(current, data, now), snapshot.data() ?? {});
      if (Object.keys(changes).length === 0) return current;
      const { id: _, ...fields } = { ...current, ...changes, updated_at: now };
      const { _meta } = withMeta(document, fields, versionOf(snapshot.data()) + 1, randomUUID());
      const batch = database.firestore
        .batch()
        .update(document, { ...changes, updated_at: now, _meta }, { lastUpdateTime: snapshot.updateTime });
      try {
        await database.commit(batch, 1);
        return { id, ...fields };
      } catch (error) {
        if (!hasStatus(error, GrpcStatus.FAILED_PRECONDITION, GrpcStatus.NOT_FOUND)) throw error;
      }
    }
  }

  async function deleteCustomer(id: string): Promise<void> {
    try {
      await database.commit(database.firestore.batch().delete(reference(id), { exists: true }), 1);
    } catch (error) {
      throw hasStatus(error, GrpcStatus.NOT_FOUND) ? customerNotFound() : error;
    }
  }

  /** The fields that an update sets, nested ones merged into what is there. */
  function merged(current: CustomerInDB, { location, notes, ...rest }: CustomerUpdate, now: string) {
    return {
      ...rest,
      ...(notes && { notes: signed(notes, now) }),
      ...(location && {
        location: { city: null, country: null, region: null, ...current.location, ...location },
      }),
      ...(location === null && { location }),
    };
  }

  /** Notes of which every one says who wrote it and when. */
  function signed(notes: readonly CustomerNoteInput[], now: string): CustomerNote[] {
    return notes.map(({ text, by = caller.uid, at = now }) => ({ text, by, at }));
  }

  return { listCustomers, getCustomer, createCustomer, updateCustomer, deleteCustomer };
}

/** What of `wanted` is not stored so already, whatever the stored value is. */
function differing(wanted: object, stored: Record<string, unknown>): Changes {
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => !isDeepStrictEqual(stored[field], value)),
  );
}

/** The document to store; throws 422 or 413 when it is over a bound that no single field shows. */
function withMeta(
  document: DocumentReference,
  fields: Omit<CustomerInDB, 'id'>,
  version: number,
  operation: string,
) {
  checkBounds(fields);
  const stored = { ...fields, _meta: metaOf(fields, version, operation) };
  if (documentSize(document.path, stored) > MAX_DOCUMENT_BYTES)
    throw tooLarge(`The customer would be longer than ${MAX_DOCUMENT_BYTES} bytes.`);
  return stored;
}

function versionOf(data: Record<string, unknown> | undefined): number {
  const { version } = (data?.['_meta'] ?? {}) as { version?: unknown };
  return Number.isSafeInteger(version) ? (version as number) : 0;
}

function hasStatus(error: unknown, ...statuses: GrpcStatus[]): boolean {
  return statuses.includes((error as { code: GrpcStatus }).code);
}
