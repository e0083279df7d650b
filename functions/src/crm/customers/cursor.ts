import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidCursor } from '../../http/problem.ts';

const text = z.string().refine((value) => value.isWellFormed());
const key = z.union([text, z.number()]);
const id = text
  .regex(/^(?!\.\.?$)(?!__.*__$)[^/]+$/s)
  // In bytes, as Firestore counts: the emulator takes longer ones.
  .refine((value) => Buffer.byteLength(value) <= 1500);

/** Where a page ended; `mode` says how the pages of this list are made (see list.ts). */
const Place = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('scan'), keys: z.tuple([key]), id }),
  z.strictObject({
    mode: z.literal('sorted'),
    keys: z
      .array(z.union([text, z.number()]))
      .min(1)
      .max(2),
    id,
  }),
  z.strictObject({ mode: z.literal('by-id'), keys: z.tuple([]), id }),
]);
export type Place = z.infer<typeof Place>;

const MAX_LENGTH = 4096;
const DIGEST_LENGTH = 16;

/**
 * An opaque string for a place in the list of one query. It carries a digest over both, so that a cursor that was cut,
 * altered or taken from another query is known for what it is. It is no secret and grants nothing: whoever makes one of
 * his own gets another page of what he may read anyway, or a 400.
 */
export function encodeCursor(place: Place, query: unknown): string {
  const payload = Buffer.from(JSON.stringify(place)).toString('base64url');
  return digest(payload, query) + payload;
}

/** Throws 400 `invalid_cursor` for anything that `encodeCursor` did not make for this query, in `mode` if one is named. */
export function decodeCursor(cursor: string, query: unknown, mode?: Place['mode']): Place {
  const payload = cursor.slice(DIGEST_LENGTH);
  if (cursor.length > MAX_LENGTH || cursor !== digest(payload, query) + payload) throw invalidCursor();
  const place = Place.safeParse(parseJson(Buffer.from(payload, 'base64url').toString()));
  if (!place.success || (mode !== undefined && place.data.mode !== mode)) throw invalidCursor();
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
