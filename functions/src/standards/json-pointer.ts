/** In bytes of JSON. Longer pointers are cut to the nearest parent: an answer never grows with what was sent. */
const MAX_BYTES = 300;

/** A JSON Pointer (RFC 6901): `~` and `/` in a key are escaped. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  while (Buffer.byteLength(JSON.stringify(tokens.join(''))) > MAX_BYTES) tokens.pop();
  return tokens.join('');
}
