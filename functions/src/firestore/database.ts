// One request's view of Firestore: reads, commits, their bill, their time and their memory.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from '../limits/deadline.ts';
import { KeyedQueue } from '../limits/keyed-queue.ts';
import { MemoryBudget } from '../limits/memory-budget.ts';
import { databaseUnavailable } from '../standards/problems.ts';
import {
  readAnswerTime,
  type ReadMethod,
  readBatchGetAnswer,
  readCommitAnswer,
  readCountAnswer,
  readQueryAnswer,
} from './answers.ts';
import type { Call, Connection, Method } from './client.ts';
import type { StoredDocument } from './document.ts';
import { isConnectionLost, isOutcomeOpen, isReadLater, isTimeOver } from './outcomes.ts';
import { batchGetRequest, COUNT, countRequest, type FieldPath, type Query, queryRequest } from './query.ts';
import type { Timestamp } from './stored-values.ts';
import { billedWrites, commitRequest, type Write } from './write.ts';

/**
 * One request's view of Firestore. Every call is on the bill, and is cancelled on the wire when the request's time is over, a read
 * also when its caller has left. No answer, or one that says "not now", is 503 `database_unavailable`.
 */
export class Database {
  readonly bill: Bill = { reads: 0, writes: 0, trips: 0, milliseconds: 0 };
  readonly deadline: Deadline;
  readonly #timeoutMs: number;
  readonly #connection: Connection;
  readonly #queue: KeyedQueue;
  readonly #memory: MemoryBudget;
  #leaveRoom: () => void = () => undefined;
  #reserved = 0;
  #isOver = false;
  /** Calls that have not ended. */
  #open = 0;
  readonly #openReads = new Set<Call>();
  #readTime: Timestamp | null = null;

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
   * One document, or only the fields of `mask`; null where there is none. 1 read either way. With `at` as it was then, at most an hour
   * ago. Not by the protocol's GetDocument, which saves 0.04 ms (measured): it says NOT_FOUND also where the whole database is missing.
   */
  async get(path: string, mask?: readonly FieldPath[], at?: Timestamp): Promise<StoredDocument | null> {
    const [document = null] = await this.getAll([path], mask, at);
    return document;
  }

  /** Documents as they were at one and the same time, in the order of their paths; 1 read each. */
  async getAll(
    paths: readonly string[],
    mask?: readonly FieldPath[],
    at?: Timestamp,
  ): Promise<(StoredDocument | null)[]> {
    if (paths.length === 0) return [];
    this.bill.reads += paths.length;
    const { parts: found } = await this.#read(
      'BatchGetDocuments',
      (root) => batchGetRequest(root, paths, { mask, at }),
      readBatchGetAnswer,
    );
    // They are answered in any order, and once where a path was asked for twice.
    const byPath = new Map(found.map((document) => [document.path, document]));
    return paths.map((path) => byPath.get(path) ?? null);
  }

  /** The documents of a query; a read each, and 1 when there are none. */
  async query(query: Query): Promise<StoredDocument[]> {
    return (await this.queryWithTime(query)).documents;
  }

  /** The same, with the time as of which it was answered. */
  async queryWithTime(query: Query): Promise<{ documents: StoredDocument[] } & Answered> {
    const { parts, readTime } = await this.#read(
      'RunQuery',
      (root) => queryRequest(root, query),
      readQueryAnswer,
    );
    this.bill.reads += Math.max(1, parts.length);
    return { documents: parts, readTime };
  }

  /** Whether a query finds no document at all; 1 read. */
  async findsNothing(query: Omit<Query, 'limit' | 'select'>): Promise<boolean> {
    return (await this.query({ ...query, limit: 1, select: [] })).length === 0;
  }

  /** How many documents a query finds; 1 read per 1,000 index entries, at least 1. */
  async count(query: Query): Promise<number> {
    return (await this.countWithTime(query)).count;
  }

  /** The same, with the time as of which it was counted: with `at` as of then, at most an hour ago. */
  async countWithTime(query: Query, at?: Timestamp): Promise<{ count: number } & Answered> {
    const { parts, readTime } = await this.#read(
      'RunAggregationQuery',
      (root) => countRequest(root, query, at),
      (message) => readCountAnswer(message, COUNT),
    );
    const [count] = parts;
    if (count === undefined) throw new Error('Firestore answered a count with no number');
    this.bill.reads += Math.max(1, Math.ceil(count / ENTRIES_PER_COUNT_READ));
    return { count, readTime };
  }

  /**
   * Commits writes, all of them or none, and goes on when the caller leaves. Returns the time of the commit, or null when Firestore
   * refused it or did not say: then the caller reads what is stored now. Throws 503 when there is no answer in time, and gRPC's own
   * error where the commit can never be done as it is (`isTooLarge`). It is never repeated.
   */
  async commit(writes: readonly Write[]): Promise<Timestamp | null> {
    let time: Timestamp | null = null;
    const milliseconds = this.#timeLeft();
    const start = performance.now();
    try {
      const root = await this.#root(milliseconds);
      await this.#run('Commit', commitRequest(root, writes), start + milliseconds, (message) => {
        time = readCommitAnswer(message);
      });
    } catch (error) {
      if (isTimeOver(error)) throw this.#noAnswer();
      if (isOutcomeOpen(error)) return null;
      throw error;
    } finally {
      this.bill.milliseconds += performance.now() - start;
    }
    this.bill.writes += billedWrites(writes);
    return time;
  }

  /** The time as of which the last read was answered; null before. */
  get readTime(): Timestamp | null {
    return this.#readTime;
  }

  /** Puts a commit on the bill that Firestore did not confirm and that turned out to have landed. */
  billLanded(writes: readonly Write[]): void {
    this.bill.writes += billedWrites(writes);
  }

  /**
   * Waits until the process has memory for so many documents, which this request then holds until it is over. Reserve once, the
   * most that may be needed: two requests that each hold some and wait for more would deadlock. Throws 503 when there is no room in
   * time, or when nobody waits for the answer any more.
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

  /** Runs work on one document after this process's earlier work on it; 503 when that takes too long. */
  inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const busy = () => databaseUnavailable('earlier writes of this document did not end in time');
    return this.#queue.take(id, this.deadline, busy, work);
  }

  /** The request is over: what it still reads is cancelled, and no other read begins. A commit goes on to its answer. */
  end(): void {
    this.#isOver = true;
    for (const call of this.#openReads) call.cancel();
    this.#leaveWhenDone();
  }

  /** Each message's part of the answer, nulls left out. A read whose connection was lost is sent again. */
  async #read<T>(
    method: ReadMethod,
    requestOf: (root: string) => Buffer,
    readMessage: (message: Buffer) => T | null,
  ): Promise<{ parts: T[] } & Answered> {
    this.#assertAwaited();
    const milliseconds = this.#timeLeft();
    const start = performance.now();
    const end = start + milliseconds;
    try {
      const request = requestOf(await this.#root(milliseconds));
      for (let wait = FIRST_WAIT_MS; ; wait *= 2) {
        try {
          const parts: T[] = [];
          let last: Buffer | null = null as Buffer | null;
          await this.#run(method, request, end, (message) => {
            last = message;
            const part = readMessage(message);
            if (part !== null) parts.push(part);
          });
          this.#readTime = last && readAnswerTime(method, last);
          return { parts, readTime: this.#readTime };
        } catch (error) {
          if (!isConnectionLost(error) || wait > LONGEST_WAIT_MS || end - performance.now() <= wait)
            throw error;
        }
        await sleep(wait);
        this.#assertAwaited();
      }
    } catch (error) {
      this.#assertAwaited();
      if (isTimeOver(error)) throw this.#noAnswer();
      throw isReadLater(error) ? databaseUnavailable(error) : error;
    } finally {
      this.bill.milliseconds += performance.now() - start;
    }
  }

  async #run(
    method: Method,
    request: Buffer,
    end: number,
    receive: (message: Buffer) => void,
  ): Promise<void> {
    const call = this.#connection.call(method, request, end - performance.now(), receive);
    // Calls at the same time are one round trip.
    if (this.#open === 0) this.bill.trips += 1;
    this.#open += 1;
    if (method !== 'Commit') this.#openReads.add(call);
    try {
      await call.ended;
    } finally {
      this.#open -= 1;
      this.#openReads.delete(call);
      this.#leaveWhenDone();
    }
  }

  /** Only a process that does not know its project waits here, once; 503 when nobody says what it is. */
  #root(milliseconds: number): string | Promise<string> {
    const root = this.#connection.root();
    if (typeof root === 'string') return root;
    const known = root.catch((error: unknown) => {
      throw databaseUnavailable(error);
    });
    return this.deadline.wait(known, milliseconds, () => this.#noAnswer());
  }

  /** Throws 503 when there is none: nothing is sent then. */
  #timeLeft(): number {
    const milliseconds = Math.min(this.#timeoutMs, this.deadline.left);
    if (milliseconds === 0) throw databaseUnavailable('the time of this request is over');
    return milliseconds;
  }

  #noAnswer(): Error {
    return databaseUnavailable(`Firestore did not answer within ${this.#timeoutMs} ms`);
  }

  #assertAwaited(): void {
    if (this.#isOver) throw databaseUnavailable('nobody waits for the answer any more');
  }

  #leaveWhenDone(): void {
    if (!this.#isOver || this.#open > 0) return;
    this.#leaveRoom();
    this.#leaveRoom = () => undefined;
  }
}

/** The time as of which a read was answered: it tells all that was committed until then, and nothing later. */
export interface Answered {
  /** Null where Firestore does not say. */
  readTime: Timestamp | null;
}

/** What a request has cost so far, as Firestore bills it, and the round trips and milliseconds spent waiting for it. */
export interface Bill {
  reads: number;
  writes: number;
  trips: number;
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

/** So many documents are read without asking for memory: nothing small waits for large lists. */
export const FEW_DOCUMENTS = 100;

/** Index entries that one read of a `count()` covers. */
const ENTRIES_PER_COUNT_READ = 1000;

/**
 * The waits before a read whose connection was lost is sent again: 50, 100, ... 800 ms. A blip is bridged, and in an outage a read fails
 * within 2 s, without a storm of repetitions.
 */
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 800;
