/** One Ctrl-C comes twice under npm: from the terminal, and handed on by npm a moment later. */
const sameMs = 300;

/**
 * Calls `stop` for each signal by which a person or a process supervisor ends a program. The third ends the program
 * as it stands: by then an orderly end and one by force have both been asked for, and something does not let go.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals, times: number) => void): void {
  let times = 0;
  let last = -Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (now - last < sameMs) return;
      last = now;
      // The terminal may be the one that is gone: what is said from now on may reach nobody.
      for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
      if (++times > 2) process.exit(1);
      stop(signal, times);
    });
  }
}
