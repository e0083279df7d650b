import type { Task } from '../../src/jobs/job.ts';
import { openFirestore } from './firestore.ts';
import { runTask } from './run-soon.ts';

// One step of a job in a process of its own, which a test can kill: the parent sends the task, and is told what the step puts into the queue.

process.on('message', ({ task, ...times }: { task: Task; workMs: number; quietMs: number }) => {
  const firestore = openFirestore(process.env['CRM_TEST_PROJECT'] ?? '');
  const enqueue = (next: Task) =>
    new Promise<void>((resolve) => process.send?.({ next }, undefined, undefined, () => resolve()));
  process.send?.({ begun: true });
  runTask(firestore, enqueue, task, times).then(
    () => process.send?.({ ended: true }, undefined, undefined, () => process.exit(0)),
    (error: unknown) =>
      process.send?.({ failed: String(error) }, undefined, undefined, () => process.exit(1)),
  );
});
