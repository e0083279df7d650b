// Sends a value with its entity tag, or 304 to a caller who has it already.
import type { Response } from 'express';
import { type EntityTags, matches } from '../../standards/entity-tag.ts';

/** Sends a value as JSON with its entity tag. */
export function sendTagged(res: Response, value: unknown, etag: string): void {
  res.set({ ETag: etag, 'Cache-Control': UNTRANSFORMED }).json(value);
}

/** The same for a read: 304 if `ifNoneMatch` names the tag. */
export function sendTaggedRead(
  res: Response,
  value: unknown,
  { etag, ifNoneMatch }: { etag: string; ifNoneMatch: EntityTags | null },
): void {
  res.set('Cache-Control', UNTRANSFORMED);
  if (!sendNotModified(res, etag, ifNoneMatch)) sendTagged(res, value, etag);
}

/**
 * What the `Cache-Control` of every answer about a record with an entity tag is. Nobody keeps it: a browser would keep people's data on disk. A
 * caller who has it can still ask for less with `If-None-Match`. No proxy may compress it and change the tag (RFC 9111, 5.2.2.6).
 */
export const UNTRANSFORMED = 'no-store, no-transform';

/** Ends the answer with 304 if `ifNoneMatch` names what would be sent (RFC 9110, 13.1.2), and says whether it did. */
export function sendNotModified(res: Response, etag: string, ifNoneMatch: EntityTags | null): boolean {
  res.set('ETag', etag);
  const isKnown = ifNoneMatch !== null && matches(ifNoneMatch, etag);
  if (isKnown) res.status(304).end();
  return isKnown;
}
