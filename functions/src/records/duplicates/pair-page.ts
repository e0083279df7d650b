// Lists the pairs that are probably one, page by page.
import { z } from 'zod';
import { documentId, queryText } from '../../firestore/cursor.ts';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { inPageRoom, type PageRoom, readPage } from '../../firestore/page.ts';
import { DOCUMENT_ID, type Filter } from '../../firestore/query.ts';
import { shortId } from '../entries/entry.ts';
import type { RecordKind, StoredRecord, WarnOfFields } from '../kind.ts';
import { scanListed } from '../list/listed.ts';
import type { Row } from '../list/page.ts';
import { isServed, recordPath } from '../paths.ts';
import type { Settings } from '../settings.ts';
import { commit } from '../write/commit.ts';
import { answered } from '../write/plan.ts';
import { pairRemoval } from './keep-pairs.ts';
import { aboveRanks, lowestRank, type PairStatus, type StoredPair, storedPair } from './pair.ts';

/** A page of pairs, each with both records. */
export interface PairPage {
  rows: readonly PairRow[];
  /** How many there are, those with a record that is gone included. */
  total: number;
  next_cursor: string | null;
}

interface PairRow {
  pair: StoredPair;
  a: Row;
  b: Row;
}

/**
 * The surest first. Of n pairs it reads 2n index entries; a page ends where it has 8 MB. A pair with a record that is gone is not shown, and an open one is removed.
 * Throws 400 `invalid_cursor`.
 */
export async function listPairs<R extends StoredRecord>(
  context: PairContext<R>,
  { limit, cursor, level, status }: PairQuery,
): Promise<PairPage> {
  const { kind, database, settings } = context;
  const { duplicates } = kind;
  if (duplicates === undefined) throw new Error(`nobody looks for duplicates in ${kind.collection}`);
  const bound = { pairs: true, level, status };
  const cursors = await settings.cursors(database.deadline);
  const position = cursor === undefined ? null : cursors.open(cursor, bound, PairPosition);
  const { pairs } = duplicates;
  const least = lowestRank(status, status === 'open' ? level : 'possible');
  const ranked = { collection: pairs, where: { field: ['rank'], atLeast: least } as const };
  const order = [
    [['rank'], 'desc'],
    [DOCUMENT_ID, 'desc'],
  ] as const;
  const place =
    position === null ? { startAt: [aboveRanks(status)] } : { startAfter: [position.rank, position.id] };
  return inPageRoom(database, { rows: 2 * limit }, async (room) => {
    const [{ shown, behind }, total] = await Promise.all([
      readPage(database, { ...ranked, orderBy: order, ...place }, limit),
      position?.total ?? database.count({ ...ranked, orderBy: order, startAt: [aboveRanks(status)] }),
    ]);
    const { rows, gone, last } = await rowsOf({ ...context, room }, shown);
    if (status === 'open') await Promise.all(gone.map((document) => removePair(kind, database, document)));
    const isLast = behind === null && last === shown.at(-1);
    return {
      rows,
      total,
      next_cursor:
        isLast || last === undefined
          ? null
          : cursors.seal(
              { rank: String(last.get('rank')), id: last.id, total } satisfies PairPosition,
              bound,
            ),
    };
  });
}

export interface PairContext<R extends StoredRecord> {
  kind: RecordKind<R>;
  database: Database;
  settings: Settings;
  warn: WarnOfFields;
}

export interface PairQuery {
  limit: number;
  cursor?: string | undefined;
  /** The least level of open pairs. */
  level: 'certain' | 'probable';
  status: PairStatus;
}

/** Where a page of pairs ended, and the total of the first. */
const PairPosition = z.strictObject({ rank: queryText, id: documentId, total: z.int() });
type PairPosition = z.infer<typeof PairPosition>;

/** Firestore takes 30 alternatives in a query: so many pairs are looked up at a time. */
const PAIRS_AT_A_TIME = 15;

/** The rows of pairs, as many as there is room for, the pairs with a record that is gone, and the last pair that was looked at. */
async function rowsOf<R extends StoredRecord>(
  context: PairContext<R> & { room: PageRoom },
  documents: readonly StoredDocument[],
): Promise<{ rows: PairRow[]; gone: StoredDocument[]; last: StoredDocument | undefined }> {
  const rows: PairRow[] = [];
  const gone: StoredDocument[] = [];
  let last: StoredDocument | undefined;
  for (let from = 0, size = PAIRS_AT_A_TIME; from < documents.length;) {
    const some = documents.slice(from, from + size);
    const found = await recordsOf(context, some, rows.length === 0 && size === 1);
    if (found === null && size === 1) break;
    if (found === null) {
      size = Math.ceil(size / 4);
      continue;
    }
    for (const document of some) {
      const pair = storedPair(document);
      const [a, b] = [pair && found.get(pair.a), pair && found.get(pair.b)];
      if (pair && a && b) rows.push({ pair, a, b });
      else gone.push(document);
      last = document;
    }
    from += some.length;
  }
  return { rows, gone, last };
}

/** The records of pairs as their index entries show them, by id; null where there is no room for all of them. A single first pair has room always. */
async function recordsOf<R extends StoredRecord>(
  context: PairContext<R> & { room: PageRoom },
  documents: readonly StoredDocument[],
  isFirst: boolean,
): Promise<Map<string, Row> | null> {
  const { kind, room } = context;
  const pairs = documents.flatMap((document) => storedPair(document) ?? []);
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  if (ids.length === 0) return new Map();
  const where: Filter = { any: ids.map((id): Filter => ({ field: [kind.idName], equals: shortId(id) })) };
  const read = { found: new Map<string, Row>(), bytes: 0, isFull: false };
  const forget = () => {
    room.giveBack(read.bytes);
    Object.assign(read, { found: new Map(), bytes: 0, isFull: false });
  };
  await scanListed(context, { where }, [], () => {
    forget();
    return ({ answer, etag, record }) => {
      read.isFull = !room.take(answer.length, { isFirst });
      if (read.isFull) return false;
      read.bytes += answer.length;
      read.found.set(record().id, { answer, etag });
      return true;
    };
  });
  if (!read.isFull) return read.found;
  forget();
  return null;
}

/** If one of its records is gone, and not only its index entry. */
function removePair<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { path }: StoredDocument,
): Promise<undefined> {
  return commit<undefined>(database, path, async () => {
    const document = await database.get(path);
    if (document === null) return answered(undefined);
    const pair = storedPair(document);
    const paths = [pair?.a ?? '', pair?.b ?? '']
      .filter((id) => isServed(kind, id))
      .map((id) => recordPath(kind, id));
    const records = await database.getAll(paths, []);
    const gone = paths.find((_path, at) => records[at] === null);
    if (gone === undefined && paths.length === 2) return answered(undefined);
    const absent =
      gone === undefined ? [] : [{ kind: 'verify', path: gone, condition: { exists: false } } as const];
    return { kind: 'commit', writes: [pairRemoval(document), ...absent], landed: () => undefined };
  });
}
