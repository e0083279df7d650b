// Reads the body of a request and parses it as JSON.
import type { Request } from 'express';
import type { Deadline } from '../../limits/deadline.ts';
import { malformedJson, tooLarge, unsupportedMediaType } from '../../standards/problems.ts';

/**
 * The parsed body, which nothing may have read before.
 * Throws 400 `malformed_json`, 413 `too_large` or 415 `unsupported_media_type`, and never another error.
 */
export async function readJson(req: Request, deadline: Deadline): Promise<unknown> {
  const reading = readBytes(req);
  const bytes = await (req.complete ? reading : deadline.waitForCaller(reading, MAX_UPLOAD_MS, tooSlow));
  if (bytes?.length === 0) throw malformedJson('The body is empty: send a JSON object.');
  const { 'content-type': contentType, 'content-encoding': contentEncoding } = req.headers;
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity')
    throw unsupportedMediaType('Compressed bodies are not accepted: send plain JSON.');
  if (contentType === undefined || !isJsonInUtf8(contentType))
    throw unsupportedMediaType('Send the body as application/json in UTF-8.');
  if (bytes === null) throw tooLarge(`The body is longer than ${MAX_BODY_BYTES} bytes.`);
  return parse(decode(bytes));
}

/** The longest body, in bytes: 1 MiB, as much as a Firestore document holds. */
const MAX_BODY_BYTES = 1_048_576;

/**
 * How long a body may take to arrive, in milliseconds. Together with the request's own time this is less than the platform
 * gives a function.
 */
const MAX_UPLOAD_MS = 15_000;

/**
 * Whether a Content-Type is `application/json`, with no parameter but `charset=utf-8` (RFC 9110, 8.3.1). The time it takes
 * grows only with the length of the header: a caller may send 128 KiB of it.
 */
function isJsonInUtf8(contentType: string): boolean {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  return (
    type === 'application/json' &&
    parameters.every((parameter) => parameter === '' || /^charset\s*=\s*"?utf-?8"?$/.test(parameter))
  );
}

const tooSlow = () => malformedJson(`The body did not arrive within ${MAX_UPLOAD_MS / 1000} s.`);

/** The whole body. Null for one that is too long: it is read to its end and dropped. */
async function readBytes(req: Request): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    throw malformedJson('The body ended before its time.');
  }
  return length > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
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
