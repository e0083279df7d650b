import {
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  GrpcStatus,
  type Query,
  type QueryDocumentSnapshot,
  type WriteBatch,
  type WriteResult,
} from 'firebase-admin/firestore';
import { withDeadline } from './deadline.ts';
import { databaseUnavailable } from './http/problem.ts';

/** What a request has cost so far, as Firestore bills it, and the milliseconds spent waiting for it. */
export interface Bill {
  reads: number;
  writes: number;
  milliseconds: number;
}

/** Index entries that one read of a `count()` covers. */
const ENTRIES_PER_COUNT_READ = 1000;

/** Firestore's own answers that say "not now" rather than "not so". */
const OUT_OF_REACH: readonly unknown[] = [
  GrpcStatus.CANCELLED,
  GrpcStatus.UNKNOWN,
  GrpcStatus.DEADLINE_EXCEEDED,
  GrpcStatus.RESOURCE_EXHAUSTED,
  GrpcStatus.ABORTED,
  GrpcStatus.INTERNAL,
  GrpcStatus.UNAVAILABLE,
];

/**
 * One request's view of Firestore: every call is bounded by a deadline (no client setting bounds one when
 * the server hangs, measured), put on the bill, and 503 `database_unavailable` when there is no answer.
 */
export class Database {
  readonly firestore: Firestore;
  readonly bill: Bill = { reads: 0, writes: 0, milliseconds: 0 };
  readonly #timeoutMs: number;

  constructor(firestore: Firestore, { timeoutMs }: { timeoutMs: number }) {
    this.firestore = firestore;
    this.#timeoutMs = timeoutMs;
  }

  /** One document with only the fields of `mask`; 1 read, also when it does not exist. */
  async get(reference: DocumentReference, mask: readonly string[]): Promise<DocumentSnapshot> {
    this.bill.reads += 1;
    const [snapshot] = await this.#wait(this.firestore.getAll(reference, { fieldMask: [...mask] }));
    if (snapshot === undefined) throw new Error('getAll answered with no snapshot');
    return snapshot;
  }

  /** The documents of a query; a read each, and 1 when there are none. */
  async query(query: Query): Promise<QueryDocumentSnapshot[]> {
    const { docs } = await this.#wait(query.get());
    this.bill.reads += Math.max(1, docs.length);
    return docs;
  }

  /** How many documents a query finds; 1 read per 1,000 index entries, at least 1. */
  async count(query: Query): Promise<number> {
    const { count } = (await this.#wait(query.count().get())).data();
    this.bill.reads += Math.max(1, Math.ceil(count / ENTRIES_PER_COUNT_READ));
    return count;
  }

  /** Commits a batch, all of it or nothing; a write for each of its `size` operations. */
  async commit(batch: WriteBatch, size: number): Promise<WriteResult[]> {
    const results = await this.#wait(batch.commit());
    this.bill.writes += size;
    return results;
  }

  async #wait<T>(call: Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await withDeadline(call, this.#timeoutMs, () =>
        databaseUnavailable(`Firestore did not answer within ${this.#timeoutMs} ms`),
      );
    } catch (error) {
      throw OUT_OF_REACH.includes((error as { code?: unknown }).code) ? databaseUnavailable(error) : error;
    } finally {
      this.bill.milliseconds += performance.now() - start;
    }
  }
}
