// Gives way between two pieces of work that take the processor.
import { setImmediate } from 'node:timers/promises';

/** Lets the process serve what came in meanwhile: nobody waits for the whole of a long piece of work. */
export const letOthersRun = (): Promise<void> => setImmediate();
