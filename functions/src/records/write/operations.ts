// The register of operations: which idempotency keys have been used, for which request, and which version each has made.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { StoredDocument } from '../../firestore/document.ts';
import { Timestamp } from '../../firestore/stored-values.ts';
import type { Write } from '../../firestore/write.ts';
import { Problem } from '../../standards/problem.ts';
import { idempotencyKeyReused } from '../../standards/problems.ts';
import { EXTERNAL, type WriteContext } from '../context.ts';
import { digestOfValue } from '../digest.ts';
import { asOfEntry } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { erasurePath, operationPath, versionPath } from '../paths.ts';
import { isOpen } from '../trash/erasure.ts';
import type { KeptVersion, Written } from './plan.ts';

/**
 * One write, with the idempotency key of its request if that has one. The commit of the change creates the entry of the key, so that of
 * several requests with one key only one takes effect. A first request reads nothing for that: its commit fails where the key has been used.
 */
export class KeyedOperation {
  /** A random id, by which a write knows what it has written itself. */
  readonly id = randomUUID();
  readonly #context: WriteContext;
  readonly #keepsId: boolean;
  readonly #entry: { path: string; digest: string } | null;
  #found: FoundOperation | null = null;

  /** @param options.keepsId the request does not name the record by its id, so the register keeps that */
  constructor(context: WriteContext, { keepsId = false } = {}) {
    const { by, keyed } = context;
    this.#context = context;
    this.#keepsId = keepsId;
    this.#entry = keyed
      ? { path: registerPath(by, keyed.key), digest: requestDigest(keyed.key, keyed.identity) }
      : null;
  }

  get hasKey(): boolean {
    return this.#entry !== null;
  }

  /** The write that uses the key up for a record; none without a key. `version` is null for an erasure, which leaves none. */
  uses(version: KeptVersion | null, id: string): Write[] {
    if (this.#entry === null) return [];
    const { path, digest } = this.#entry;
    const data = {
      request_digest: digest,
      operation: this.id,
      version: version?.version ?? null,
      version_operation: version?.operation ?? null,
      expires_at: Timestamp.fromMillis(Date.now() + KEPT_MS),
      ...(this.#keepsId && { record_id: id }),
    } satisfies OperationEntry;
    return [{ kind: 'create', path, data }];
  }

  /**
   * What the key was used for; null where it was not, and without a key. 1 read, until it is found. Throws 422
   * `idempotency_key_reused` if that was another request.
   */
  async find(): Promise<FoundOperation | null> {
    if (this.#entry === null || this.#found !== null) return this.#found;
    const { path, digest } = this.#entry;
    const document = await this.#context.database.get(path);
    if (document === null) return null;
    if (document.get('request_digest') !== digest) throw idempotencyKeyReused();
    const id = document.get('record_id');
    const [operation, madeBy] = [document.get('operation'), document.get('version_operation')];
    return (this.#found = {
      id: typeof id === 'string' ? id : null,
      version: keptVersion(document),
      hasMadeIt: operation === madeBy,
      time: document.createTime,
      isOwn: operation === this.id,
    });
  }

  /** Whether this very write has used the key. */
  async isOwn(): Promise<boolean> {
    return (await this.find())?.isOwn === true;
  }
}

/** What a key was used for. */
export interface FoundOperation {
  /** Of the record, where the request does not name it. */
  id: string | null;
  /** The version that it made, or found as it should be; null for an erasure. */
  version: KeptVersion | null;
  /** The version is this operation's own. */
  hasMadeIt: boolean;
  /** When it was used. */
  time: Timestamp;
  /** This very write has used it. */
  isOwn: boolean;
}

/** Asks for the first answer to a request before a refusal is sent: what has changed since is none of its business. */
export async function beforeRefusal<T>(work: () => Promise<T>, first: () => Promise<T | null>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const answer = await first();
    if (answer === null) throw error;
    return answer;
  }
}

/**
 * The first answer to a request: the record as its version left it, which costs 2 reads more. Null where the key was not used. Throws 422
 * `idempotency_key_reused`, and the kind's 410 if the record has been erased since, even if there is a record of the same id again.
 *
 * @param named the id in the request; null where the register has it
 */
export async function firstAnswer<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: WriteContext,
  named: string | null,
  operation: KeyedOperation,
): Promise<Written<R> | null> {
  const found = await operation.find();
  if (found === null) return null;
  const { version, time, isOwn, hasMadeIt } = found;
  const id = found.id ?? named;
  if (version === null || id === null) throw kind.erased();
  const paths = [versionPath(kind, id, version.version), erasurePath(kind, id)];
  const [entry = null, mark = null] = await database.getAll(paths);
  const isErasedSince = mark !== null && mark.updateTime.valueOf() > time.valueOf();
  if (entry === null || isOpen(mark) || isErasedSince) throw kind.erased();
  if (version.operation !== null && entry.get('operation') !== version.operation) throw kind.erased();
  const isCreated = hasMadeIt && version.version === 1 && entry.get('by') !== EXTERNAL;
  return {
    ...asOfEntry(kind, id, entry),
    ...(!isOwn && { isReplay: true }),
    ...(isCreated && { isCreated }),
  };
}

/** As it is stored. It holds nothing of a record but its id, and that only where the request does not name it. */
interface OperationEntry {
  request_digest: string;
  /** The random id of the write that used the key. */
  operation: string;
  version: number | null;
  /** The random id of the write that made the version: an id that was erased may have versions of the same numbers again. */
  version_operation: string | null;
  record_id?: string;
  /** When Firestore's TTL policy removes it. */
  expires_at: Timestamp;
}

/** How long a key is known at least: 7 days. */
const KEPT_MS = 7 * 86_400_000;

/** Where the register keeps a key of a caller: for these two, and for no others. */
export function registerPath(uid: string, key: string): string {
  return operationPath(
    createHash('sha256')
      .update(JSON.stringify([uid, key]))
      .digest('hex'),
  );
}

/**
 * Keyed by the idempotency key, which is stored nowhere: a body that was erased cannot be found by trying. A secret of the deployment would
 * be in the same database, and a new one would make strangers of all repeated requests.
 */
function requestDigest(key: string, identity: unknown): string {
  return createHmac('sha256', key).update(digestOfValue(identity)).digest('base64url');
}

function keptVersion(document: StoredDocument): KeptVersion | null {
  const [version, operation] = [document.get('version'), document.get('version_operation')];
  return typeof version === 'number'
    ? { version, operation: typeof operation === 'string' ? operation : null }
    : null;
}
