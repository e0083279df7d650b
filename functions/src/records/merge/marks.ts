// The marks of ids that were merged into others: who asks for such an id is led to the record that it is a part of now.
import { hash } from 'node:crypto';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Data } from '../../firestore/stored-values.ts';
import type { Problem } from '../../standards/problem.ts';
import { type Kind, mergeMarkPath, recordPath } from '../paths.ts';

/** As it is stored. It outlives the trash entry: an old id is answered for ever. */
export interface MergeMark {
  /** The id that was merged. */
  merged_id: string;
  /** What it was merged into. */
  into: string;
  /** Where that is now: whatever `into` was merged into later has its id here, too. */
  merged_into: string;
}

/** What a mark holds, and by what it is found: an id may be longer than an index takes. */
export const markData = ({ merged_id, into, merged_into }: MergeMark): Data => ({
  ...{ merged_id, into, into_key: keyOf(into) },
  ...ledTo(merged_into),
});

/** What is written of a mark that leads elsewhere. */
export const ledTo = (merged_into: string): Data => ({ merged_into, merged_into_key: keyOf(merged_into) });

const keyOf = (id: string): string => hash('sha256', id, 'base64url');

/**
 * The problem of a request with an id that no record has: the kind's 404, or the 409 of what was merged into another record. 1 read, and 1
 * more for one that was merged.
 */
export async function absent(kind: Kind, database: Database, id: string): Promise<Problem> {
  const into = await mergedInto(kind, database, id);
  return into === null || !kind.merging ? kind.notFound() : kind.merging.merged(into);
}

/**
 * The id of the record that an absent one is a part of; null where it was not merged. A merge leads all marks to its end, but not more than a
 * commit should change, and another program may have made a record of a merged id again: so the end is looked for.
 */
export async function mergedInto(kind: Kind, database: Database, id: string): Promise<string | null> {
  let end = await target(kind, database, id);
  if (end === null || end === id) return null;
  for (const seen = new Set([id]); !seen.has(end);) {
    seen.add(end);
    const next = await target(kind, database, end);
    if (next === null || seen.has(next)) return end;
    if ((await database.get(recordPath(kind, end), [['name']])) !== null) return end;
    end = next;
  }
  return end;
}

async function target(kind: Kind, database: Database, id: string): Promise<string | null> {
  const mark = await readMergeMark(kind, database, id);
  return mark === null ? null : markOf(mark).merged_into;
}

/** 1 read. */
export async function readMergeMark(
  kind: Kind,
  database: Database,
  id: string,
): Promise<StoredDocument | null> {
  const path = mergeMarkPath(kind, id);
  return path === null ? null : database.get(path);
}

/** The ids that were merged into a record, and those that had been merged into them, as many as are asked for. 1 read for each, and 1 for its own parts. */
export async function partsOf(kind: Kind, database: Database, id: string, limit: number): Promise<string[]> {
  const parts = new Set<string>();
  const open = [id];
  for (let parent = open.shift(); parent !== undefined && parts.size < limit; parent = open.shift())
    for (const mark of await marksTo(kind, database, 'into', parent, limit - parts.size)) {
      const { merged_id } = markOf(mark);
      if (merged_id === id || parts.has(merged_id)) continue;
      parts.add(merged_id);
      open.push(merged_id);
    }
  return [...parts];
}

/** The marks that lead to a record, at most so many. */
export function marksTo(
  kind: Kind,
  database: Database,
  field: 'into' | 'merged_into',
  id: string,
  limit: number,
): Promise<StoredDocument[]> {
  if (!kind.merging) return Promise.resolve([]);
  const where = { field: [`${field}_key`], equals: keyOf(id) };
  return database.query({ collection: kind.merging.marks, where, ...(limit < Infinity && { limit }) });
}

export const markOf = (document: StoredDocument): MergeMark => document.data() as unknown as MergeMark;
