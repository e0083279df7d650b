import type { Timestamp } from 'firebase-admin/firestore';
import { VERSION_DIGITS } from '../schemas/version-number.ts';

/** A strong entity tag: the version, and the update time for what other programs write. */
export function etagOf(version: number, updateTime: Timestamp): string {
  const micros = BigInt(updateTime.seconds) * 1_000_000n + BigInt(Math.floor(updateTime.nanoseconds / 1000));
  return `"${version}-${micros.toString(36)}"`;
}

/** The version that a tag of ours names, or null for any other tag. */
export function versionOfEtag(tag: string): number | null {
  const version = OUR_TAG.exec(tag)?.[1];
  return version === undefined ? null : Number(version);
}

const OUR_TAG = new RegExp(`^"(\\d{1,${VERSION_DIGITS}})-[0-9a-z]+"$`);
