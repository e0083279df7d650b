import type { Deadline } from '../limits/deadline.ts';
import { KeyedQueue } from '../limits/keyed-queue.ts';
import { MemoryBudget } from '../limits/memory-budget.ts';
import { databaseUnavailable } from '../standards/problems.ts';
import type { Connection } from './client.ts';
import { clientBatch, clientField, clientQuery } from './comfortable.ts';
import { documentOf, type StoredDocument } from './document.ts';
import { isOutcomeOpen, isReadLater } from './outcomes.ts';
import type { FieldPath, Query } from './query.ts';
import type { Timestamp } from './stored-values.ts';
import type { Write } from './write.ts';

/**
 * One request's view of Firestore: every call is bounded by a deadline (no client setting bounds one when
 * the server hangs, measured), put on the bill, and 503 `database_unavailable` when there is no answer.
 */
export class Database {
  readonly bill: Bill = { reads: 0, writes: 0, milliseconds: 0 };
  readonly deadline: Deadline;
  readonly #timeoutMs: number;
  readonly #connection: Connection;
  readonly #queue: KeyedQueue;
  readonly #memory: MemoryBudget;
  #leaveRoom: () => void = () => undefined;
  #reserved = 0;
  #isOver = false;
  /** Calls that Firestore has not answered yet, also those that nobody waits for any more. */
  #open = 0;

  constructor(
    connection: Connection,
    { timeoutMs, deadline, queue = new KeyedQueue(), memory = new MemoryBudget(Infinity) }: DatabaseOptions,
  ) {
    this.#connection = connection;
    this.deadline = deadline;
    this.#timeoutMs = timeoutMs;
    this.#queue = queue;
    this.#memory = memory;
  }

  /**
   * Waits until the process has memory for so many documents. The request holds that memory until it is over. Reserve once,
   * and as much as may be needed at most: two requests that each hold some and wait for more would deadlock. Throws 503 when there is
   * no room in time, or when nobody waits for the answer any more.
   */
  async reserve(documents: number): Promise<void> {
    this.#assertAwaited();
    if (documents <= Math.max(FEW_DOCUMENTS, this.#reserved)) return;
    if (this.#reserved > 0)
      throw new Error(`${this.#reserved} documents were reserved, where ${documents} are needed`);
    this.#reserved = documents;
    this.#leaveRoom = await this.#memory.enter(documents, this.deadline, () =>
      databaseUnavailable('earlier lists did not end in time'),
    );
    this.#leaveWhenDone();
    this.#assertAwaited();
  }

  #assertAwaited(): void {
    if (this.#isOver) throw databaseUnavailable('nobody waits for the answer any more');
  }

  /** The request is over, answered or not. A query that goes on all the same still takes its memory: nothing can stop it. */
  end(): void {
    this.#isOver = true;
    this.#leaveWhenDone();
  }

  #leaveWhenDone(): void {
    if (!this.#isOver || this.#open > 0) return;
    this.#leaveRoom();
    this.#leaveRoom = () => undefined;
  }

  /** One document, or only the fields of `mask`; null where there is none. 1 read either way. */
  async get(path: string, mask?: readonly FieldPath[]): Promise<StoredDocument | null> {
    const [document = null] = await this.getAll([path], mask);
    return document;
  }

  /** Documents as they were at one and the same time, in the order of their paths; 1 read each. */
  async getAll(paths: readonly string[], mask?: readonly FieldPath[]): Promise<(StoredDocument | null)[]> {
    this.bill.reads += paths.length;
    const { firestore } = this.#connection;
    const references = paths.map((path) => firestore.doc(path));
    const options = mask === undefined ? {} : { fieldMask: mask.map(clientField) };
    return (await this.#ask(firestore.getAll(...references, options))).map(documentOf);
  }

  /** The documents of a query; a read each, and 1 when there are none. */
  async query(query: Query): Promise<StoredDocument[]> {
    const { docs } = await this.#ask(clientQuery(this.#connection.firestore, query).get());
    this.bill.reads += Math.max(1, docs.length);
    return docs.flatMap((snapshot) => documentOf(snapshot) ?? []);
  }

  /** How many documents a query finds; 1 read per 1,000 index entries, at least 1. */
  async count(query: Query): Promise<number> {
    const counting = clientQuery(this.#connection.firestore, query).count().get();
    const { count } = (await this.#ask(counting)).data();
    this.bill.reads += Math.max(1, Math.ceil(count / ENTRIES_PER_COUNT_READ));
    return count;
  }

  /** Runs work on one document after this process's earlier work on it; 503 when that takes too long. */
  inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const busy = () => databaseUnavailable('earlier writes of this document did not end in time');
    return this.#queue.take(id, this.deadline, busy, work);
  }

  /**
   * Commits writes, all of them or none. Returns the time of the commit, or null when Firestore refused it or did not
   * say: then the caller reads what is there now. Throws 503 after the timeout.
   */
  async commit(writes: readonly Write[]): Promise<Timestamp | null> {
    try {
      const [result] = await this.#wait(clientBatch(this.#connection.firestore, writes).commit());
      this.bill.writes += writes.length;
      return result?.writeTime ?? null;
    } catch (error) {
      if (isOutcomeOpen(error)) return null;
      throw error;
    }
  }

  /** Puts a commit on the bill that Firestore did not confirm, once it is known that it has landed. */
  billLanded(writes: readonly Write[]): void {
    this.bill.writes += writes.length;
  }

  async #ask<T>(call: Promise<T>): Promise<T> {
    try {
      return await this.#wait(call);
    } catch (error) {
      throw isReadLater(error) ? databaseUnavailable(error) : error;
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

/** What a request has cost so far, as Firestore bills it, and the milliseconds spent waiting for it. */
export interface Bill {
  reads: number;
  writes: number;
  milliseconds: number;
}

interface DatabaseOptions {
  /** How long one call may take, in milliseconds. */
  timeoutMs: number;
  /** By when the request must be answered. */
  deadline: Deadline;
  /** Both are shared by the requests of a process. */
  queue?: KeyedQueue;
  memory?: MemoryBudget;
}

/** Up to this many documents are read without asking for memory, so that small reads never wait for large lists. */
export const FEW_DOCUMENTS = 100;

/** Index entries that one read of a `count()` covers. */
const ENTRIES_PER_COUNT_READ = 1000;
