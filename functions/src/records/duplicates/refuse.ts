// Refuses a write that would enter somebody again.
import type { Level } from '../../duplicates/score.ts';
import type { Write } from '../../firestore/write.ts';
import type { WriteContext } from '../context.ts';
import type { ExactKey } from '../keys/exact-key.ts';
import { claimWrites, readClaims, unread } from '../keys/claims.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { checkDuplicates } from './check.ts';

/** From which level on a duplicate is refused. */
export interface Refusing {
  level: Exclude<Level, 'possible'>;
}

/**
 * Throws the kind's 409 where there is a duplicate of the level. Returns the writes that claim the keys of the numbers and addresses that the
 * state brings: of two who enter the same ones at once, one lands, and the other looks again and finds it. A claim is only that lock:
 * whom it names makes no difference, so that a couple may have one number, also in one commit.
 *
 * The claims are read before the check: whoever lands between the two is found, and whoever lands after it has moved the claims.
 */
export async function refuseDuplicates<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: Pick<WriteContext, 'database'>,
  { id, state, before, refusing, isRetry }: Refused<R>,
): Promise<Write[]> {
  const { duplicates } = kind;
  if (refusing === undefined || duplicates === undefined) return [];
  const known = new Set((before === null ? [] : duplicates.exactKeys(before)).map(partsOf));
  const keys = duplicates
    .exactKeys(state)
    .filter((key) => !known.has(partsOf(key)))
    .slice(0, MOST_CLAIMS);
  // A first attempt hopes that nobody has claimed them: its commit fails where somebody has.
  const claims = isRetry ? await readClaims(kind, database, keys) : unread(kind, keys);
  const values = duplicates.identity(state);
  const found = await checkDuplicates(kind, database, { values, excludeId: id, isStored: before !== null });
  const isRefused = found.duplicates.some(({ level }) => level === 'certain' || level === refusing.level);
  if (isRefused) throw duplicates.refusal(found);
  return claimWrites(kind, claims, id).map((write) => ({ ...write, isShared: true }));
}

interface Refused<R extends StoredRecord> {
  id: string;
  state: State<R>;
  /** What is there; null for a creation. */
  before: State<R> | null;
  refusing: Refusing | undefined;
  isRetry: boolean;
}

const partsOf = ({ kind, system, value }: ExactKey) => JSON.stringify([kind, system, value]);

/** Each is a write more. */
const MOST_CLAIMS = 3;
