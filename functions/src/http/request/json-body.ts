// Reads the body of a request and parses it as JSON.
import type { Request } from 'express';
import type { Deadline } from '../../limits/deadline.ts';
import { findTooDeep, MAX_JSON_DEPTH } from '../../standards/json-depth.ts';
import { findJsonFault, placeIn } from '../../standards/json-fault.ts';
import type { Text } from '../../standards/languages.ts';
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
 * The parsed body, which nothing may have read before. `beforeParsing` is waited for when its bytes are there.
 * Throws 400 `malformed_json`, 413 `too_large` or 415 `unsupported_media_type`, and never another error.
 */
export async function readJson(
  req: Request,
  deadline: Deadline,
  {
    accepted = ['application/json'],
    beforeParsing,
  }: { accepted?: readonly MediaType[]; beforeParsing?: (bytes: number) => Promise<void> } = {},
): Promise<JsonBody> {
  const bytes = await waitForBody(req, deadline, readBytes(req));
  if (bytes?.length === 0) throw malformedJson(EMPTY);
  const { 'content-type': contentType, 'content-encoding': contentEncoding } = req.headers;
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity')
    throw unsupportedMediaType(COMPRESSED);
  const mediaType = mediaTypeOf(contentType ?? '');
  if (mediaType === null || !accepted.includes(mediaType))
    throw unsupportedMediaType(notAccepted(accepted), {
      [req.method === 'PATCH' ? 'Accept-Patch' : 'Accept']: accepted.join(', '),
    });
  if (bytes === null) throw tooLarge(TOO_LONG);
  await beforeParsing?.(bytes.length);
  return { value: parse(decode(bytes)), mediaType };
}

/** The longest body, in bytes: 1 MiB, as much as a Firestore document holds. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * How long a body may take to arrive, in milliseconds. Together with the request's own time this is less than the platform
 * gives a function.
 */
const MAX_UPLOAD_MS = 15_000;

/** What `unsupported_media_type` says where only these are accepted. */
export function notAccepted(accepted: readonly MediaType[]): Text {
  const list = (or: string) => accepted.join(', ').replace(/, (?=[^,]*$)/, ` ${or} `);
  return {
    en: `Send the body as ${list('or')} in UTF-8.`,
    el: `Αυτή η μορφή δεδομένων δεν γίνεται δεκτή. Στείλτε τα ως ${list('ή')} σε UTF-8.`,
  };
}

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

const tooSlow = () => malformedJson(TOO_SLOW);

/** Waits for a body that is being read, as long as a caller has to send it. Throws 400. */
export const waitForBody = <T>(req: Request, deadline: Deadline, reading: Promise<T>): Promise<T> =>
  req.complete ? reading : deadline.waitForCaller(reading, MAX_UPLOAD_MS, tooSlow);

/** The whole body. Null for one that is too long: it is read to its end and dropped. */
export async function readBytes(req: Request, most = MAX_BODY_BYTES): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    throw malformedJson(CUT_OFF);
  }
  return length > most ? null : Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = validPrefix(bytes);
    throw malformedJson(NOT_UTF8, placeIn(before, before.length));
  }
}

/** The text before the first byte that is not UTF-8: where what is decoded leniently differs from what was sent. */
function validPrefix(bytes: Buffer): string {
  const lenient = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const fault = bytes.findIndex((byte, at) => byte !== lenient[at]);
  // As a stream, so that the beginning of a character is left out.
  return new TextDecoder().decode(bytes.subarray(0, fault < 0 ? bytes.length : fault), { stream: true });
}

function parse(text: string): unknown {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== null) {
    // What opens there may only look like values: behind a quote that is missing, for one.
    const before = findJsonFault(text.slice(0, tooDeep)) ?? tooDeep;
    throw malformedJson(before < tooDeep ? UNEXPECTED : TOO_DEEP, placeIn(text, before));
  }
  try {
    return JSON.parse(text);
  } catch {
    const at = findJsonFault(text) ?? text.length;
    throw malformedJson(at < text.length ? UNEXPECTED : ENDS_EARLY, placeIn(text, at));
  }
}

const EMPTY: Text = {
  en: 'The body is empty: send a JSON object.',
  el: 'Δεν στάλθηκαν στοιχεία. Συμπληρώστε τα και δοκιμάστε ξανά.',
};
const TOO_SLOW: Text = {
  en: `The body did not arrive within ${MAX_UPLOAD_MS / 1000} s: send it again.`,
  el: `Τα στοιχεία δεν έφτασαν μέσα σε ${MAX_UPLOAD_MS / 1000} δευτερόλεπτα. Ελέγξτε τη σύνδεσή σας και δοκιμάστε ξανά.`,
};
const CUT_OFF: Text = {
  en: 'The body ended before its time: send it again.',
  el: 'Η αποστολή διακόπηκε πριν ολοκληρωθεί. Ελέγξτε τη σύνδεσή σας και δοκιμάστε ξανά.',
};
const NOT_UTF8: Text = {
  en: 'this is not valid UTF-8.',
  el: 'αυτός ο χαρακτήρας δεν διαβάζεται. Αποθηκεύστε το κείμενο σε μορφή UTF-8 και στείλτε το ξανά.',
};
export const UNEXPECTED: Text = {
  en: 'the body is not valid JSON from here on.',
  el: 'εδώ υπάρχει λάθος σύνταξης (JSON). Διορθώστε το και στείλτε το ξανά.',
};
const ENDS_EARLY: Text = {
  en: 'the body ends here, before its JSON does.',
  el: 'το κείμενο (JSON) σταματά εδώ, πριν ολοκληρωθεί. Συμπληρώστε το και στείλτε το ξανά.',
};
const TOO_DEEP: Text = {
  en: `arrays and objects lie more than ${MAX_JSON_DEPTH} deep in one another.`,
  el: `οι τιμές βρίσκονται πολύ βαθιά η μία μέσα στην άλλη (πάνω από ${MAX_JSON_DEPTH} επίπεδα).`,
};
export const COMPRESSED: Text = {
  en: 'Compressed bodies are not accepted: send plain JSON.',
  el: 'Συμπιεσμένα δεδομένα δεν γίνονται δεκτά. Στείλτε τα χωρίς συμπίεση.',
};
export const TOO_LONG: Text = {
  en: `The body is longer than 1 MiB (${MAX_BODY_BYTES} bytes): send less at once.`,
  el: 'Τα στοιχεία ξεπερνούν το 1 MB. Στείλτε λιγότερα κάθε φορά.',
};
