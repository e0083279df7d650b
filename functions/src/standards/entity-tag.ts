import type { Request } from 'express';

/** A list of entity tags as a request gives it (RFC 9110, 8.8.3 and 13.1), or `*` for any. */
export type EntityTags = '*' | readonly string[];

/** One element of the list, whole: what only ends like a tag is none. */
const ENTITY_TAG = /(?:^|,)[ \t]*((?:W\/)?"[\x21\x23-\x7E\x80-\xFF]*")[ \t]*(?=,|$)/g;

/** The tags of `If-Match` or `If-None-Match`, or null where the request has no such header. */
export function entityTags(req: Request, header: 'If-Match' | 'If-None-Match'): EntityTags | null {
  const value = req.get(header)?.trim();
  if (value === undefined) return null;
  return value === '*' ? '*' : [...value.matchAll(ENTITY_TAG)].map(([, tag = '']) => tag);
}

/** The strong comparison of `If-Match` (RFC 9110, 8.8.3.2): a weak tag matches nothing. */
export function matchesStrongly(tags: EntityTags, etag: string): boolean {
  return tags === '*' || tags.includes(etag);
}

/** The weak comparison of `If-None-Match`. */
export function matchesWeakly(tags: EntityTags, etag: string): boolean {
  return tags === '*' || tags.some((tag) => tag.replace(/^W\//, '') === etag);
}
