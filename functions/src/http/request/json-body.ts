// Reads the body of a request and parses it as JSON.
import type { Request } from 'express';
import type { Deadline } from '../../limits/deadline.ts';
import { malformedJson, tooLarge, unsupportedMediaType } from '../../standards/problems.ts';

/** The media types of JSON: itself, JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902). */
export const MEDIA_TYPES = [
  'application/json',
  'application/merge-patch+json',
  'application/json-patch+json',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** A parsed body, and what it was sent as. */
export interface JsonBody {
  value: unknown;
  mediaType: MediaType;
}

/**
 * The parsed body, which nothing may have read before.
 * Throws 400 `malformed_json`, 413 `too_large` or 415 `unsupported_media_type`, and never another error.
 */
export async function readJson(
  req: Request,
  deadline: Deadline,
  accepted: readonly MediaType[] = ['application/json'],
): Promise<JsonBody> {
  const reading = readBytes(req);
  const bytes = await (req.complete ? reading : deadline.waitForCaller(reading, MAX_UPLOAD_MS, tooSlow));
  if (bytes?.length === 0) throw malformedJson('The body is empty: send a JSON object.');
  const { 'content-type': contentType, 'content-encoding': contentEncoding } = req.headers;
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity')
    throw unsupportedMediaType('Compressed bodies are not accepted: send plain JSON.');
  const mediaType = mediaTypeOf(contentType ?? '');
  if (mediaType === null || !accepted.includes(mediaType))
    throw unsupportedMediaType(notAccepted(accepted), {
      [req.method === 'PATCH' ? 'Accept-Patch' : 'Accept']: accepted.join(', '),
    });
  if (bytes === null) throw tooLarge(`The body is longer than ${MAX_BODY_BYTES} bytes.`);
  return { value: parse(decode(bytes)), mediaType };
}

/** The longest body, in bytes: 1 MiB, as much as a Firestore document holds. */
const MAX_BODY_BYTES = 1_048_576;

/**
 * How long a body may take to arrive, in milliseconds. Together with the request's own time this is less than the platform
 * gives a function.
 */
const MAX_UPLOAD_MS = 15_000;

const notAccepted = (accepted: readonly MediaType[]) =>
  `Send the body as ${accepted.join(', ').replace(/, (?=[^,]*$)/, ' or ')} in UTF-8.`;

/**
 * What a Content-Type names, with no parameter but `charset=utf-8` (RFC 9110, 8.3.1); null for anything else. The time it takes grows only
 * with the length of the header: a caller may send 128 KiB of it.
 */
function mediaTypeOf(contentType: string): MediaType | null {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const isInUtf8 = parameters.every(
    (parameter) => parameter === '' || /^charset\s*=\s*"?utf-?8"?$/.test(parameter),
  );
  return isInUtf8 ? (MEDIA_TYPES.find((each) => each === type) ?? null) : null;
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
