// Work that takes longer than a request: what a job is, and what differs between one kind and another.
import type { Database } from '../firestore/database.ts';
import type { StoredDocument } from '../firestore/document.ts';
import type { Data } from '../firestore/stored-values.ts';
import type { Write } from '../firestore/write.ts';

/** One step of a job, as the queue carries it: ids and nothing else, because a task has little room and may come late. */
export interface Task {
  /** The kind and the id of the job, such as `imports~k7Jc0Fa1`. */
  job: string;
  step: number;
}

/** Puts a step into the queue; one that is in it already makes no difference. Throws 503 where that cannot be done. */
export type Enqueue = (task: Task) => Promise<void>;

/**
 * A kind of job. Its document holds how far it is, beside the fields of `JobFields`. The work must be safe to do again: a step may die after
 * it, and two runs may do it at once.
 */
export interface JobKind {
  /** What the ids of its jobs begin with. No `~` is in it. */
  name: string;
  /** The collection of its documents. */
  collection: string;
  /** Whether there is something left to do. */
  isActive: (document: StoredDocument) => boolean;
  /** Does the next group of the work, some seconds of it, and says how far the job is then. */
  work: (context: JobContext, document: StoredDocument, state: WorkState) => Promise<Worked>;
}

/** What the work of a job is done with. */
export interface JobContext {
  /** Of this step; its time is that of a step. */
  database: Database;
  /**
   * Does a piece of the work, which writes: what it commits takes effect only while the document is as it was given to the work, even if it
   * arrives late. So when another run has begun the step, it finds all that this one has written and will ever write.
   */
  apart: <T>(work: (database: Database) => Promise<T>) => Promise<T>;
}

/** What a run of a step knows. */
export interface WorkState {
  /** Whether another run may have done this group already, or a part of it. */
  isRepeated: boolean;
  /** How often the step was begun, this time too. */
  attempts: number;
  /** Whatever the kind keeps between the groups of one run; gone when the step ends. */
  kept: Map<string, unknown>;
}

/** A group that was done. */
interface Worked {
  /** What changes in the document of the job. */
  data: Data;
  /** What lands in the same commit. */
  writes?: readonly Write[];
}

/** The fields of the document of a job that belong to `jobs/`. */
export interface JobFields {
  /** The step that is to run, or runs. */
  job_step: number;
  /** How often it was begun. */
  job_attempts: number;
  /** Nothing behind the check-point has been tried: the next run does not have to look for what another one did. */
  job_is_clean: boolean;
  /** A random id of the run that has begun the step last: no other one writes. */
  job_run: string;
  /** A random id of the last check-point: tells a lost reply from a conflict. */
  job_write: string;
}

/** The fields that begin a job, or begin it again: to be written with what makes it active. */
export const firstStep = (document: StoredDocument | null): Omit<JobFields, 'job_run' | 'job_write'> => ({
  job_step: stepOf(document) + 1,
  job_attempts: 0,
  job_is_clean: true,
});

/** The step of a job; 0 for one that never began. */
export function stepOf(document: StoredDocument | null): number {
  const step = document?.get('job_step');
  return typeof step === 'number' ? step : 0;
}

/** How often its step was begun. */
export function attemptsOf(document: StoredDocument): number {
  const attempts = document.get('job_attempts');
  return typeof attempts === 'number' ? attempts : 0;
}

/** Where its document is. */
export const jobPath = ({ collection }: JobKind, id: string): string => `${collection}/${id}`;

/** Whether an active job has made no check-point for so long that nobody can be at work on it. */
export function isStalled(document: StoredDocument, now = Date.now()): boolean {
  return attemptsOf(document) >= MAX_ATTEMPTS || now - document.updateTime.toMillis() > STALLED_MS;
}

/** So often a step is begun, by the queue too: what fails ten times fails again. */
export const MAX_ATTEMPTS = 10;

/** 5 minutes: a group takes seconds, and the queue waits at most that long before it tries again. */
const STALLED_MS = 300_000;
