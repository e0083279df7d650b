// The memory of an instance, shared out by what it is for.
import { MemoryBudget } from './memory-budget.ts';

/**
 * Each share has a queue of its own, so that nothing small waits for a page. A request takes shares in this order only, each once at a
 * time, and waits for the turn of its record (see keyed-queue.ts) between `bodies` and `reads`: whoever holds one share never waits for an
 * earlier one, so that no two can wait for each other. A page takes `pages`, and that of a history `histories` before it. A page that
 * grows does not wait. Whoever holds `checks` takes no other.
 */
export type Memory = Record<Share, MemoryBudget>;

/**
 * - `uploads`: bodies while they arrive.
 * - `bodies`: what is made of a body, up to the message of the commit.
 * - `reads`: documents of unknown size, while they arrive.
 * - `records`: what is made of a large document, up to the message of the commit or the answer.
 * - `histories`: the two versions that a page of a history compares.
 * - `pages`: what a page is made of, and the page until the socket has taken it.
 * - `checks`: the candidates that a check for duplicates compares.
 */
export type Share = 'uploads' | 'bodies' | 'reads' | 'records' | 'histories' | 'pages' | 'checks';

/** The shares of an instance of 512 MiB, where Node has a heap of 256 and some 100 MB are taken before the first request (measured). */
export const memoryOfInstance = (): Memory => memoryOf(SHARES);

/** Where nobody shares it: a script, a trigger. */
export const unlimitedMemory = (): Memory =>
  memoryOf({
    uploads: Infinity,
    bodies: Infinity,
    reads: Infinity,
    records: Infinity,
    histories: Infinity,
    pages: Infinity,
    checks: Infinity,
  });

export function memoryOf(sizes: Record<Share, number>): Memory {
  return {
    uploads: new MemoryBudget(sizes.uploads),
    bodies: new MemoryBudget(sizes.bodies),
    reads: new MemoryBudget(sizes.reads),
    records: new MemoryBudget(sizes.records),
    histories: new MemoryBudget(sizes.histories),
    pages: new MemoryBudget(sizes.pages),
    checks: new MemoryBudget(sizes.checks),
  };
}

const MIB = 1_048_576;

const SHARES = {
  uploads: 8 * MIB,
  bodies: 56 * MIB,
  reads: 32 * MIB,
  records: 36 * MIB,
  histories: 24 * MIB,
  pages: 40 * MIB,
  checks: 8 * MIB,
};
