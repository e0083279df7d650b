import { beforeEach } from 'vitest';
import type { Enqueue, Task } from '../../src/jobs/job.ts';
import { queueUnavailable } from '../../src/standards/problems.ts';
import { useApi } from './api.ts';
import type { Client } from './client.ts';
import { runTask } from './run-soon.ts';

/** The API of a test file, with a queue that delivers nothing by itself: the test takes each step out and runs it, when and as often as it wants. */
export function useManualQueue() {
  const queue: Task[] = [];
  let isDown = false;
  const enqueue: Enqueue = (task) =>
    isDown ? Promise.reject(queueUnavailable('a test')) : Promise.resolve(void queue.push(task));
  const api = useApi({}, { enqueue });
  beforeEach(() => {
    queue.length = 0;
    isDown = false;
  });

  /** Takes the next step out. */
  const next = (): Task => {
    const task = queue.shift();
    if (task === undefined) throw new Error('nothing is in the queue');
    return task;
  };
  const run = (task: Task, options?: Parameters<typeof runTask>[3]) =>
    runTask(api.firestore, enqueue, task, options);
  /** Runs what is in the queue until nothing is; a step that fails is run again, as Cloud Tasks does it, three times at most. */
  const drain = async (workMs?: number): Promise<void> => {
    while (queue.length > 0) {
      const task = next();
      for (let attempt = 1; ; attempt++)
        try {
          await run(task, { workMs });
          break;
        } catch (error) {
          if (attempt === 3) throw error;
        }
    }
  };
  return {
    ...{ api, queue, next, run, drain },
    /** Signs in when it is used: the users are made before the first test. */
    editor: new Proxy({} as Client, { get: (_, method) => Reflect.get(api.as('editor'), method) as unknown }),
    /** From now on the queue takes nothing, or takes steps again. */
    setDown: (isDownNow: boolean) => {
      isDown = isDownNow;
    },
  };
}
