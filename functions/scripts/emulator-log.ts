/** A line of firebase-tools' output that a developer must see: a failure, a warning or what a function printed. */
export function isWorthShowing(line: string): boolean {
  return /^(?:[>✖⚠]|Error:)/u.test(line) && !noise.some((pattern) => pattern.test(line));
}

/** A line as a developer reads it: the API's own line for a request without its JSON, any other as it is. */
export function readable(line: string): string {
  const json = /^>\s+(\{"severity":"INFO","message":"request".*\})$/u.exec(line)?.[1];
  if (json === undefined) return line;
  const { method, route, status, milliseconds, reads, writes } = JSON.parse(json) as Record<
    string,
    string | number
  >;
  return `>  ${method} ${route ?? '?'} ${status} in ${milliseconds} ms, ${reads} reads, ${writes} writes`;
}

/** Whether a line is the API's own for a request that went well. */
export function isRequest(line: string): boolean {
  return readable(line) !== line;
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

/** What a function's process says when the functions cannot be loaded in it; undefined for any other line. */
export function loadFailure(line: string): string | undefined {
  return /Failed to initialize and load triggers\. This shouldn't happen: (.*)/.exec(line)?.[1];
}

/** The failures in a log, without their marks: what to say when the emulators did not start. */
export function failuresIn(log: string): string {
  // Three blanks continue the line before.
  const whole = log.replaceAll(/ *\n {3}(?=\S)/g, ' ');
  const lines = whole.split('\n').filter((line) => isWorthShowing(line) && !line.startsWith('>'));
  const failures = lines.map((line) => line.replace(/^(?:[✖⚠]|Error:)\s*/u, '').trim());
  return [...new Set(failures)].join(' ');
}
