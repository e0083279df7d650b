import {
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  GrpcStatus,
  type Query,
  type QueryDocumentSnapshot,
  type Timestamp,
  type WriteBatch,
} from 'firebase-admin/firestore';
import type { Deadline } from '../limits/deadline.ts';
import { databaseUnavailable } from '../standards/problems.ts';
import { Room } from '../limits/memory-budget.ts';
import { Turns } from '../limits/keyed-queue.ts';

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

/** The same for what is read: a query fails on the precondition that its index is built, as it is not yet after a first deployment. */
const NOT_NOW: readonly unknown[] = [...OUT_OF_REACH, GrpcStatus.FAILED_PRECONDITION];

/** Answers to a commit by which it may have landed all the same: the client library retries by itself. */
const OUTCOME_OPEN: readonly unknown[] = [
  ...OUT_OF_REACH,
  GrpcStatus.ALREADY_EXISTS,
  GrpcStatus.FAILED_PRECONDITION,
  GrpcStatus.NOT_FOUND,
];

interface DatabaseOptions {
  /** How long one call may take, in milliseconds. */
  timeoutMs: number;
  /** By when the request must be answered. */
  deadline: Deadline;
  /** Both are shared by the requests of a process. */
  turns?: Turns;
  room?: Room;
}

/** So many documents are read without asking for room: nothing small waits for large lists. */
export const FEW_DOCUMENTS = 100;

/**
 * One request's view of Firestore: every call is bounded by a deadline (no client setting bounds one when
 * the server hangs, measured), put on the bill, and 503 `database_unavailable` when there is no answer.
 */
export class Database {
  readonly firestore: Firestore;
  readonly bill: Bill = { reads: 0, writes: 0, milliseconds: 0 };
  readonly deadline: Deadline;
  readonly #timeoutMs: number;
  readonly #turns: Turns;
  readonly #room: Room;
  #leaveRoom: () => void = () => undefined;
  #reserved = 0;
  #isOver = false;
  /** Calls that Firestore has not answered, those included for which nobody waits any more. */
  #open = 0;

  constructor(
    firestore: Firestore,
    { timeoutMs, deadline, turns = new Turns(), room = new Room(Infinity) }: DatabaseOptions,
  ) {
    this.firestore = firestore;
    this.deadline = deadline;
    this.#timeoutMs = timeoutMs;
    this.#turns = turns;
    this.#room = room;
  }

  /**
   * Waits until the process has memory for so many documents, which this request then holds until it is over. A request reserves the
   * most that it may need at once: who has room and waits for more keeps others waiting who do the same. Throws 503 when that
   * is not in time, or when nobody waits for the answer any more.
   */
  async reserve(documents: number): Promise<void> {
    this.#assertAwaited();
    if (documents <= Math.max(FEW_DOCUMENTS, this.#reserved)) return;
    if (this.#reserved > 0)
      throw new Error(`${this.#reserved} documents were reserved, where ${documents} are needed`);
    this.#reserved = documents;
    this.#leaveRoom = await this.#room.enter(documents, this.deadline, () =>
      databaseUnavailable('earlier lists did not end in time'),
    );
    this.#leaveWhenDone();
    this.#assertAwaited();
  }

  #assertAwaited(): void {
    if (this.#isOver) throw databaseUnavailable('nobody waits for the answer any more');
  }

  /** The request is over, whatever became of it. A query that goes on all the same still takes its room: nothing can stop it. */
  end(): void {
    this.#isOver = true;
    this.#leaveWhenDone();
  }

  #leaveWhenDone(): void {
    if (!this.#isOver || this.#open > 0) return;
    this.#leaveRoom();
    this.#leaveRoom = () => undefined;
  }

  /** One document, or only the fields of `mask`; 1 read, also when it does not exist. */
  async get(reference: DocumentReference, mask?: readonly string[]): Promise<DocumentSnapshot> {
    const [snapshot] = await this.getAll([reference], mask);
    if (snapshot === undefined) throw new Error('getAll answered with no snapshot');
    return snapshot;
  }

  /** Documents as they were at one and the same time. */
  async getAll(
    references: readonly DocumentReference[],
    mask?: readonly string[],
  ): Promise<DocumentSnapshot[]> {
    this.bill.reads += references.length;
    const options = mask === undefined ? {} : { fieldMask: [...mask] };
    return this.#ask(this.firestore.getAll(...references, options));
  }

  /** The documents of a query; a read each, and 1 when there are none. */
  async query(query: Query): Promise<QueryDocumentSnapshot[]> {
    const { docs } = await this.#ask(query.get());
    this.bill.reads += Math.max(1, docs.length);
    return docs;
  }

  /** How many documents a query finds; 1 read per 1,000 index entries, at least 1. */
  async count(query: Query): Promise<number> {
    const { count } = (await this.#ask(query.count().get())).data();
    this.bill.reads += Math.max(1, Math.ceil(count / ENTRIES_PER_COUNT_READ));
    return count;
  }

  /** Runs work on one document after this process's earlier work on it; 503 when that takes too long. */
  inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const busy = () => databaseUnavailable('earlier writes of this document did not end in time');
    return this.#turns.take(id, this.deadline, busy, work);
  }

  /**
   * Commits a batch of `size` writes, all of it or nothing. Returns the time of the commit, or null when Firestore
   * refused it or did not say: then the caller reads what has become of it. Throws 503 after the timeout.
   */
  async commit(batch: WriteBatch, size: number): Promise<Timestamp | null> {
    try {
      const [result] = await this.#wait(batch.commit());
      this.bill.writes += size;
      return result?.writeTime ?? null;
    } catch (error) {
      if (OUTCOME_OPEN.includes(codeOf(error))) return null;
      throw error;
    }
  }

  /** Puts a commit on the bill that Firestore did not confirm and that turned out to have landed. */
  billLanded(size: number): void {
    this.bill.writes += size;
  }

  async #ask<T>(call: Promise<T>): Promise<T> {
    try {
      return await this.#wait(call);
    } catch (error) {
      throw NOT_NOW.includes(codeOf(error)) ? databaseUnavailable(error) : error;
    }
  }

  async #wait<T>(call: Promise<T>): Promise<T> {
    const start = performance.now();
    const answered = () => {
      this.#open -= 1;
      this.#leaveWhenDone();
    };
    this.#open += 1;
    call.then(answered, answered);
    try {
      return await this.deadline.wait(call, this.#timeoutMs, () =>
        databaseUnavailable(`Firestore did not answer within ${this.#timeoutMs} ms`),
      );
    } finally {
      this.bill.milliseconds += performance.now() - start;
    }
  }
}

const codeOf = (error: unknown) => (error as { code?: unknown }).code;
