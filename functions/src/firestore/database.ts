// One request's view of Firestore: reads, commits, their bill, their time and their memory.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from '../limits/deadline.ts';
import { KeyedQueue } from '../limits/keyed-queue.ts';
import { type Memory, type Share, unlimitedMemory } from '../limits/memory.ts';
import type { Room } from '../limits/memory-budget.ts';
import { letOthersRun } from '../limits/let-others-run.ts';
import type { Text } from '../standards/languages.ts';
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
import { MAX_DOCUMENT_BYTES } from './document-size.ts';
import { Moment } from './moment.ts';
import { isConnectionLost, isOutcomeOpen, isReadLater, isTimeOver } from './outcomes.ts';
import { batchGetRequest, COUNT, countRequest, type FieldPath, type Query, queryRequest } from './query.ts';
import type { Timestamp } from './stored-values.ts';
import { billedWrites, commitRequest, type Write } from './write.ts';

/**
 * One request's view of Firestore. Every call is on the bill, and is cancelled on the wire when the request's time is over, a read
 * also when its caller has left. No answer, or one that says "not now", is 503 `database_unavailable`.
 */
export class Database {
  readonly bill: Bill;
  readonly deadline: Deadline;
  readonly #timeoutMs: number;
  readonly #connection: Connection;
  readonly #queue: KeyedQueue;
  readonly #memory: Memory;
  readonly #rooms = new Map<Share, Room>();
  /** The reads of unknown size that are on their way. */
  #arrival: Arrival | null = null;
  #isOver = false;
  /** Calls that have not ended, also those of `apart`. */
  readonly #open: { calls: number };
  readonly #parts = new Set<Database>();
  /** Its own calls that have not ended. */
  #calls = 0;
  readonly #openReads = new Set<Call>();
  /** Nothing is committed unless this document is as it was read; null for no such condition. */
  #whileAsRead: StoredDocument | null = null;
  #readTime: Timestamp | null = null;
  #moment: Moment | null = null;

  constructor(
    connection: Connection,
    { timeoutMs, deadline, queue = new KeyedQueue(), memory = unlimitedMemory() }: DatabaseOptions,
    whole: { bill: Bill; open: { calls: number } } | null = null,
  ) {
    this.bill = whole?.bill ?? { reads: 0, writes: 0, trips: 0, milliseconds: 0 };
    this.#open = whole?.open ?? { calls: 0 };
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
    const { parts: found } = await this.#readAll(
      'BatchGetDocuments',
      (root, moment) => batchGetRequest(root, paths, { mask, at: at ?? moment }),
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
    const { parts, readTime } = await this.#readAll(
      'RunQuery',
      (root, moment) => queryRequest(root, query, moment),
      readQueryAnswer,
    );
    this.bill.reads += Math.max(1, parts.length);
    return { documents: parts, readTime };
  }

  /** Whether a query finds no document at all; 1 read. */
  async findsNothing(query: Omit<Query, 'limit' | 'select'>): Promise<boolean> {
    return (await this.query({ ...query, limit: 1, select: [] })).length === 0;
  }

  /**
   * Reads the documents of a query one by one, for whoever cannot know how much memory they take: `begin` gives what takes each. The next
   * one comes when that has ended; where it says false, no other comes. After a lost connection the query, and `begin`, begin again. Returns
   * the time as of which it was answered. A read for each document that came, and 1 when there was none.
   */
  async scan(query: Query, begin: () => TakeDocument): Promise<Answered> {
    let reads = 0;
    try {
      return await this.#read(
        'RunQuery',
        (root, moment) => queryRequest(root, query, moment),
        () => {
          const take = begin();
          return (message) => {
            const document = readQueryAnswer(message);
            if (document === null) return true;
            reads += 1;
            return take(document, message.length, () => readAnswerTime('RunQuery', message));
          };
        },
      );
    } finally {
      this.bill.reads += Math.max(1, reads);
    }
  }

  /** How many documents a query finds; 1 read per 1,000 index entries, at least 1. */
  async count(query: Query): Promise<number> {
    return (await this.countWithTime(query)).count;
  }

  /** The same, with the time as of which it was counted: with `at` as of then, at most an hour ago. */
  async countWithTime(query: Query, at?: Timestamp): Promise<{ count: number } & Answered> {
    const { parts, readTime } = await this.#readAll(
      'RunAggregationQuery',
      (root, moment) => countRequest(root, query, at ?? moment),
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
      await letOthersRun();
      const request = commitRequest(root, [...writes, ...this.#condition()]);
      await letOthersRun();
      await this.#run('Commit', request, start + milliseconds, (message) => {
        time = readCommitAnswer(message);
      });
    } catch (error) {
      if (isTimeOver(error)) throw this.#noAnswer();
      if (!isOutcomeOpen(error)) throw error;
      await this.#assertAsRead();
      return null;
    } finally {
      this.bill.milliseconds += performance.now() - start;
    }
    this.bill.writes += billedWrites(writes);
    return time;
  }

  /**
   * From now on everything is read as of one moment: as of `time`, at most an hour ago, or where that is null as of the moment of the first
   * read, whose answer the others wait for. Said once more, it changes nothing.
   */
  readAsOf(time: Timestamp | null): void {
    this.#moment ??= new Moment(time);
  }

  /** From now on what is committed now is read. */
  readNow(): void {
    this.#moment = null;
  }

  /** The moment of `readAsOf`; null until it is known. */
  get moment(): Timestamp | null {
    return this.#moment?.time ?? null;
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
   * Waits until the process has so many bytes for this request, which holds them until it is over. Reserve the most that may be needed, and
   * give back what was not with `keep`: two requests that each hold some and wait for more would deadlock. Throws 503 when there is no room
   * in time, or when nobody waits for the answer any more.
   */
  async reserve(share: Share, bytes: number): Promise<void> {
    this.#assertAwaited();
    if (this.#rooms.has(share)) throw new Error(`${share} were reserved before`);
    const room = await this.#memory[share].enter(bytes, this.deadline, tooBusy);
    this.#rooms.set(share, room);
    this.#leaveWhenDone();
    this.#assertAwaited();
  }

  /** Takes so many bytes more of a share if they are free now. Never waits. */
  grow(share: Share, bytes: number): boolean {
    const room = this.#rooms.get(share);
    return room !== undefined && this.#memory[share].tryGrow(room, bytes);
  }

  /** Reserves what large documents take with all that is made of them, unless the request has that. */
  async reserveRecords(count = 1): Promise<void> {
    if (!this.#rooms.has('records')) await this.reserve('records', count * RECORD_BYTES);
  }

  /** Gives back all of a share but so many bytes. */
  keep(share: Share, bytes = 0): void {
    this.#rooms.get(share)?.keep(bytes);
    if (bytes === 0) this.#rooms.delete(share);
  }

  /** From now on the request needs no more than its answer, of so many bytes, until the socket has taken it. */
  keepAnswer(bytes: number): void {
    let left = bytes;
    for (const [share, room] of this.#rooms) {
      const kept = Math.min(room.size, left);
      this.keep(share, kept);
      left -= kept;
    }
  }

  /** Runs work on one document after this process's earlier work on it; 503 when that takes too long. */
  async inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    // Whoever has the turn may wait for this.
    this.keep('records');
    const busy = () => databaseUnavailable('earlier writes of this document did not end in time');
    return this.#queue.take(id, this.deadline, busy, work);
  }

  /**
   * Does one of several pieces of work that a request does at the same time, with memory of its own: that is given back when the piece
   * ends. All are on the one bill, and are over when the request is.
   *
   * @param whileAsRead a document that must be as it was read whenever something is committed, also by a commit that arrives late: else that
   *   throws `NoLongerAsRead`, and nothing is written. It costs nothing, but for a read after a commit that did not land.
   */
  async apart<T>(
    work: (database: Database) => Promise<T>,
    { whileAsRead = null }: { whileAsRead?: StoredDocument | null } = {},
  ): Promise<T> {
    const part = new Database(
      this.#connection,
      { timeoutMs: this.#timeoutMs, deadline: this.deadline, queue: this.#queue, memory: this.#memory },
      { bill: this.bill, open: this.#open },
    );
    part.#moment = this.#moment;
    part.#whileAsRead = whileAsRead ?? this.#whileAsRead;
    if (this.#isOver) part.end();
    this.#parts.add(part);
    try {
      return await work(part);
    } finally {
      this.#parts.delete(part);
      part.end();
    }
  }

  /** Whether the request is over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The request is over: what it still reads is cancelled, and no other read begins. A commit goes on to its answer. */
  end(): void {
    this.#isOver = true;
    for (const call of this.#openReads) call.cancel();
    for (const part of this.#parts) part.end();
    this.#leaveWhenDone();
  }

  /** Each message's part of the answer, nulls left out. */
  async #readAll<T>(
    method: ReadMethod,
    requestOf: RequestOf,
    readMessage: (message: Buffer) => T | null,
  ): Promise<{ parts: T[] } & Answered> {
    let parts: T[] = [];
    const begin = () => {
      parts = [];
      return (message: Buffer) => {
        const part = readMessage(message);
        if (part !== null) parts.push(part);
        return true;
      };
    };
    const { readTime } = await this.#whileArriving(() => this.#read(method, requestOf, begin));
    return { parts, readTime };
  }

  /**
   * Reads what may be large while there is room for that. What was large has room up to the end of the request or the next turn; nothing
   * small waits for that. A page has all the room that it needs.
   */
  async #whileArriving(read: () => Promise<Answered>): Promise<Answered> {
    if (this.#rooms.has('pages') || this.#rooms.has('histories') || this.#rooms.has('records')) return read();
    // Reads at the same time share the room: one that waits for more while another holds some could deadlock.
    this.#arrival ??= {
      open: 0,
      bytes: 0,
      room: this.#memory.reads.enter(MAX_DOCUMENT_BYTES, this.deadline, tooBusy),
      record: null,
    };
    const arrival = this.#arrival;
    arrival.open += 1;
    try {
      await arrival.room;
      const answered = await read();
      if (arrival.bytes > SMALL_BYTES) await (arrival.record ??= this.reserveRecords());
      return answered;
    } finally {
      arrival.open -= 1;
      if (arrival.open === 0) {
        this.#arrival = null;
        void arrival.room.then(
          (room) => room.leave(),
          () => undefined,
        );
      }
    }
  }

  /** Gives each message to what `begin` makes, until that says false. A read whose connection was lost is sent again, from the beginning. */
  async #read(
    method: ReadMethod,
    requestOf: RequestOf,
    begin: () => (message: Buffer) => boolean | Promise<boolean>,
  ): Promise<Answered> {
    this.#assertAwaited();
    const milliseconds = this.#timeLeft();
    const start = performance.now();
    const end = start + milliseconds;
    const moment = this.#moment;
    try {
      await moment?.enter();
      const root = await this.#root(milliseconds);
      for (let wait = FIRST_WAIT_MS; ; wait *= 2) {
        try {
          let last: Buffer | null = null as Buffer | null;
          const take = begin();
          const request = requestOf(root, moment?.time ?? undefined);
          await this.#run(method, request, end, (received) => {
            const message = standingAlone(received);
            last = message;
            if (moment?.time === null) moment.find(readAnswerTime(method, message));
            if (this.#arrival) this.#arrival.bytes += message.length;
            const isWanted = take(message);
            if (isWanted === true) return undefined;
            if (isWanted === false) throw ENOUGH;
            return isWanted.then((goesOn) => {
              if (!goesOn) throw ENOUGH;
            });
          }).catch((error: unknown) => {
            if (error !== ENOUGH) throw error;
          });
          this.#readTime = last && readAnswerTime(method, last);
          return { readTime: this.#readTime };
        } catch (error) {
          if (!isConnectionLost(error) || wait > LONGEST_WAIT_MS || end - performance.now() <= wait)
            throw error;
        }
        await sleep(wait);
        this.#assertAwaited();
      }
    } catch (error) {
      moment?.giveUp();
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
    receive: (message: Buffer) => void | Promise<void>,
  ): Promise<void> {
    const call = this.#connection.call(method, request, end - performance.now(), receive);
    // Calls at the same time are one round trip.
    if (this.#open.calls === 0) this.bill.trips += 1;
    this.#open.calls += 1;
    this.#calls += 1;
    if (method !== 'Commit') this.#openReads.add(call);
    try {
      await call.ended;
    } finally {
      this.#open.calls -= 1;
      this.#calls -= 1;
      this.#openReads.delete(call);
      this.#leaveWhenDone();
    }
  }

  /** The condition of every commit. */
  #condition(): Write[] {
    if (this.#whileAsRead === null) return [];
    const { path, updateTime } = this.#whileAsRead;
    return [{ kind: 'verify', path, condition: { updateTime } }];
  }

  async #assertAsRead(): Promise<void> {
    if (this.#whileAsRead === null) return;
    const { path, updateTime } = this.#whileAsRead;
    const now = await this.get(path, []);
    if (now?.updateTime.valueOf() !== updateTime.valueOf()) throw new NoLongerAsRead(path);
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
    if (!this.#isOver || this.#calls > 0) return;
    this.keepAnswer(0);
  }
}

/** Says that the document on which everything that is committed depends has been changed since. */
export class NoLongerAsRead extends Error {
  constructor(path: string) {
    super(`${path} has been changed since it was read`);
  }
}

/** Makes the request of a read, as of a moment if there is one. */
type RequestOf = (root: string, moment: Timestamp | undefined) => Buffer;

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
  memory?: Memory;
}

/**
 * Takes a document, whose message had so many bytes and was read as of a time; false where no other is wanted. Its promise is waited for
 * before the next one is read.
 */
export type TakeDocument = (
  document: StoredDocument,
  bytes: number,
  readTime: () => Timestamp | null,
) => boolean | Promise<boolean>;

/** Reads whose size is not known yet. */
interface Arrival {
  /** How many there are at once, and what has come so far. */
  open: number;
  bytes: number;
  room: Promise<Room>;
  record: Promise<void> | null;
}

/** Says that a query has been read as far as is wanted. */
const ENOUGH = new Error('no other document is wanted');

/** What arrives of documents is small up to here: what is made of it needs no room. */
const SMALL_BYTES = 64 * 1024;

/** What a document of 1 MiB takes with all that a write makes of it: its plain form, the next state, three documents and their message. */
const RECORD_BYTES = 12 * MAX_DOCUMENT_BYTES;

/** A message may be a view of a larger piece that came from the network, which a small one would keep in memory as a whole. */
const standingAlone = (message: Buffer): Buffer =>
  message.byteLength * 4 < message.buffer.byteLength ? Buffer.from(message) : message;

const tooBusy = () => databaseUnavailable('earlier requests hold the memory of this instance', TOO_BUSY);

const TOO_BUSY: Text = {
  en: 'Too many large requests at once: try again shortly.',
  el: 'Γίνονται πολλές μεγάλες εργασίες αυτή τη στιγμή. Δοκιμάστε ξανά σε λίγο.',
};

/** Index entries that one read of a `count()` covers. */
const ENTRIES_PER_COUNT_READ = 1000;

/**
 * The waits before a read whose connection was lost is sent again: 50, 100, ... 800 ms. A blip is bridged, and in an outage a read fails
 * within 2 s, without a storm of repetitions.
 */
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 800;
