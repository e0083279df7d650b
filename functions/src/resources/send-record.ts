// Answers with a record and its entity tag, or with a page of records and theirs, and tells the log which they were.
import type { Response } from 'express';
import { linkToNext, sendPage } from '../http/answer/page-link.ts';
import { sendTagged, sendTaggedRead } from '../http/answer/tagged.ts';
import { idOfAnswer } from '../records/entries/answer.ts';
import type { VersionedRecord } from '../records/history/entry.ts';
import type { HistoryPage } from '../records/history/pages.ts';
import type { StoredRecord } from '../records/kind.ts';
import type { RecordPage } from '../records/list/page.ts';
import type { TrashPage } from '../records/trash/pages.ts';
import type { Written } from '../records/write/plan.ts';
import type { EntityTags } from '../standards/entity-tag.ts';

/** The answer to a write. It says where it is that of an earlier request with the same idempotency key. */
export function sendRecord<R extends StoredRecord>(
  res: Response,
  { record, etag, isReplay }: Written<R>,
): void {
  res.locals.answeredIds = [record.id];
  markReplay(res, isReplay);
  sendTagged(res, record, etag);
  keepAnswer(res);
}

/** 204: what was to be removed is gone. 200 where another record still holds what it got of it. */
export function sendGone(
  res: Response,
  { isReplay, stillHeldBy }: { isReplay?: boolean; stillHeldBy?: string },
): void {
  markReplay(res, isReplay);
  if (stillHeldBy === undefined) res.status(204).end();
  else res.json({ still_held_by: stillHeldBy });
}

/** The same for a read: 304 where `ifNoneMatch` names the tag. */
export function sendRecordRead<R extends StoredRecord>(
  res: Response,
  { record, etag }: VersionedRecord<R>,
  ifNoneMatch: EntityTags | null,
): void {
  res.locals.answeredIds = [record.id];
  sendTaggedRead(res, record, { etag, ifNoneMatch });
  keepAnswer(res);
}

/** A page of records in the field `name`, with a link to the next one. What is shown is JSON already, and is sent as it is. */
export function sendRecords(res: Response, name: string, { rows, ...page }: RecordPage): void {
  linkToNext(res, page);
  res.locals.answeredIds = rows.map(({ answer }) => idOfAnswer(answer));
  const etags = rows.map(({ etag }) => etag);
  sendRows(
    res,
    name,
    rows.map(({ answer }) => answer),
    { etags, ...page },
  );
}

/** A page of the versions of a record. */
export function sendVersions(res: Response, { rows, next_cursor }: HistoryPage): void {
  linkToNext(res, { next_cursor });
  sendRows(res, 'history', rows, { next_cursor });
}

/** Rows that are JSON already, in the field `name`, and what is said beside them. */
export function sendRows(res: Response, name: string, rows: readonly Uint8Array[], beside: object): void {
  const shown = rows.flatMap((row, at) => (at === 0 ? [row] : [COMMA, row]));
  const rest = `],${JSON.stringify(beside).slice(1)}`;
  sendPieces(res.type('json'), [Buffer.from(`{"${name}":[`), ...shown, Buffer.from(rest)]);
}

/** The whole of an answer, in pieces. */
export function sendPieces(res: Response, parts: readonly Uint8Array[]): void {
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  res.set('Content-Length', `${bytes}`);
  keepAnswer(res);
  res.cork();
  for (const piece of piecesOf(parts)) res.write(piece);
  res.end();
  res.uncork();
}

/** Joins the small ones of neighbours, for each piece is a write; a copy of the large ones would take their memory twice. */
export function piecesOf(parts: readonly Uint8Array[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let small: Uint8Array[] = [];
  for (const part of parts) {
    if (part.length < LARGE_BYTES) {
      small.push(part);
      continue;
    }
    pieces.push(Buffer.concat(small), part);
    small = [];
  }
  return [...pieces, Buffer.concat(small)];
}

/** A page of deleted records. */
export function sendTrash(res: Response, page: TrashPage): void {
  res.locals.answeredIds = page.trash.map(({ id }) => id);
  sendPage(res, page);
  keepAnswer(res);
}

/** Nothing is needed any more but the answer, until the socket has taken it. */
export function keepAnswer(res: Response): void {
  res.locals.database.keepAnswer(Number(res.get('Content-Length') ?? 0));
}

export function markReplay(res: Response, isReplay = false): void {
  if (isReplay) res.set('Idempotent-Replayed', 'true');
}

const LARGE_BYTES = 4096;

const COMMA = Buffer.from(',');
