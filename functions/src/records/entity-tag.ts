// The entity tags of records: made from a version, and read back.
import { hash } from 'node:crypto';
import { MAX_VERSION_DIGITS } from '../schemas/version-number.ts';
import { withoutCoding } from '../standards/entity-tag.ts';

/**
 * Makes a strong entity tag (RFC 9110, 8.8.3) of the version and the digest of the state, which changes when another program writes.
 * Nothing else changes it: no release, no index entry, and nobody who rewrites `_meta`.
 */
export function etagOf(version: number, digest: string): string {
  return `"${version}-${hash('sha256', digest, 'base64url').slice(0, TAG_DIGEST_LENGTH)}"`;
}

const TAG_DIGEST_LENGTH = 11;

/** The version that a tag of ours names, as it was sent or as a proxy has changed it; null for any other tag. */
export function versionOfEtag(tag: string): number | null {
  const version = ETAG.exec(withoutCoding(tag))?.[1];
  return version === undefined ? null : Number(version);
}

const ETAG = new RegExp(`^"(\\d{1,${MAX_VERSION_DIGITS}})-[\\w-]+"$`);
