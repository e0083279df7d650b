import type { Request } from 'express';
import { type EntityTags, parseEntityTags } from '../../standards/entity-tag.ts';

/** The entity tags of a conditional request (RFC 9110, 13.1), or null where it has no such header. */
export function conditionOf(req: Request, header: 'If-Match' | 'If-None-Match'): EntityTags | null {
  const value = req.get(header);
  return value === undefined ? null : parseEntityTags(value);
}
