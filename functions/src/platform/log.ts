/** Where log entries go: the logger of firebase-functions, or a test's. */
export interface Log {
  write(entry: LogEntry): void;
}

/** One structured entry, which becomes one line of JSON. */
export interface LogEntry {
  severity: 'INFO' | 'WARNING' | 'ERROR';
  message: string;
  [key: string]: unknown;
}
