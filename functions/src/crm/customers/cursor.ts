import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidCursor } from '../../http/problem.ts';

/** Where a page ended; `mode` says how the pages of this list are made (see list.ts). */
const Place = z
  .strictObject({
    mode: z.enum(['scan', 'sorted', 'by-id']),
    keys: z.array(z.union([z.string().refine((key) => key.isWellFormed()), z.number()])).max(2),
    // What Firestore takes for an id: any other is a bare error of its client, or one after 7 seconds (measured).
    id: z
      .string()
      .regex(/^(?!\.{1,2}$|__.*__$)[^/\0]+$/s)
      .refine((id) => id.isWellFormed() && Buffer.byteLength(id) <= 1500),
  })
  .refine(({ mode, keys }) => mode !== 'scan' || keys.length === 1);
export type Place = z.infer<typeof Place>;

const MAX_LENGTH = 4096;
const DIGEST_LENGTH = 16;

/**
 * An opaque string for a place in the list of one query. It carries a digest over both, so that a cursor that was cut,
 * altered or taken from another query is known for what it is. It is no secret and grants nothing.
 */
export function encodeCursor(place: Place, query: unknown): string {
  const payload = Buffer.from(JSON.stringify(place)).toString('base64url');
  return digest(payload, query) + payload;
}

/**
 * Throws 400 `invalid_cursor` for anything that `encodeCursor` did not make for this query and one of these modes. The
 * digest stops accidents and not a forger, so the place is checked like any other input.
 */
export function decodeCursor(cursor: string, query: unknown, modes: readonly Place['mode'][]): Place {
  const payload = cursor.slice(DIGEST_LENGTH);
  if (cursor.length > MAX_LENGTH || cursor !== digest(payload, query) + payload) throw invalidCursor();
  const place = Place.safeParse(jsonIn(payload));
  if (!place.success || !modes.includes(place.data.mode)) throw invalidCursor();
  return place.data;
}

function jsonIn(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  } catch {
    throw invalidCursor();
  }
}

function digest(payload: string, query: unknown): string {
  const text = `${payload} ${JSON.stringify(query)}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}
