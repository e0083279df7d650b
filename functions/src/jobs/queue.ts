// The queue of the steps of jobs: Cloud Tasks, or its emulator.
import { hash } from 'node:crypto';
import { firebaseApp } from '../firestore/client.ts';
import { Deadline } from '../limits/deadline.ts';
import { queueUnavailable } from '../standards/problems.ts';
import type { Enqueue, Task } from './job.ts';

/** Puts steps into the queue of the function `jobs`. Throws 503 `queue_unavailable`. */
export function cloudQueue(region: string): Enqueue {
  return async (task) => {
    const deadline = new Deadline(ENQUEUE_MS);
    const sending = send(region, task).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'functions/task-already-exists')
        throw queueUnavailable(error);
    });
    await deadline.wait(sending, ENQUEUE_MS, () =>
      queueUnavailable(`the queue did not answer within ${ENQUEUE_MS} ms`),
    );
  };
}

/** The name of the function that runs the steps. */
const JOBS = 'jobs';

/** How a step that has failed is run again: the emulator begins it once more than this says (measured), so a job counts its own. */
export const RETRIES = { maxAttempts: 10, minBackoffSeconds: 5, maxBackoffSeconds: 300 } as const;

/** How long the platform lets a step run. */
export const STEP_TIMEOUT_SECONDS = 300;

const ENQUEUE_MS = 4000;

async function send(region: string, task: Task): Promise<void> {
  const { getFunctions } = await import('firebase-admin/functions');
  const queue = getFunctions(firebaseApp()).taskQueue<Task>(`locations/${region}/functions/${JOBS}`);
  await queue.enqueue(task, { id: taskId(task), dispatchDeadlineSeconds: STEP_TIMEOUT_SECONDS });
}

/** One for each step, so that a step is in the queue once. Cloud Tasks wants ids that have no order: it spreads them by their beginning. */
const taskId = ({ job, step }: Task): string => hash('sha256', JSON.stringify([job, step]), 'hex');
