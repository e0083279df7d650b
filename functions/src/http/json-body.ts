import type { Request } from 'express';
import { sentBodyHeaders } from './front-door.ts';
import { malformedJson, tooLarge, unsupportedMediaType } from './problem.ts';

/** The longest body, in bytes: 1 MiB, as much as a Firestore document holds. */
export const MAX_BODY_BYTES = 1_048_576;

/** `application/json`, with no parameter but `charset=utf-8`. */
const JSON_IN_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

/**
 * The JSON value in a request's body.
 * Throws 400 `malformed_json`, 413 `too_large` or 415 `unsupported_media_type`; never a bare error.
 */
export function readJson(req: Request): unknown {
  const bytes = rawBody(req);
  if (bytes.length === 0) throw malformedJson('The body is empty: send a JSON object.');
  const { contentType, contentEncoding } = sentBodyHeaders(req);
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity')
    throw unsupportedMediaType('Compressed bodies are not accepted: send plain JSON.');
  if (contentType === undefined || !JSON_IN_UTF8.test(contentType))
    throw unsupportedMediaType('Send the body as application/json in UTF-8.');
  if (bytes.length > MAX_BODY_BYTES) throw tooLarge(`The body is longer than ${MAX_BODY_BYTES} bytes.`);
  return parse(decode(bytes));
}

/** The platform keeps the bytes in `rawBody`, and sets nothing when there are none. */
function rawBody(req: Request): Buffer {
  const { rawBody } = req as { rawBody?: unknown };
  return Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformedJson('The body is not valid UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedJson('The body is not valid JSON.');
  }
}
