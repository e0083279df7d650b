// Tokens of the changes: up to where somebody has followed them.
import { z } from 'zod';
import type { CursorSeal } from '../../firestore/cursor.ts';
import { isDocumentId } from '../../firestore/document-id.ts';
import { Timestamp } from '../../firestore/stored-values.ts';
import { changesExpired } from '../problems.ts';

/** A time to the nanosecond. */
const Time = z.tuple([z.int().min(0).max(253_402_300_799), z.int().min(0).max(999_999_999)]);

/** The path of a document in base64url, '' for none. */
const PackedPath = z.string().refine((packed) => packed === '' || isDocumentPath(unpackPath(packed)));

export const packPath = (path: string): string => Buffer.from(path).toString('base64url');
export const unpackPath = (packed: string): string => Buffer.from(packed, 'base64url').toString();

function isDocumentPath(path: string): boolean {
  const names = path.split('/');
  return names.length % 2 === 0 && names.every(isDocumentId);
}

/**
 * All that was committed up to `after` has been delivered. While the pages of one cut are read there is more: what was committed up to
 * `until` belongs to them, whenever each is read. Nothing is pinned to a moment of Firestore's, so a page may be asked for at any time.
 */
export const Place = z.strictObject({
  after: Time,
  /** Of what was committed at just that time: up to this one in the order of `Change.key`; all of it where it is left out. */
  last: z.string().optional(),
  until: Time.optional(),
  /** Nothing that is still to be delivered has an earlier `at`. */
  from: Time.optional(),
  /** The cut goes on in the order of `at`, behind this document, and not in that of the commits. */
  walk: PackedPath.optional(),
  /** The cut began with the beginning. */
  isWhole: z.literal(true).optional(),
});
export type Place = z.infer<typeof Place>;

/** What a token is bound to: it goes on with the same filters and no others. */
export interface ChangesFilter {
  /** Only of this record. */
  record: string | null;
  /** Only these actions, in the order of the alphabet. */
  actions: readonly string[] | null;
}

/**
 * The token of all changes that are committed after a time: that of a snapshot (its `readTime`), so that what the snapshot does not show
 * comes with the changes, and nothing comes twice.
 */
export const tokenAt = (
  cursors: CursorSeal,
  time: Timestamp,
  filter: ChangesFilter = { record: null, actions: null },
): string => sealPlace(cursors, { after: timeOf(time) }, filter);

export const sealPlace = (cursors: CursorSeal, place: Place, filter: ChangesFilter): string =>
  cursors.seal(place, boundTo(filter));

/** Throws 400 `invalid_cursor`, and 410 `changes_expired` for a token that is more than 90 days old. */
export function openPlace(cursors: CursorSeal, token: string, filter: ChangesFilter): Place {
  const place = cursors.open(token, boundTo(filter), Place);
  // Whoever began with the beginning has had nothing that was erased before.
  const [seconds] = place.isWhole && place.until ? place.until : place.after;
  if (Date.now() - seconds * 1000 > MAX_AGE_MS) throw changesExpired();
  return place;
}

/** Before anything was committed. */
export const BEGINNING: Place = { after: [0, 0], isWhole: true };

export const timeOf = ({ seconds, nanoseconds }: Timestamp): z.infer<typeof Time> => [seconds, nanoseconds];
export const timestampOf = ([seconds, nanoseconds]: z.infer<typeof Time>) =>
  new Timestamp(seconds, nanoseconds);

const boundTo = ({ record, actions }: ChangesFilter) => ({ changes: true, record, actions });

/** Tombstones of erasures are kept for so long, and a day more. */
const MAX_AGE_MS = 90 * 86_400_000;
