// A version of a record as JSON for whoever asks what is held of them: all that its entry keeps, and nothing that only this program needs.
import { z } from 'zod';
import type { StoredDocument } from '../../firestore/document.ts';
import { storedFieldsJson } from '../../firestore/stored-json.ts';
import { differencesBetween } from '../history/differences.ts';
import { authorOf, HistoryAction, type HistoryEntry } from '../history/entry.ts';
import type { State, StoredRecord } from '../kind.ts';

/** One version. What a batch, a merge and the like have noted in it stands beside, under the names that the history has for it. */
export const HeldVersion = z.looseObject({
  version: z.int(),
  action: HistoryAction,
  at: z.iso.datetime(),
  by: z.string().meta({ description: 'The uid of who did it; `external` for another program.' }),
  by_name: z.string().nullable(),
  updated_at: z.string().nullable().meta({ description: 'The `updated_at` that the record had then.' }),
  replaced: z.record(z.string(), z.unknown()).optional().meta({
    description: 'What this version replaced and no other shows, as it was stored; see `as_stored`.',
  }),
  changed: z
    .array(z.strictObject({ pointer: z.string(), from: z.unknown(), to: z.unknown() }))
    .meta({ description: 'As `changes` in the history.' }),
});

/** A version as JSON, in UTF-8; with the whole state where `withState` says so. `before` is the state before it. */
export function heldVersion<R extends StoredRecord>(
  entry: HistoryEntry<R>,
  before: State<R> | null,
  document: StoredDocument,
  { withState }: { withState: boolean },
): Buffer {
  const { version, action, at, state } = entry;
  const { updated_at } = state as { updated_at?: unknown };
  const noted = Object.entries(document.stored()).filter(([field]) => !TOLD.has(field));
  const row = {
    ...storedFieldsJson(Object.fromEntries(noted)),
    version,
    action,
    at: at.toDate().toISOString(),
    ...authorOf(entry),
    updated_at: typeof updated_at === 'string' ? updated_at : null,
    changed: differencesBetween(before, state),
    ...(withState && { state }),
  } satisfies z.input<typeof HeldVersion>;
  return Buffer.from(JSON.stringify(row));
}

/** Fields of an entry that are told under their own names, or say nothing of anybody: random ids and digests. */
const TOLD: ReadonlySet<string> = new Set([
  ...['version', 'action', 'at', 'by', 'by_name', 'state'],
  ...['operation', 'digest', 'request_digest'],
]);
