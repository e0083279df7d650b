// Processor time, which does not depend on what else the machine does, in milliseconds of one machine: tests that bound it measure work.

/**
 * The milliseconds of processor time that some work takes: the least of so many runs, so that compiling does not count. They are those of
 * the machine on which the bounds were set.
 */
export function processorMilliseconds(work: () => void, runs = 3): number {
  return Math.min(...Array.from({ length: runs }, () => spentOn(work))) / slowness();
}

/**
 * How many times as long as the machine on which the bounds were set this one takes for the same work, within the last seconds. Never below 1,
 * so that no bound is tighter on a faster one, nor above 4. A processor that is shared with other machines was seen to take three times as long
 * as an hour before.
 */
export function slowness(): number {
  if (performance.now() - measured.at > VALID_MS) {
    referenceWork();
    const blocks = Array.from({ length: 3 }, () =>
      spentOn(() => {
        for (let run = 0; run < REFERENCE_RUNS; run += 1) referenceWork();
      }),
    );
    const slowness = Math.min(4, Math.max(1, Math.min(...blocks) / REFERENCE_MS));
    measured = { at: performance.now(), slowness };
  }
  return measured.slowness;
}

/** The speed of the machine as it was measured last: that takes longer than most of what is measured with it. */
let measured = { at: -Infinity, slowness: 1 };

const VALID_MS = 2000;

/** So many, because some machines count processor time in steps of 4 ms. */
const REFERENCE_RUNS = 2;

/** What they took where the bounds were set, in milliseconds. */
const REFERENCE_MS = 36;

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

/** In milliseconds, of this process. */
function spentOn(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
