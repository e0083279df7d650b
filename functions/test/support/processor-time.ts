// Processor time, which does not depend on what else the machine does, in milliseconds of one machine: tests that bound it measure work.

/**
 * The milliseconds of processor time that some work takes: the least of so many runs, so that compiling does not count. They are those of
 * the machine on which the bounds were set.
 */
export function processorMilliseconds(work: () => void, runs = 3): number {
  return Math.min(...Array.from({ length: runs }, () => spentOn(work))) / slowness();
}

/**
 * How many times as long as the machine on which the bounds were set this one takes for the same work, within the last seconds; 1 at least, so
 * that no bound is tighter on a faster one. A processor that is shared with other machines was seen to take three times as long as an hour before.
 */
export function slowness(): number {
  if (performance.now() - measured.at > VALID_MS) {
    const milliseconds = spentOn(() => {
      for (let run = 0; run < REFERENCE_RUNS; run += 1) referenceWork();
    });
    measured = { at: performance.now(), slowness: Math.max(1, milliseconds / REFERENCE_MS) };
  }
  return measured.slowness;
}

/** The speed of the machine as it was measured last: it takes longer than most of what is measured with it. */
let measured = { at: -Infinity, slowness: 1 };

const VALID_MS = 2000;

/** So many, because some machines count processor time in steps of 4 ms. */
const REFERENCE_RUNS = 4;

/** What they took where the bounds were set, in milliseconds. */
const REFERENCE_MS = 90;

const REFERENCE_TEXT = JSON.stringify(
  Object.fromEntries(Array.from({ length: 12_000 }, (_, at) => [`key${at}`, [`value ${at}`, at]])),
);

/** Some of all that requests do: JSON both ways, new objects and texts, a regular expression, a loop. */
function referenceWork(): void {
  const read = JSON.parse(REFERENCE_TEXT) as Record<string, [string, number]>;
  let sum = 0;
  for (const [key, [text, number]] of Object.entries(read))
    sum += number + key.length + (/\d+$/.exec(text)?.index ?? 0);
  if (JSON.stringify(read).length !== REFERENCE_TEXT.length || sum === 0)
    throw new Error('the work was not done');
}

/** In milliseconds, of this thread. */
function spentOn(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
