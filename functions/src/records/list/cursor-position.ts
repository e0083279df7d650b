// The place where a page of records ended, as its cursor holds it.
import { z } from 'zod';
import { documentId, queryText } from '../../firestore/cursor.ts';

const key = z.union([queryText, z.number()]);

/** `mode` says how the pages of this list are made (see list.ts). */
export const CursorPosition = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('scan'), keys: z.tuple([key]), id: documentId }),
  z.strictObject({ mode: z.literal('sorted'), keys: z.array(key).min(1).max(2), id: documentId }),
  z.strictObject({ mode: z.literal('by-id'), keys: z.tuple([]), id: documentId }),
]);
export type CursorPosition = z.infer<typeof CursorPosition>;
