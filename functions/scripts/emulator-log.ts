/** A line of firebase-tools' output that a developer must see: a failure, a warning or what a function printed. */
export function isWorthShowing(line: string): boolean {
  return /^(?:[>✖⚠]|Error:)/u.test(line) && !noise.some((pattern) => pattern.test(line));
}

/** Warnings about what the launcher arranged itself, and about what does no harm. */
const noise = [
  /Env variable override detected/,
  /not currently authenticated/,
  /Unable to fetch the CLI MOTD/,
  /Script exited/,
  /exited upon receiving signal/,
  /Received SIG/,
  // The ports were free: the other instance is on another network, or gone.
  /running multiple instances of the emulator suite/,
];

/** The failures in a log, without their marks: what to say when the emulators did not start. */
export function failuresIn(log: string): string {
  const lines = log.split('\n').filter((line) => isWorthShowing(line) && !line.startsWith('>'));
  const failures = lines.map((line) => line.replace(/^(?:[✖⚠]|Error:)\s*/u, '').trim());
  return [...new Set(failures)].join(' ');
}
