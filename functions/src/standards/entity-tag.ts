// Entity tags (RFC 9110, 8.8.3): parses those of a request and compares them.
/** The entity tags of a request (RFC 9110, 13.1), or `*` for any. */
export type EntityTags = '*' | readonly string[];

/** The tags in the value of an `If-Match` or `If-None-Match` header; what is not a tag is left out. */
export function parseEntityTags(value: string): EntityTags {
  const list = value.trim();
  return list === '*' ? '*' : [...list.matchAll(ENTITY_TAG)].map(([, tag = '']) => tag);
}

/**
 * Whether one of the tags is `etag`, a strong one. It is also known by what proxies that compress make of it: nginx weakens it (`W/"a"`),
 * others name the coding (`"a-gzip"`). `If-Match` would have to refuse both (RFC 9110, 8.8.3.2, strong comparison): then whoever saves
 * through such a proxy would be refused every time. Our tags are of what is stored and not of the bytes of an answer, so that both still name
 * the same state.
 */
export function matches(tags: EntityTags, etag: string): boolean {
  return tags === '*' || tags.some((tag) => strong(tag) === etag || withoutCoding(tag) === etag);
}

/** A tag without what proxies make of it: the weakness and the name of a content coding. */
export function withoutCoding(tag: string): string {
  return strong(tag).replace(CODING, '"');
}

const strong = (tag: string) => tag.replace(/^W\//, '');

/** `"a-gzip"` (Apache, Caddy), `"a--gzip"` (Jetty), `"a;gzip"`, `"a:gzip"`, and the same for other codings. */
const CODING = /(?:--?|[;:.])(?:x-)?(?:gzip|br|brotli|zstd|deflate|compress)"$/i;

/** One whole element of the list: `x"a"` only ends like a tag and is not one. Apache 2.2 puts the coding behind the quote. */
const ENTITY_TAG = /(?:^|,)[ \t]*((?:W\/)?"[\x21\x23-\x7E\x80-\xFF]*")(?:-gzip)?[ \t]*(?=,|$)/g;
