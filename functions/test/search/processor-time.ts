// Processor time, which does not depend on what else the machine does.

/** The milliseconds of processor time that some work takes: the least of three runs, so that compiling does not count. */
export function processorMilliseconds(work: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}
