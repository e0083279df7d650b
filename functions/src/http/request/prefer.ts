// Reads the header `Prefer` of a request (RFC 7240).
import type { Request } from 'express';

/** Whether the caller wants the least of an answer, `return=minimal`. The first that is said of a preference counts (RFC 7240, 2). */
export function prefersMinimal(req: Request): boolean {
  const preferences = (req.get('Prefer') ?? '').slice(0, MAX_LENGTH).split(',');
  const first = preferences.map((each) => RETURN.exec(each)).find((match) => match !== null);
  return first?.[1]?.toLowerCase() === 'minimal';
}

/** `return=minimal`, also in quotes and with parameters behind it. */
const RETURN = /^\s*return\s*=\s*"?(\w+)"?\s*(?:;|$)/i;

/** In characters: more than anybody means. */
const MAX_LENGTH = 1000;
