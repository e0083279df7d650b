import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 5000;
const STEP_MS = 5;

/** Asks again and again until there is something, and fails when there is nothing in 5 seconds. */
export async function waitFor<T>(look: () => T | undefined): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error('waited in vain');
    await pause(STEP_MS);
  }
}
