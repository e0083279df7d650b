// Newline-delimited JSON: one value a line.

/** The values as lines, each ended by a line feed. */
export const writeNdjson = (values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');
