import type { Timestamp } from 'firebase-admin/firestore';

/** A strong entity tag: the version, and the update time for what other programs write. */
export function etagOf(version: number, updateTime: Timestamp): string {
  const micros = BigInt(updateTime.seconds) * 1_000_000n + BigInt(Math.floor(updateTime.nanoseconds / 1000));
  return `"${version}-${micros.toString(36)}"`;
}

/** The version that a tag of ours names, or null for any other tag. */
export function versionOfEtag(tag: string): number | null {
  const version = /^"(\d{1,12})-[0-9a-z]+"$/.exec(tag)?.[1];
  return version === undefined ? null : Number(version);
}
