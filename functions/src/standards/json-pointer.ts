/** A JSON Pointer (RFC 6901): `~` and `/` in a key are escaped. A long one is cut to its nearest parent that fits. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  while (Buffer.byteLength(JSON.stringify(tokens.join(''))) > MAX_BYTES) tokens.pop();
  return tokens.join('');
}

/** The longest pointer, in bytes of JSON: an answer must not grow with what was sent. */
const MAX_BYTES = 300;
