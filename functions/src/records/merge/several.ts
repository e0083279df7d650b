// Commits the versions of several records that were decided together: all of them, or none.
import type { StoredDocument } from '../../firestore/document.ts';
import { writtenBytes, type Write } from '../../firestore/write.ts';
import type { Text } from '../../standards/languages.ts';
import { tooLarge } from '../../standards/problems.ts';
import type { WriteContext } from '../context.ts';
import { ownEntry } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { isServed, recordPath } from '../paths.ts';
import { readMark, removeRest, thenAgain } from '../trash/erasure.ts';
import { commit } from '../write/commit.ts';
import { beforeRefusal, firstAnswer, KeyedOperation } from '../write/operations.ts';
import { answered, type Attempt, type Commit, type Plan, type Written } from '../write/plan.ts';
import { AT_ONCE, MAX_TOGETHER_BYTES } from '../write/together.ts';
import { versionOf } from '../write/version.ts';

/**
 * `decide` reads them all and makes a plan for each. The first one is the record that the request is about: its new version is the guard, and
 * the first answer of the idempotency key. Throws 413 where they are more than a commit takes, and 503.
 *
 * @param ids of the records whose other writes must wait, that of the request first
 */
export function writeSeveral<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  ids: readonly string[],
  decide: (attempt: Attempt) => Promise<Several<R>>,
): Promise<WrittenSeveral<R>> {
  const { database } = context;
  const keyed = new KeyedOperation(context);
  const [id = ''] = ids;
  const first = async (): Promise<WrittenSeveral<R> | null> => {
    const answer = await firstAnswer(kind, context, id, keyed);
    return answer && { ...answer, others: null };
  };
  const attemptOnce = async (attempt: Attempt) => {
    await database.reserveRecords(AT_ONCE);
    const earlier = attempt.isRetry ? await first() : null;
    if (earlier !== null) return answered(earlier);
    const several = await decide(attempt);
    const marks = new Map<string, StoredDocument | null>();
    // Few ids have been erased: a first attempt hopes so, and its commit fails where one was.
    for (const { id: each } of attempt.isRetry ? several.plans : []) {
      const mark = await readMark(kind, database, each);
      const rest = await removeRest(kind, database, each, mark);
      if (rest !== null) return thenAgain(rest);
      marks.set(each, mark);
    }
    return commitOf(kind, context, several, { keyed, marks });
  };
  const paths = [...new Set(ids)].flatMap((each) => (isServed(kind, each) ? [recordPath(kind, each)] : []));
  return beforeRefusal<WrittenSeveral<R>>(
    async () => commit(database, paths, attemptOnce, keyed.hasKey ? 'withKey' : 'withoutKey'),
    first,
  );
}

/** Versions that belong together. */
export interface Several<R extends StoredRecord> {
  plans: readonly { id: string; plan: Plan<R> }[];
  /** What else is written in that commit. */
  writes: readonly Write[];
}

/** The first record, and the others in the order of their plans; null where it is the answer to an earlier request. */
export interface WrittenSeveral<R extends StoredRecord> extends Written<R> {
  others: Written<R>[] | null;
}

interface Commission {
  keyed: KeyedOperation;
  /** The marks of erasures that were read. */
  marks: ReadonlyMap<string, StoredDocument | null>;
}

async function commitOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  { plans, writes: more }: Several<R>,
  { keyed, marks }: Commission,
): Promise<Commit<WrittenSeveral<R>>> {
  const { database, by, byName, batch } = context;
  const operation = keyed.id;
  const made = await versionsOf(kind, plans, (id) => ({
    ...{ by, byName, batch, operation },
    mark: marks.get(id) ?? null,
  }));
  const [first, ...others] = made;
  if (first === undefined) throw new Error('no record is written');
  const { version, guard } = first;
  const writes = [
    ...made.flatMap((each) => each.writes),
    ...more,
    ...keyed.uses({ version, operation }, first.written.record.id),
  ];
  checkSize(writes);
  const landed = () => ({ ...first.written, others: others.map(({ written }) => written) });
  return {
    kind: 'commit',
    writes,
    guard,
    landed,
    confirm: async () => {
      if (keyed.hasKey && !(await keyed.isOwn())) return null;
      return (await ownEntry(kind, database, first.written.record.id, { version, operation })) && landed();
    },
  };
}

function checkSize(writes: readonly Write[]): void {
  if (writtenBytes(writes) > MAX_TOGETHER_BYTES) throw tooLarge(TOO_MUCH);
}

/**
 * What the versions would answer, and nothing is written. All that the commit is judged by is made: what is not refused here will not be refused
 * if nothing moves.
 */
export async function previewSeveral<R extends StoredRecord>(
  kind: RecordKind<R>,
  { by }: WriteContext,
  { plans, writes: more }: Several<R>,
): Promise<[Written<R>, ...Written<R>[]]> {
  const made = await versionsOf(kind, plans, () => ({ by, operation: '', mark: null }));
  checkSize([...made.flatMap(({ writes }) => writes), ...more]);
  const [first, ...others] = made.map(({ written }) => written);
  if (first === undefined) throw new Error('no record is written');
  return [first, ...others];
}

/** The writes of each version, and what it answers if they land. */
async function versionsOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  plans: Several<R>['plans'],
  writerOf: (id: string) => Parameters<typeof versionOf<R>>[3],
) {
  const made = [];
  // One after another: each makes an index entry, which is what takes the processor.
  for (const { id, plan } of plans) {
    const { etag, ...version } = await versionOf(kind, id, plan, writerOf(id));
    const written: Written<R> = {
      record: { id, ...plan.state } as R,
      etag,
      ...(plan.beside && { trace: plan.beside }),
    };
    made.push({ ...version, written });
  }
  return made;
}

export const TOO_MUCH: Text = {
  en: 'Together these are more than the database takes at once: merge fewer at a time, or take something out of them.',
  el: 'Όλα μαζί είναι πάρα πολλά για μία αποθήκευση. Συγχωνεύστε λιγότερους κάθε φορά ή αφαιρέστε κάτι.',
};
