// Reads the conditional headers of a request, `If-Match` and `If-None-Match`.
import type { Request } from 'express';
import { type EntityTags, parseEntityTags } from '../../standards/entity-tag.ts';

/** The entity tags in one of the two (RFC 9110, 13.1), or null if the request does not have it. */
export function conditionOf(req: Request, header: 'If-Match' | 'If-None-Match'): EntityTags | null {
  const value = req.get(header);
  return value === undefined ? null : parseEntityTags(value);
}
