// What callers ask of an import: a new one, its start, its end, its resumption and its undo.
import { createHash, hash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../../firestore/database.ts';
import { randomDocumentId } from '../../../firestore/document-id.ts';
import type { StoredDocument } from '../../../firestore/document.ts';
import { type Data, Timestamp } from '../../../firestore/stored-values.ts';
import { attemptsOf, type Enqueue, firstStep, stepOf } from '../../../jobs/job.ts';
import { digestOfValue } from '../../../records/digest.ts';
import { commit } from '../../../records/write/commit.ts';
import { answered } from '../../../records/write/plan.ts';
import type { KeyedRequest } from '../../../standards/keyed-request.ts';
import { idempotencyKeyReused, validationFailed } from '../../../standards/problems.ts';
import { UnreadableFile } from '../formats/source.ts';
import { areKept } from './groups.ts';
import type { ImportRequest, ImportStart } from './models.ts';
import { assertWhole, getImport } from './parts.ts';
import { importConflict, importNotFound, unreadableFile } from './problems.ts';
import { detect } from './read-file.ts';
import {
  after,
  importPath,
  isActive,
  NO_COUNTS,
  readImport,
  RESULTS_KEPT_MS,
  storedImport,
  type StoredImport,
  undoUntil,
} from './stored.ts';

/** Who asks, and with what. */
export interface ImportContext {
  database: Database;
  caller: { uid: string; name?: string | null };
  keyed: KeyedRequest | null;
  enqueue: Enqueue;
}

/** An import as it is after a request, and whether that is a repeated one. */
export interface Requested {
  document: StoredDocument;
  isReplay: boolean;
}

/** 1 write and 1 read. With a key, a repeated request gets the import that the first one made. Throws 422 `idempotency_key_reused`. */
export async function createImport(
  { database, caller, keyed }: ImportContext,
  { filename, format, size }: ImportRequest,
): Promise<Requested> {
  const id = keyed === null ? randomDocumentId() : derivedId(caller.uid, keyed.key);
  const path = importPath(id);
  const digest = keyed === null ? null : requestDigest(keyed);
  const own = randomUUID();
  const read = async () => {
    const document = await database.get(path);
    if (document !== null && document.get('request_digest') !== digest) throw idempotencyKeyReused();
    return document;
  };
  const isReplay = await commit<boolean>(
    database,
    path,
    async ({ isRetry }) => {
      if (isRetry && (await read()) !== null) return answered(true);
      const data = {
        ...storedImport({
          ...{ filename, format, size, created_at: new Date().toISOString() },
          ...{ created_by: caller.uid, created_by_name: caller.name ?? null },
          ...{ state: 'receiving', dialect: null, mapping: null, options: null, is_dry: false },
          ...{ by: '', by_name: null, undo_by: '', undo_by_name: null, started_at: null, ended_at: null },
          ...{
            run: 0,
            is_read: false,
            is_cancelled: false,
            groups: 0,
            rows: 0,
            groups_done: 0,
            rows_done: 0,
          },
          ...{ counts: NO_COUNTS, first_faults: [], pace: 0, fault: null, keys: {} },
        }),
        request_digest: digest,
        job_write: own,
        expires_at: after(RESULTS_KEPT_MS),
      };
      return {
        kind: 'commit',
        writes: [{ kind: 'create', path, data }],
        landed: () => false,
        confirm: async () => ((await database.get(path))?.get('job_write') === own ? false : null),
      };
    },
    keyed === null ? 'withoutKey' : 'withKey',
  );
  const document = await read();
  if (document === null) throw importNotFound();
  return { document, isReplay };
}

/**
 * Begins the reading of the file and what follows. Sent again with the same body it changes nothing, at work and after its end; a dry run that is
 * over is done again. Throws 404, 409, 422 and 503; after a 503 of the queue it can be sent again.
 */
export async function startImport(
  context: ImportContext,
  id: string,
  { mapping, options, dry_run }: ImportStart,
): Promise<Requested> {
  const { database, caller } = context;
  const { stored } = await getImport(database, id);
  // What is refused here is not known to be a repetition: that is looked for below, and comes first.
  const dialect = await headOf(context, stored);
  return change(context, id, (now) => {
    const isOver = !isActive(now.state);
    const isStartable = now.started_at === null || (now.is_dry && now.state !== 'failed');
    if (isStarted(now, { mapping, options, dry_run }) && !(isOver && isStartable)) return null;
    if (!isOver) throw importConflict('running');
    if (!isStartable || now.state === 'failed') throw importConflict('over');
    if (dialect instanceof Error) throw dialect;
    checkColumns(mapping, dialect.header ?? []);
    return {
      ...storedImport({
        ...{ mapping, options, dialect, is_dry: dry_run, by: caller.uid, by_name: caller.name ?? null },
        ...{ started_at: Timestamp.now(), ended_at: null, run: now.run + 1, is_cancelled: false },
        ...{ groups_done: 0, rows_done: 0, counts: NO_COUNTS, first_faults: [], pace: 0 },
        state: now.is_read ? (dry_run ? 'checking' : 'importing') : 'reading',
        ...(!now.is_read && { groups: 0, rows: 0 }),
      }),
      expires_at: after(RESULTS_KEPT_MS),
      isWork: true,
    };
  });
}

/** Whether this very start has been made: the answer to it may have been lost. An undo is a later wish. */
function isStarted(now: StoredImport, { mapping, options, dry_run }: ImportStart): boolean {
  if (now.started_at === null || now.state === 'undoing' || now.state === 'undone') return false;
  const { mapping: earlier, options: earlierOptions, is_dry } = now;
  const asStored = (start: object): unknown => JSON.parse(JSON.stringify(start));
  return isDeepStrictEqual(
    asStored({ mapping, options, dry_run }),
    asStored({ mapping: earlier, options: earlierOptions, dry_run: is_dry }),
  );
}

/** How the file is read, or why it cannot be: what has been stored already, or what its head shows. */
async function headOf({ database }: ImportContext, stored: StoredImport & { id: string }) {
  if (isActive(stored.state) || stored.state === 'failed') return importConflict('running');
  if (stored.is_read && stored.dialect !== null)
    return (await areKept(database, stored)) ? stored.dialect : importConflict('file_expired');
  try {
    await assertWhole(database, stored.id, stored.size);
    return await detect(database, stored);
  } catch (error) {
    if (error instanceof UnreadableFile) return unreadableFile(error);
    if (error instanceof Error && 'status' in error && Number(error.status) < 500) return error;
    throw error;
  }
}

/** Throws 422 for columns that the file does not have, and for keys of no system. */
function checkColumns(mapping: ImportStart['mapping'], header: readonly string[]): void {
  const isThere = (name: string) => {
    const place = /^#([1-9]\d{0,3})$/.exec(name)?.[1];
    return header.length === 0 || header.includes(name) || Number(place) <= header.length;
  };
  const faults = Object.entries(mapping).flatMap(([name, column]) => {
    const pointer = `/mapping/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!isThere(name)) return [{ pointer, ...UNKNOWN_COLUMN }];
    if (column === null || typeof column === 'string')
      return column === 'external' ? [{ pointer, ...NO_SYSTEM }] : [];
    const { field, system, of } = column;
    return [
      ...(field === 'external' && system === undefined
        ? [{ pointer: `${pointer}/system`, ...NO_SYSTEM }]
        : []),
      ...(of !== undefined && !isThere(of) ? [{ pointer: `${pointer}/of`, ...UNKNOWN_COLUMN }] : []),
    ];
  });
  if (faults.length > 0) throw validationFailed(faults.slice(0, 20), faults.length);
}

const UNKNOWN_COLUMN = {
  code: 'unknown_column',
  message: { en: 'The file has no such column.', el: 'Το αρχείο δεν έχει τέτοια στήλη.' },
};

const NO_SYSTEM = {
  code: 'required',
  message: {
    en: 'Say whose key it is: `system` is the name of the other system.',
    el: 'Δηλώστε σε ποιο σύστημα ανήκει ο κωδικός.',
  },
};

/** Ends an import; the rows of the group that is at work are done. Throws 404, and 409 where it is not at work. */
export const cancelImport = (context: ImportContext, id: string): Promise<Requested> =>
  change(context, id, (now, document) => {
    if (now.state === 'cancelled' || now.is_cancelled) return null;
    if (now.state === 'undoing') throw importConflict('undoing');
    if (now.state === 'receiving' || !isActive(now.state)) throw importConflict('not_running');
    const isIdle = now.state !== 'importing' || document.get('job_is_clean') === true;
    if (isIdle) return storedImport({ state: 'cancelled', ended_at: Timestamp.now() });
    // Some of its rows may have been written: what became of them is looked for before it ends.
    return { ...storedImport({ is_cancelled: true }), job_is_clean: false, isWork: true };
  });

/** Goes on at the last check-point. Harmless where it is at work, or over. Throws 404, 409 where it was never started, 503. */
export const resumeImport = (context: ImportContext, id: string): Promise<Requested> =>
  change(context, id, (now) => {
    if (now.state === 'receiving') throw importConflict('not_running');
    if (!isActive(now.state)) return null;
    return { job_is_clean: false, isWork: true };
  });

/** Takes back what an import has written. Throws 404, 409 where there is nothing to undo or no longer can be, 503. */
export const undoImport = (context: ImportContext, id: string): Promise<Requested> =>
  change(context, id, (now) => {
    if (now.state === 'undoing' || now.state === 'undone') return null;
    if (isActive(now.state)) throw importConflict('running');
    if (now.started_at === null || now.is_dry || now.groups_done === 0)
      throw importConflict('nothing_to_undo');
    if (Date.now() > (undoUntil(now) ?? 0)) throw importConflict('undo_expired');
    const { uid, name = null } = context.caller;
    return {
      ...storedImport({
        ...{ state: 'undoing', undo_by: uid, undo_by_name: name },
        // It goes from the last group that was done to the first.
        ...{ groups_done: now.groups - now.groups_done, rows_done: 0, pace: 0 },
      }),
      isWork: true,
    };
  });

/** The change of an import; null for none. `isWork`: there is a step to run then. */
type Decide = (now: StoredImport, document: StoredDocument) => (Data & { isWork?: true }) | null;

/**
 * Changes an import on the condition that nothing has moved, and puts a step into the queue where there is work. 2 reads and 1 write. With
 * a key, a repeated request gets the import as it is now, and a step that could not be put into the queue is put there again.
 */
async function change(
  { database, caller, keyed, enqueue }: ImportContext,
  id: string,
  decide: Decide,
): Promise<Requested> {
  const path = importPath(id);
  const own = randomUUID();
  const name = keyed === null ? null : keyName(caller.uid, keyed.key);
  const isReplay = await commit<boolean>(
    database,
    path,
    async () => {
      const document = await database.get(path);
      if (document === null) throw importNotFound();
      const stored = readImport(document);
      const earlier = name === null ? undefined : stored.keys[name];
      if (keyed !== null && earlier !== undefined) {
        if (earlier !== requestDigest(keyed)) throw idempotencyKeyReused();
        return answered(true);
      }
      const decided = decide(stored, document);
      if (decided === null && name === null) return answered(false);
      const { isWork, ...data } = decided ?? {};
      const keys =
        keyed === null || name === null ? null : { ...lastOf(stored.keys), [name]: requestDigest(keyed) };
      return {
        kind: 'commit',
        writes: [
          {
            kind: 'update',
            path,
            data: {
              ...(isWork && firstStep(document)),
              ...data,
              ...(keys && storedImport({ keys })),
              job_write: own,
            },
            condition: { updateTime: document.updateTime },
          },
        ],
        landed: () => false,
        confirm: async () => ((await database.get(path))?.get('job_write') === own ? false : null),
      };
    },
    keyed === null ? 'withoutKey' : 'withKey',
  );
  const document = await database.get(path);
  if (document === null) throw importNotFound();
  const isWaiting = isActive(readImport(document).state) && attemptsOf(document) === 0;
  if (isWaiting) await enqueue({ job: `imports~${id}`, step: stepOf(document) });
  return { document, isReplay };
}

/** Repeated requests come soon: the last ones are known. */
const lastOf = (keys: Record<string, string>) => Object.fromEntries(Object.entries(keys).slice(-MAX_KEYS));
const MAX_KEYS = 20;

/** A key of a caller, in an import. */
const keyName = (uid: string, key: string) => hash('sha256', JSON.stringify([uid, key]), 'base64url');

const requestDigest = ({ key, identity }: KeyedRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([key, digestOfValue(identity)]))
    .digest('base64url');

/** The id of the import that a caller makes with a key. */
const derivedId = (uid: string, key: string): string =>
  `i${hash('sha256', JSON.stringify(['import', uid, key]), 'base64url').slice(0, 31)}`;
