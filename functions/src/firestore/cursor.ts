import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidCursor } from '../standards/problems.ts';

/** Text as Firestore takes it in a query. */
export const queryText = z.string().refine((value) => value.isWellFormed());

/** The id of a document. */
export const documentId = queryText
  .regex(/^(?!\.\.?$)(?!__.*__$)[^/]+$/s)
  // In bytes, as Firestore counts: the emulator takes longer ones.
  .refine((value) => Buffer.byteLength(value) <= 1500);

const MAX_LENGTH = 4096;
const DIGEST_LENGTH = 16;

/**
 * An opaque string for a place in the list of one query. It carries a digest over both, so that a cursor that was cut,
 * altered or taken from another query is known for what it is. It is no secret and grants nothing: whoever makes one of
 * his own gets another page of what he may read anyway, or a 400.
 */
export function encodeCursor(place: unknown, query: unknown): string {
  const payload = Buffer.from(JSON.stringify(place)).toString('base64url');
  return digest(payload, query) + payload;
}

/** The place of a cursor; throws 400 `invalid_cursor` for anything that `encodeCursor` did not make of such a place for this query. */
export function decodeCursor<Place extends z.ZodType>(
  cursor: string,
  query: unknown,
  schema: Place,
): z.output<Place> {
  const payload = cursor.slice(DIGEST_LENGTH);
  if (cursor.length > MAX_LENGTH || cursor !== digest(payload, query) + payload) throw invalidCursor();
  const place = schema.safeParse(parseJson(Buffer.from(payload, 'base64url').toString()));
  if (!place.success) throw invalidCursor();
  return place.data;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function digest(payload: string, query: unknown): string {
  const text = `${payload} ${JSON.stringify(query)}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}
