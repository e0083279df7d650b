// Answers with a record and its entity tag, or with a page of records and theirs, and tells the log which they were.
import type { Response } from 'express';
import { linkToNext, sendPage } from '../http/answer/page-link.ts';
import { sendTagged, sendTaggedRead } from '../http/answer/tagged.ts';
import { idOfAnswer } from '../records/entries/answer.ts';
import type { VersionedRecord } from '../records/history/entry.ts';
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
}

/** 204: what was to be removed is gone. */
export function sendGone(res: Response, { isReplay }: { isReplay?: boolean }): void {
  markReplay(res, isReplay);
  res.status(204).end();
}

/** The same for a read: 304 where `ifNoneMatch` names the tag. */
export function sendRecordRead<R extends StoredRecord>(
  res: Response,
  { record, etag }: VersionedRecord<R>,
  ifNoneMatch: EntityTags | null,
): void {
  res.locals.answeredIds = [record.id];
  sendTaggedRead(res, record, { etag, ifNoneMatch });
}

/** A page of records in the field `name`, with a link to the next one. What is shown is JSON already, and is sent as it is. */
export function sendRecords(res: Response, name: string, { rows, ...page }: RecordPage): void {
  linkToNext(res, page);
  res.locals.answeredIds = rows.map(({ answer }) => idOfAnswer(answer));
  const etags = rows.map(({ etag }) => etag);
  const shown = rows.flatMap(({ answer }, at) => (at === 0 ? [answer] : [COMMA, answer]));
  const rest = `],${JSON.stringify({ etags, ...page }).slice(1)}`;
  res.type('json').send(Buffer.concat([Buffer.from(`{"${name}":[`), ...shown, Buffer.from(rest)]));
}

/** A page of deleted records. */
export function sendTrash(res: Response, page: TrashPage): void {
  res.locals.answeredIds = page.trash.map(({ id }) => id);
  sendPage(res, page);
}

function markReplay(res: Response, isReplay = false): void {
  if (isReplay) res.set('Idempotent-Replayed', 'true');
}

const COMMA = Buffer.from(',');
