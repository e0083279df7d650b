// The log of the app: the entries that it writes, and where they go.
/** The logger of firebase-functions, or a test's. */
export interface Log {
  write(entry: LogEntry): void;
}

/** One structured entry, which becomes one line of JSON. */
export interface LogEntry {
  severity: 'INFO' | 'WARNING' | 'ERROR';
  message: string;
  [key: string]: unknown;
}

/** Where an error happened, without its message, which may quote what was sent or stored. */
export function framesOf({ stack = '', message }: Error): string[] {
  const lines = stack.replace(message, '').split('\n');
  return lines.filter((line) => line.startsWith('    at ')).map((line) => line.trim());
}
