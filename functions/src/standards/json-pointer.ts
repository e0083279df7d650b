// JSON Pointers (RFC 6901), which name a place in a JSON document.
/** The pointer of a path; `~` and `/` in its keys are escaped. One that is too long is cut to its nearest parent that fits. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  while (Buffer.byteLength(JSON.stringify(tokens.join(''))) > MAX_BYTES) tokens.pop();
  return tokens.join('');
}

/** The longest pointer, in bytes of JSON: an answer must not grow with what was sent. */
const MAX_BYTES = 300;
