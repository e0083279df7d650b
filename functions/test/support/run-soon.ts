import { importJobs } from '../../src/crm/customers/import/job.ts';
import type { Enqueue, Task } from '../../src/jobs/job.ts';
import { runStep, STEP_MS, type StepContext } from '../../src/jobs/run-step.ts';
import type { Connection } from './firestore.ts';
import { Deadline } from '../../src/limits/deadline.ts';
import { connectionTo, Database, type Firestore } from './firestore.ts';
import { memoryOfInstance } from '../../src/limits/memory.ts';

/** A queue inside the process: each step once, soon after it was put there; one that fails is run again after a moment, as Cloud Tasks does. */
export function runSoon(firestore: Firestore, options: TaskOptions = {}): Enqueue {
  const known = new Set<string>();
  const enqueue: Enqueue = (task) => {
    const name = JSON.stringify(task);
    if (!known.has(name)) setImmediate(() => void run(task, 0));
    known.add(name);
    return Promise.resolve();
  };
  const run = async (task: Task, attempt: number): Promise<void> => {
    try {
      await runTask(firestore, enqueue, task, options);
    } catch {
      if (attempt < MAX_ATTEMPTS) setTimeout(() => void run(task, attempt + 1), AGAIN_MS).unref();
    }
  };
  return enqueue;
}

/** Runs a step, as the function `jobs` does it. */
export async function runTask(
  firestore: Firestore,
  enqueue: Enqueue,
  task: Task,
  { workMs, quietMs, connection = connectionTo(firestore) }: TaskOptions = {},
): Promise<Database['bill']> {
  const options = { timeoutMs: 20_000, deadline: new Deadline(STEP_MS), memory: memoryOfInstance() };
  const database = new Database(connection, options);
  try {
    await runStep([importJobs({ trashDays: 30 })], { database, enqueue, workMs, quietMs }, task);
    return database.bill;
  } finally {
    database.end();
  }
}

interface TaskOptions extends Pick<StepContext, 'workMs' | 'quietMs'> {
  /** Another way to the same Firestore. */
  connection?: Connection;
}

const MAX_ATTEMPTS = 10;
const AGAIN_MS = 100;
