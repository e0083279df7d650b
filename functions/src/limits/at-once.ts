// Does the many pieces of work of one request, a few at once, as long as there is time.

/**
 * Work with the same key is done in its order, one after another; nothing else is in any order. What was begun is waited for: it must end by
 * itself. The outcomes are in the order of the work.
 */
export async function doAtOnce<T>(
  work: readonly Work<T>[],
  { atOnce, stopsAtFailure, mayBegin }: AtOnceOptions,
): Promise<Outcome<T>[]> {
  const outcomes = work.map((): Outcome<T> => NOT_BEGUN);
  const lastOfKey = new Map<string, Promise<unknown>>();
  let next = 0;
  let isStopped = false;

  const doOne = async (at: number, { run }: Work<T>, before?: Promise<unknown>) => {
    await before;
    if (isStopped || !mayBegin()) return;
    outcomes[at] = await run().then(
      (value) => ({ kind: 'done', value }),
      (error: unknown) => ({ kind: 'failed', error }),
    );
    if (stopsAtFailure && outcomes[at].kind === 'failed') isStopped = true;
  };
  const doOthers = async () => {
    for (let each = work[next]; each !== undefined; each = work[next]) {
      const at = next++;
      const { key } = each;
      const done = doOne(at, each, key === null ? undefined : lastOfKey.get(key));
      if (key !== null) lastOfKey.set(key, done);
      await done;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, doOthers));
  return outcomes;
}

/** One piece of work. */
export interface Work<T> {
  /** What must not be worked on twice at once; null for nothing. */
  key: string | null;
  run: () => Promise<T>;
}

/** What became of it. */
export type Outcome<T> =
  { kind: 'done'; value: T } | { kind: 'failed'; error: unknown } | { kind: 'not begun' };

interface AtOnceOptions {
  /** How many pieces are worked on at once. */
  atOnce: number;
  /** Whether nothing more is begun after a failure. */
  stopsAtFailure: boolean;
  /** Whether another piece may still be begun. */
  mayBegin: () => boolean;
}

const NOT_BEGUN = { kind: 'not begun' } as const;
