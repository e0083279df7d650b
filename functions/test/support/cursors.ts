import { createHash } from 'node:crypto';

/** A cursor with the right digest, as a forger would make one: around any text, for a query of his choice. */
export function forgeCursor(place: string, query: object): string {
  const payload = Buffer.from(place).toString('base64url');
  const digest = createHash('sha256').update(`${payload} ${JSON.stringify(query)}`);
  return digest.digest('base64url').slice(0, 16) + payload;
}
