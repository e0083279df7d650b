// Answers with a record and its entity tag.
import type { Response } from 'express';
import { sendTagged, sendTaggedRead } from '../http/answer/tagged.ts';
import type { VersionedRecord } from '../records/history/entry.ts';
import type { StoredRecord } from '../records/kind.ts';
import type { EntityTags } from '../standards/entity-tag.ts';

export function sendRecord<R extends StoredRecord>(
  res: Response,
  { record, etag }: VersionedRecord<R>,
): void {
  sendTagged(res, record, etag);
}

/** The same for a read: 304 where `ifNoneMatch` names the tag. */
export function sendRecordRead<R extends StoredRecord>(
  res: Response,
  { record, etag }: VersionedRecord<R>,
  ifNoneMatch: EntityTags | null,
): void {
  sendTaggedRead(res, record, { etag, ifNoneMatch });
}
