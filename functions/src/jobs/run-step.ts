// Runs one step of a job.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, NoLongerAsRead } from '../firestore/database.ts';
import type { StoredDocument } from '../firestore/document.ts';
import { checkPoint } from './check-point.ts';
import {
  attemptsOf,
  type Enqueue,
  type JobContext,
  type JobKind,
  jobPath,
  MAX_ATTEMPTS,
  stepOf,
  type Task,
  type WorkState,
} from './job.ts';

/**
 * Does the work of a job in groups, with a check-point after each, until it is done or the time of a step is over; then the next step is put
 * into the queue. Safe to run twice, at once, late and out of order: a step that was passed does nothing. Of two runs of one step only the one
 * that began last writes; the other one stands by, and takes over where nothing goes on any more.
 *
 * Throws where the work cannot go on now: the queue runs the step again, which begins at the last check-point.
 */
export async function runStep(
  kinds: readonly JobKind[],
  { database, enqueue, workMs = WORK_MS, quietMs = QUIET_MS }: StepContext,
  task: Task,
): Promise<void> {
  const kind = kinds.find(({ name }) => task.job.startsWith(`${name}~`));
  if (kind === undefined) return;
  const step = { kind, database, enqueue, task, path: jobPath(kind, task.job.slice(kind.name.length + 1)) };
  const end = performance.now() + workMs;
  do {
    const begun = await begin(step);
    if (begun === null || (await workOn(step, begun, end)) === 'over') return;
  } while (await isLeftToUs(step, quietMs));
}

/** What a step is run with. */
export interface StepContext {
  /** Of this step. */
  database: Database;
  enqueue: Enqueue;
  /** After so many milliseconds no other group is begun. */
  workMs?: number | undefined;
  /** After so many milliseconds without a check-point of the run that is at work, the one that stands by takes over. */
  quietMs?: number | undefined;
}

/** The time of a step as a whole, in milliseconds: that of its database. */
export const STEP_MS = 60_000;

/** Leaves time for a last group that is slow. */
const WORK_MS = 40_000;

/** A group takes some seconds. To take over from a run that is only slow costs time and loses nothing. */
const QUIET_MS = 15_000;

/** A step that is run. */
interface Step {
  kind: JobKind;
  database: Database;
  enqueue: Enqueue;
  task: Task;
  path: string;
}

/** A step that this run has begun. */
interface Begun {
  document: StoredDocument;
  /** The id of this run. */
  run: string;
  isRepeated: boolean;
}

/** Notes that the step is begun; null where it is passed, or has been begun too often. */
async function begin({ kind, database, enqueue, task, path }: Step): Promise<Begun | null> {
  const run = randomUUID();
  for (;;) {
    const document = await database.get(path);
    if (document === null || !kind.isActive(document)) return null;
    const step = stepOf(document);
    const attempts = attemptsOf(document);
    // The run that has passed it may have died before it put the next one into the queue.
    if (step === task.step + 1 && attempts === 0) await enqueue({ ...task, step });
    if (step !== task.step || attempts >= MAX_ATTEMPTS) return null;
    const isRepeated = document.get('job_is_clean') !== true;
    const data = { job_attempts: attempts + 1, job_is_clean: false, job_run: run };
    const now = await checkPoint(database, document, data);
    if (now !== null) return { document: now, run, isRepeated };
  }
}

/** Works until the step is over, or another run has begun it. */
async function workOn(step: Step, begun: Begun, end: number): Promise<'over' | 'taken'> {
  const { kind, database, enqueue, task, path } = step;
  let { document } = begun;
  const { isRepeated } = begun;
  const state: WorkState = { isRepeated, attempts: attemptsOf(document), kept: new Map() };
  while (kind.isActive(document)) {
    const now = await doGroup(step, document, state);
    const next: StoredDocument | null = now ?? (await database.get(path));
    if (next === null || stepOf(next) !== task.step) return 'over';
    if (next.get('job_run') !== begun.run) return 'taken';
    // A request may have changed something else in it: what this run has written of the group is looked for then.
    state.isRepeated = now === null;
    document = next;
    if (!kind.isActive(document) || performance.now() < end) continue;
    const after = { job_step: task.step + 1, job_attempts: 0, job_is_clean: !state.isRepeated };
    if ((await checkPoint(database, document, after)) === null)
      throw new Error(`${task.job} was moved while its step ended`);
    await enqueue({ ...task, step: task.step + 1 });
    return 'over';
  }
  return 'over';
}

/** Does a group, and returns the document after its check-point; null where something else has changed that meanwhile. */
async function doGroup(
  { kind, database }: Step,
  document: StoredDocument,
  state: WorkState,
): Promise<StoredDocument | null> {
  const apart: JobContext['apart'] = (work) => database.apart(work, { whileAsRead: document });
  try {
    const { data, writes } = await kind.work({ database, apart }, document, state);
    return await checkPoint(database, document, data, writes);
  } catch (error) {
    if (error instanceof NoLongerAsRead) return null;
    throw error;
  }
}

/** Waits while another run is at work on the step; false when that has ended it. Throws when the time of this one is over. */
async function isLeftToUs({ kind, database, task, path }: Step, quietMs: number): Promise<boolean> {
  let last: StoredDocument | null = null;
  let since = performance.now();
  for (;;) {
    const now = await database.get(path);
    if (now === null || !kind.isActive(now) || stepOf(now) !== task.step) return false;
    if (now.updateTime.valueOf() !== last?.updateTime.valueOf()) since = performance.now();
    else if (performance.now() - since > quietMs) return true;
    if (database.deadline.left < LEAST_MS) throw new Error(`another run of ${task.job} is still at work`);
    last = now;
    await sleep(LOOK_MS);
  }
}

/** So often whoever stands by looks. */
const LOOK_MS = 1000;

/** Who has less than this left, in milliseconds, begins nothing. */
const LEAST_MS = 10_000;
