// Reads the header `Idempotency-Key` of a request.
import type { Request } from 'express';
import { malformedHeader } from '../../standards/problems.ts';

/** The key without its quotes, or undefined if the request has none. Throws 400 `malformed_header` for what is no key. */
export function idempotencyKey(req: Request): string | undefined {
  const header = req.get('Idempotency-Key');
  if (header === undefined) return undefined;
  const match = KEY.exec(header.trim());
  if (match !== null) return match[1] ?? match[2];
  throw malformedHeader({
    en: 'The header Idempotency-Key must be 1 to 255 printable characters of ASCII.',
    el: 'Ο κωδικός του αιτήματος (Idempotency-Key) πρέπει να έχει 1 έως 255 λατινικά γράμματα, ψηφία ή σύμβολα.',
  });
}

/** 1 to 255 printable characters, bare or quoted; a quoted one is a string of RFC 8941. */
const KEY = /^(?:"([\x20-\x21\x23-\x7E]{1,255})"|([\x21\x23-\x7E](?:[\x20-\x7E]{0,253}[\x21-\x7E])?))$/;
