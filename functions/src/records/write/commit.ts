// The only committer: everything that this API writes goes through here.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../firestore/database.ts';
import { isTooLarge, isUnavailable } from '../../firestore/outcomes.ts';
import type { Write } from '../../firestore/write.ts';
import type { Text } from '../../standards/languages.ts';
import {
  databaseUnavailable,
  outcomeUnknown,
  tooLarge,
  type UnknownOutcome,
} from '../../standards/problems.ts';
import { AGAIN, type Attempt, type Commit, type Decision } from './plan.ts';

/**
 * Each attempt reads, decides, and commits on the condition that nothing has moved. If something has, the next attempt begins,
 * until the deadline.
 *
 * A lost reply is no failure: the next attempt decides anew from what is there. If it decides on a commit with the same guard,
 * it sends it, because only one commit can create the guard. In any other case it first asks whether the last commit has landed.
 * If so, the answer of that commit counts, even if the new decision was to refuse.
 *
 * Within a process, work on one path is queued. Throws 503 if there is no success in time, and says so if the outcome is unknown;
 * 413 if Firestore finds a document too large.
 *
 * @param paths of the records that are written
 * @param of what may have been written, for the text of that 503; null where the caller asked for no write
 */
export function commit<T>(
  database: Database,
  paths: string | readonly string[],
  decide: Decide<T>,
  of: UnknownOutcome | null = null,
): Promise<T> {
  const each = [...new Set([paths].flat())].toSorted();
  return inTurns(database, each, () => untilDone(database, decide, of));
}

/** In turn with other work on each of the paths. They come in one order for everybody, so that no two wait for each other. */
function inTurns<T>(database: Database, paths: readonly string[], work: () => Promise<T>): Promise<T> {
  return paths.reduceRight<() => Promise<T>>((next, path) => () => database.inTurn(path, next), work)();
}

export type Decide<T> = (attempt: Attempt) => Promise<Decision<T>>;

async function untilDone<T>(database: Database, decide: Decide<T>, of: UnknownOutcome | null): Promise<T> {
  const unknown = (cause: unknown) => (of === null ? databaseUnavailable(cause) : outcomeUnknown(cause, of));
  const loop: Loop<T> = { open: null, hasWritten: false, isStuck: false };
  for (let attempt = 0; ; attempt++) {
    const start = performance.now();
    try {
      const result = await tryOnce(database, decide, { isRetry: attempt > 0, isStuck: loop.isStuck }, loop);
      if (result !== null) return result.answer;
    } catch (error) {
      throw loop.hasWritten && isUnavailable(error) ? unknown(error.cause) : error;
    }
    if (database.deadline.isOver) throw unknown(`no success in ${attempt + 1} attempts`);
    if (loop.open === null) continue;
    const took = performance.now() - start;
    await sleep(Math.random() * Math.min(LONGEST_BACKOFF_MS, took * 2 ** attempt, database.deadline.left));
  }
}

/** What a loop of attempts remembers. */
interface Loop<T> {
  /** The last commit, if it is unknown whether it landed. */
  open: Commit<T> | null;
  hasWritten: boolean;
  isStuck: boolean;
}

/** One attempt: its answer, or null for "again". */
async function tryOnce<T>(
  database: Database,
  decide: Decide<T>,
  attempt: Attempt,
  loop: Loop<T>,
): Promise<{ answer: T } | null> {
  const decision = await decide(attempt).catch((error: unknown) => ({ kind: 'refusal', error }) as const);
  const guard = decision.kind === 'commit' ? decision.guard : undefined;
  const hasSameGuard = guard !== undefined && guard === loop.open?.guard;
  if (loop.open !== null && !hasSameGuard) {
    const answer = (await loop.open.confirm?.()) ?? null;
    if (answer !== null) {
      database.billLanded(loop.open.writes);
      return { answer };
    }
  }
  if (decision.kind === 'refusal') throw decision.error;
  if (decision.kind === 'answer') return decision;

  loop.isStuck = hasSameGuard;
  loop.open = decision;
  loop.hasWritten = true;
  const time = await send(database, decision.writes);
  if (time === null) return null;
  loop.open = null;
  const answer = decision.landed();
  return answer === AGAIN ? null : { answer };
}

/**
 * The longest wait between two attempts, in milliseconds. Within a process writes are queued, so only other instances compete,
 * and they are few; whoever waits long loses to those who do not. A wait is a random part of what the attempt took, doubled
 * with each: a fixed time would be too short for a slow or busy database.
 */
const LONGEST_BACKOFF_MS = 500;

/** What other programs have stored beside the fields of this API is not read, so only Firestore knows the whole size. */
async function send(database: Database, writes: readonly Write[]) {
  try {
    return await database.commit(writes);
  } catch (error) {
    throw isTooLarge(error) ? tooLarge(TOO_LARGE, error) : error;
  }
}

const TOO_LARGE: Text = {
  en: 'With this the record, or what is kept of it, would be larger than the database takes: take something out of it.',
  el: 'Με αυτή την ενέργεια η εγγραφή, ή όσα φυλάσσονται γι’ αυτήν, θα ξεπερνούσε το μέγεθος που μπορεί να αποθηκευτεί. Αφαιρέστε ή συντομεύστε κάτι και δοκιμάστε ξανά.',
};
