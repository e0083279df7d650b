// Commits writes of several records together: all of them, or none.
import type { Database } from '../../firestore/database.ts';
import { type Write, writtenBytes } from '../../firestore/write.ts';
import type { Text } from '../../standards/languages.ts';
import { Problem } from '../../standards/problem.ts';
import { tooLarge } from '../../standards/problems.ts';
import type { StoredRecord } from '../kind.ts';
import { repeatedTogether } from '../problems.ts';
import { commit } from './commit.ts';
import { beforeRefusal } from './operations.ts';
import { answered, type Attempt, type Commit, type Decision, type Written } from './plan.ts';
import type { VersionWrite } from './version.ts';

/**
 * Each write is of a record of its own. They are decided from what is there, and land in one commit if none of it has moved. With idempotency
 * keys, those that have landed before get their first answers, and the others land together.
 *
 * Throws `RefusedTogether` if one of them is refused, with the refusals of all; 413 where they are more than a commit takes; 503.
 */
export async function writeTogether<R extends StoredRecord>(
  database: Database,
  writes: readonly VersionWrite<R>[],
): Promise<Written<R>[]> {
  const [first] = writes;
  if (first === undefined) return [];
  const decide = async (attempt: Attempt) => {
    await database.reserveRecords(AT_ONCE);
    return decideAll(writes, attempt);
  };
  return commit(database, writes.flatMap(pathOf), decide, first.outcome);
}

/** Why nothing was written: what each refused write was refused for, by its place among all. */
export class RefusedTogether extends Error {
  readonly refusals: ReadonlyMap<number, Problem>;

  constructor(refusals: ReadonlyMap<number, Problem>) {
    super(`${refusals.size} writes were refused`);
    this.refusals = refusals;
  }
}

/**
 * The most bytes of one commit. Firestore takes 10 MiB, but its emulator only messages of 4 MiB (measured), and what cannot be tried is not
 * offered. The change of the largest record that there can be fits.
 */
export const MAX_TOGETHER_BYTES = 4_000_000;

/** Records that are read at once: each may be as large as a document can be. What they become is bounded by the bytes of the commit. */
export const AT_ONCE = 3;

async function decideAll<R extends StoredRecord>(
  writes: readonly VersionWrite<R>[],
  attempt: Attempt,
): Promise<Decision<Written<R>[]>> {
  const decisions: Decision<Written<R>>[] = [];
  const refusals = new Map<number, Problem>();
  const written = new Map<string, Write>();
  let bytes = 0;
  for (let from = 0; from < writes.length; from += AT_ONCE) {
    const some = await Promise.all(
      writes.slice(from, from + AT_ONCE).map((write) => decideOne(write, attempt)),
    );
    for (const [at, decision] of some.entries()) {
      if (decision instanceof Problem) {
        refusals.set(from + at, decision);
        continue;
      }
      if (decision.kind === 'commit' && decision.comesFirst) return decision as Commit<never>;
      decisions.push(decision);
      if (decision.kind === 'answer') continue;
      // Found by their keys, two may be the same record; and two may claim one key.
      const changes = decision.writes.filter((write) => !isAbsence(write));
      const isRepeated = (write: Write) => {
        const earlier = written.get(write.path);
        return earlier !== undefined && !(earlier.isShared && write.isShared);
      };
      if (changes.some(isRepeated)) refusals.set(from + at, repeatedTogether());
      for (const write of changes) written.set(write.path, write);
      bytes += writtenBytes(decision.writes);
    }
    if (bytes > MAX_TOGETHER_BYTES) throw tooLarge(TOO_MUCH);
  }
  if (refusals.size > 0) throw new RefusedTogether(refusals);
  return together(decisions);
}

/** What one write decides, or what it is refused for. */
function decideOne<R extends StoredRecord>(
  { attempt: decide, first }: VersionWrite<R>,
  attempt: Attempt,
): Promise<Decision<Written<R>> | Problem> {
  const decided = beforeRefusal<Decision<Written<R>>>(
    () => decide({ ...attempt, isJoint: true }),
    async () => {
      const answer = await first();
      return answer && answered(answer);
    },
  );
  return decided.catch((error: unknown) => {
    if (error instanceof Problem && error.status < 500) return error;
    throw error;
  });
}

function together<R extends StoredRecord>(
  decisions: readonly Decision<Written<R>>[],
): Decision<Written<R>[]> {
  const commits = decisions.filter((decision) => decision.kind === 'commit');
  if (commits.length === 0)
    return answered(decisions.flatMap((decision) => (decision.kind === 'answer' ? [decision.answer] : [])));
  const guards = commits.flatMap(({ guard }) => guard ?? []);
  return {
    kind: 'commit',
    writes: withoutRepeats(commits.flatMap(({ writes }) => writes)),
    // If one of them has no guard, nothing tells a second commit from the first.
    ...(guards.length === commits.length && { guard: JSON.stringify(guards) }),
    landed: () => decisions.map(decidedAnswer),
    // One that can be seen to have landed shows that all have: another may have been erased since.
    confirm: async () => {
      const confirmed = await Promise.all(commits.map(async ({ confirm }) => (await confirm?.()) ?? null));
      if (confirmed.every((answer) => answer === null)) return null;
      const answers = new Map<Decision<Written<R>>, Written<R> | null>(
        commits.map((each, at) => [each, confirmed[at] ?? null]),
      );
      return decisions.map((decision) => answers.get(decision) ?? decidedAnswer(decision));
    },
  };
}

/** That something is not there: a commit may say so for several of its parts. */
const isAbsence = (write: Write) => write.kind === 'verify' && 'exists' in write.condition;

/** What may be said twice is said once, as a commit takes it: that something is not there, and a write that is shared. */
function withoutRepeats(writes: readonly Write[]): Write[] {
  const said = new Set<string>();
  return writes.filter((write) => {
    const what = `${isAbsence(write) ? 'absence' : 'write'} ${write.path}`;
    const isRepeated = said.has(what);
    said.add(what);
    return !isRepeated;
  });
}

/** What a write answers if it lands. */
const decidedAnswer = <R extends StoredRecord>(decision: Decision<Written<R>>): Written<R> =>
  decision.kind === 'answer' ? decision.answer : (decision.landed() as Written<R>);

/** None for an id that no record can have: the attempt is refused for it. */
function pathOf<R extends StoredRecord>({ path }: VersionWrite<R>): string[] {
  try {
    return [path()];
  } catch {
    return [];
  }
}

const TOO_MUCH: Text = {
  en: 'Together these changes are more than the database takes at once: send fewer in one atomic batch.',
  el: 'Όλες μαζί οι αλλαγές είναι πάρα πολλές για μία αποθήκευση. Στείλτε λιγότερες κάθε φορά.',
};
