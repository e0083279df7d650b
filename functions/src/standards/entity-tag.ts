// Entity tags (RFC 9110, 8.8.3): parses those of a request and compares them.
/** The entity tags of a request (RFC 9110, 13.1), or `*` for any. */
export type EntityTags = '*' | readonly string[];

/** The tags in the value of an `If-Match` or `If-None-Match` header; what is not a tag is left out. */
export function parseEntityTags(value: string): EntityTags {
  const list = value.trim();
  return list === '*' ? '*' : [...list.matchAll(ENTITY_TAG)].map(([, tag = '']) => tag);
}

/** The strong comparison of `If-Match` (RFC 9110, 8.8.3.2): a weak tag matches nothing. */
export function matchesStrongly(tags: EntityTags, etag: string): boolean {
  return tags === '*' || tags.includes(etag);
}

/** The weak comparison of `If-None-Match` (RFC 9110, 8.8.3.2): a weak tag matches the strong one too. */
export function matchesWeakly(tags: EntityTags, etag: string): boolean {
  return tags === '*' || tags.some((tag) => tag.replace(/^W\//, '') === etag);
}

/** One whole element of the list: `x"a"` only ends like a tag and is not one. */
const ENTITY_TAG = /(?:^|,)[ \t]*((?:W\/)?"[\x21\x23-\x7E\x80-\xFF]*")[ \t]*(?=,|$)/g;
