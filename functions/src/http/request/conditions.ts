// Reads the conditional headers of a request, `If-Match` and `If-None-Match`.
import type { Request } from 'express';
import { type EntityTags, parseEntityTags } from '../../standards/entity-tag.ts';
import type { Text } from '../../standards/languages.ts';
import { malformedHeader } from '../../standards/problems.ts';

/**
 * The entity tags in one of the two (RFC 9110, 13.1), or null if the request does not have it. Throws 400 `malformed_header` where there is no
 * tag in it: as a condition that nothing meets, it would be refused as if the record had changed.
 */
export function conditionOf(req: Request, header: 'If-Match' | 'If-None-Match'): EntityTags | null {
  const value = req.get(header);
  if (value === undefined) return null;
  const tags = parseEntityTags(value);
  if (tags.length === 0) throw malformedHeader(noEntityTag(header));
  return tags;
}

/** What `malformed_header` says of such a header. */
export const noEntityTag = (header: string): Text => ({
  en: `The header ${header} holds no entity tag: send an ETag in its quotes, or *.`,
  el: `Από το αίτημα δεν προκύπτει ποια έκδοση έχετε (${header}). Ανοίξτε την εγγραφή ξανά και δοκιμάστε πάλι.`,
});
