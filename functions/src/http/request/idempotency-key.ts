// Reads the header `Idempotency-Key` of a request.
import type { Request } from 'express';
import { validationFailed } from '../../standards/problems.ts';

/** The key without its quotes, or undefined if the request has none. Throws 422 for a malformed one. */
export function idempotencyKey(req: Request): string | undefined {
  const header = req.get('Idempotency-Key');
  if (header === undefined) return undefined;
  const match = KEY.exec(header.trim());
  if (match !== null) return match[1] ?? match[2];
  const message = 'The header Idempotency-Key must be 1 to 255 printable characters.';
  throw validationFailed([{ parameter: 'Idempotency-Key', code: 'invalid_format', message }]);
}

/** 1 to 255 printable characters, bare or quoted; a quoted one is a string of RFC 8941. */
const KEY = /^(?:"([\x20-\x21\x23-\x7E]{1,255})"|([\x21\x23-\x7E](?:[\x20-\x7E]{0,253}[\x21-\x7E])?))$/;
