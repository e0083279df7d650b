// What a deployment knows of a kind of record as a whole: the key of its cursors, and whether every record has its index entry.
import { randomBytes } from 'node:crypto';
import type { Connection } from '../firestore/client.ts';
import { CURSOR_KEY_LENGTH, CursorSeal } from '../firestore/cursor.ts';
import { Database } from '../firestore/database.ts';
import type { StoredDocument } from '../firestore/document.ts';
import { Deadline } from '../limits/deadline.ts';
import { databaseUnavailable } from '../standards/problems.ts';
import type { RecordKind, StoredRecord } from './kind.ts';
import { settingsPath } from './paths.ts';
import { commit } from './write/commit.ts';
import { AGAIN, answered } from './write/plan.ts';

/**
 * It is kept in one document beside the collection, which the first instance makes, and read once by each process: that read is the
 * instance's and on no request's bill. Only while the index is not complete is it read again, every ten seconds at most.
 */
export class Settings {
  readonly #kind: SettingsKind;
  readonly #path: string;
  readonly #connection: Connection;
  readonly #onIncomplete: () => void;
  #known: Promise<Known> | null = null;
  #seal: CursorSeal | null = null;
  #hasWarned = false;

  /** @param onIncomplete called once if some records have no index entry yet */
  constructor(kind: SettingsKind, connection: Connection, onIncomplete: () => void = () => undefined) {
    this.#kind = kind;
    this.#path = settingsPath(kind);
    this.#connection = connection;
    this.#onIncomplete = onIncomplete;
  }

  /** Throws 503 when Firestore does not answer in time. */
  async cursors(deadline: Deadline): Promise<CursorSeal> {
    if (this.#seal !== null) return this.#seal;
    const { key } = await this.#read(deadline);
    return (this.#seal ??= new CursorSeal(Buffer.from(key, 'base64url')));
  }

  /** Whether every record has its index entry, so that lists and counts leave nobody out. Throws 503. */
  async isComplete(deadline: Deadline): Promise<boolean> {
    const { isComplete } = await this.#read(deadline);
    if (!isComplete && !this.#hasWarned) {
      this.#hasWarned = true;
      this.#onIncomplete();
    }
    return isComplete;
  }

  /** Notes that from now on every record has its index entry. */
  async setComplete(): Promise<void> {
    await this.#load();
    await commit(this.#database(), this.#path, async () => {
      const document = await this.#database().get(this.#path);
      if (document === null || document.get('index_complete') === true) return answered(undefined);
      return { kind: 'commit', writes: [completed(document)], landed: () => undefined };
    });
    this.#known = null;
  }

  /** The load is for all who wait for it; each of them waits no longer than its own deadline. */
  #read(deadline: Deadline): Promise<Known> {
    this.#known ??= this.#load().catch((error: unknown) => {
      this.#known = null;
      throw error;
    });
    return deadline.wait(this.#known, TIMEOUT_MS, () =>
      databaseUnavailable('the settings were not read in time'),
    );
  }

  async #load(): Promise<Known> {
    const database = this.#database();
    const known = await commit(database, this.#path, async () => {
      const document = await database.get(this.#path);
      const key = document?.get('cursor_key');
      if (document === null || typeof key !== 'string') {
        const data = { cursor_key: randomBytes(CURSOR_KEY_LENGTH).toString('base64url') };
        return { kind: 'commit', writes: [{ kind: 'create', path: this.#path, data }], landed: () => AGAIN };
      }
      if (document.get('index_complete') === true) return answered({ key, isComplete: true });
      if (!(await this.#hasAllEntries(database))) return answered({ key, isComplete: false });
      return { kind: 'commit', writes: [completed(document)], landed: () => ({ key, isComplete: true }) };
    });
    if (!known.isComplete) setTimeout(() => (this.#known = null), AGAIN_AFTER_MS).unref();
    return known;
  }

  /** An empty collection is complete by itself, and so is a small one with as many entries as records. */
  async #hasAllEntries(database: Database): Promise<boolean> {
    const [records, entries] = await Promise.all(
      [this.#kind.collection, this.#kind.entries].map((collection) =>
        database.count({ collection, limit: MAX_COUNTED }),
      ),
    );
    return records === entries && records !== MAX_COUNTED;
  }

  #database(): Database {
    return new Database(this.#connection, { timeoutMs: TIMEOUT_MS, deadline: new Deadline(TIMEOUT_MS) });
  }
}

interface Known {
  key: string;
  isComplete: boolean;
}

/** What it needs to know of the kind. */
export type SettingsKind = Pick<RecordKind<StoredRecord>, 'collection' | 'entries'>;

/** No request waits longer. */
const TIMEOUT_MS = 8000;

const AGAIN_AFTER_MS = 10_000;

/** A larger collection is complete when a run of reindex says so: to count it would cost too much. */
const MAX_COUNTED = 10_000;

const completed = ({ path, updateTime }: StoredDocument) =>
  ({ kind: 'update', path, data: { index_complete: true }, condition: { updateTime } }) as const;
