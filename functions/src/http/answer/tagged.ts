// Sends a value with its entity tag, or 304 to a caller who has it already.
import type { Response } from 'express';
import { type EntityTags, matchesWeakly } from '../../standards/entity-tag.ts';

/** Sends a value as JSON with its entity tag. */
export function sendTagged(res: Response, value: unknown, etag: string): void {
  res.set('ETag', etag).json(value);
}

/** The same for a read: 304 if `ifNoneMatch` names the tag. The caller's own cache may keep the answer, but must ask each time. */
export function sendTaggedRead(
  res: Response,
  value: unknown,
  { etag, ifNoneMatch }: { etag: string; ifNoneMatch: EntityTags | null },
): void {
  res.set('Cache-Control', 'private, no-cache');
  if (!sendNotModified(res, etag, ifNoneMatch)) sendTagged(res, value, etag);
}

/** Ends the answer with 304 if `ifNoneMatch` names what would be sent (RFC 9110, 13.1.2), and says whether it did. */
export function sendNotModified(res: Response, etag: string, ifNoneMatch: EntityTags | null): boolean {
  res.set('ETag', etag);
  const isKnown = ifNoneMatch !== null && matchesWeakly(ifNoneMatch, etag);
  if (isKnown) res.status(304).end();
  return isKnown;
}
