// Runs a long piece of work step by step, so that the process serves others between the steps.
import { letOthersRun } from './let-others-run.ts';

/** Work that yields between its steps, and returns what it makes. */
export type Steps<T> = Generator<undefined, T>;

/** Gives way to others where steps have taken the processor for some milliseconds. */
export async function inSteps<T>(work: Steps<T>): Promise<T> {
  let start = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - start < LONGEST_MS) continue;
    await letOthersRun();
    start = performance.now();
  }
}

/** All steps at once. */
export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const LONGEST_MS = 5;
