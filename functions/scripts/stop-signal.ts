/** Calls `stop` for each signal by which a person or a process supervisor ends a program. */
export function onStopSignal(stop: (signal: NodeJS.Signals, times: number) => void): void {
  let times = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop(signal, ++times));
  }
}
