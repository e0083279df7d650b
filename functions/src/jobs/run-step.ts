// Runs one step of a job.
import type { Database } from '../firestore/database.ts';
import type { StoredDocument } from '../firestore/document.ts';
import { checkPoint } from './check-point.ts';
import {
  attemptsOf,
  type Enqueue,
  type JobKind,
  jobPath,
  MAX_ATTEMPTS,
  stepOf,
  type Task,
  type WorkState,
} from './job.ts';

/**
 * Does the work of a job in groups, with a check-point after each, until it is done or the time of a step is over; then the next step is put
 * into the queue. Safe to run twice, at once, late and out of order: a step that was passed does nothing.
 *
 * Throws where the work cannot go on now: the queue runs the step again, which begins at the last check-point.
 */
export async function runStep(
  kinds: readonly JobKind[],
  { database, enqueue, workMs = WORK_MS }: StepContext,
  task: Task,
): Promise<void> {
  const kind = kinds.find(({ name }) => task.job.startsWith(`${name}~`));
  if (kind === undefined) return;
  const end = performance.now() + workMs;
  const path = jobPath(kind, task.job.slice(kind.name.length + 1));
  const begun = await begin(kind, { database, enqueue }, path, task);
  if (begun === null) return;
  let { document } = begun;
  const attempts = attemptsOf(document);
  const state: WorkState = { isRepeated: begun.isRepeated, attempts, kept: new Map() };
  while (kind.isActive(document)) {
    const { data, writes } = await kind.work({ database }, document, state);
    const now = await checkPoint(database, document, data, writes);
    state.isRepeated = now === null;
    const next: StoredDocument | null = now ?? (await database.get(path));
    if (next === null || stepOf(next) !== task.step) return;
    document = next;
    if (!kind.isActive(document) || performance.now() < end) continue;
    const step = task.step + 1;
    const after = { job_step: step, job_attempts: 0, job_is_clean: !state.isRepeated };
    if ((await checkPoint(database, document, after)) !== null) await enqueue({ ...task, step });
    else throw new Error(`${task.job} was moved while its step ended`);
    return;
  }
}

/** What a step is run with. */
export interface StepContext {
  /** Of this step. */
  database: Database;
  enqueue: Enqueue;
  /** After so many milliseconds no other group is begun. */
  workMs?: number | undefined;
}

/** The time of a step as a whole, in milliseconds: that of its database. */
export const STEP_MS = 60_000;

/** Leaves time for a last group that is slow. */
const WORK_MS = 40_000;

/** Notes that the step is begun; null where it is passed, or has been begun too often. */
async function begin(
  kind: JobKind,
  { database, enqueue }: Pick<StepContext, 'database' | 'enqueue'>,
  path: string,
  task: Task,
): Promise<{ document: StoredDocument; isRepeated: boolean } | null> {
  for (;;) {
    const document = await database.get(path);
    if (document === null || !kind.isActive(document)) return null;
    const step = stepOf(document);
    const attempts = attemptsOf(document);
    // The run that has passed it may have died before it put the next one into the queue.
    if (step === task.step + 1 && attempts === 0) await enqueue({ ...task, step });
    if (step !== task.step || attempts >= MAX_ATTEMPTS) return null;
    const isRepeated = document.get('job_is_clean') !== true;
    const data = { job_attempts: attempts + 1, job_is_clean: false };
    const now = await checkPoint(database, document, data);
    if (now !== null) return { document: now, isRepeated };
  }
}
