// The entity tags of records: made from a version, and read back.
import type { Timestamp } from '../firestore/stored-values.ts';
import { MAX_VERSION_DIGITS } from '../schemas/version-number.ts';

/** Makes a strong entity tag (RFC 9110, 8.8.3): the version, and the update time, which changes when another program writes. */
export function etagOf(version: number, updateTime: Timestamp): string {
  const micros = BigInt(updateTime.seconds) * 1_000_000n + BigInt(Math.floor(updateTime.nanoseconds / 1000));
  return `"${version}-${micros.toString(36)}"`;
}

/** The version that a tag of ours names, or null for any other tag. */
export function versionOfEtag(tag: string): number | null {
  const version = ETAG.exec(tag)?.[1];
  return version === undefined ? null : Number(version);
}

const ETAG = new RegExp(`^"(\\d{1,${MAX_VERSION_DIGITS}})-[0-9a-z]+"$`);
