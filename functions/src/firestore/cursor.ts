// Cursors: opaque strings that say where the next page of a query begins.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidCursor } from '../standards/problems.ts';

/**
 * Makes the cursor of a position in the list of a query. It carries a digest over both, which shows when a cursor was cut,
 * altered or taken from another query. It is no secret: a caller who forges one gets another page of what that caller may read
 * anyway, or a 400.
 */
export function encodeCursor(position: unknown, query: unknown): string {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return digest(payload, query) + payload;
}

/** The position of a cursor. Throws 400 `invalid_cursor` unless `encodeCursor` made it for this query, of what `schema` takes. */
export function decodeCursor<Position extends z.ZodType>(
  cursor: string,
  query: unknown,
  schema: Position,
): z.output<Position> {
  const payload = cursor.slice(DIGEST_LENGTH);
  if (cursor.length > MAX_LENGTH || cursor !== digest(payload, query) + payload) throw invalidCursor();
  const position = schema.safeParse(parseJson(Buffer.from(payload, 'base64url').toString()));
  if (!position.success) throw invalidCursor();
  return position.data;
}

/** The schema of a string that Firestore takes in a query. */
export const queryText = z.string().refine((value) => value.isWellFormed());

/** The schema of the id of a document. */
export const documentId = queryText
  .regex(/^(?!\.\.?$)(?!__.*__$)[^/]+$/s)
  // In bytes, as Firestore counts: the emulator takes longer ones.
  .refine((value) => Buffer.byteLength(value) <= 1500);

const MAX_LENGTH = 4096;
const DIGEST_LENGTH = 16;

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
