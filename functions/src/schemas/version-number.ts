// The numbers of versions: their schemas in a body and in a path, and the ids made from them.
import { z } from 'zod';

/** The most digits that the number of a version has. */
export const MAX_VERSION_DIGITS = 12;

const MAX_VERSION = 10 ** MAX_VERSION_DIGITS - 1;

/** The number of a version in a body. */
export const VersionNumber = z.int().min(1).max(MAX_VERSION);

/** The number of a version in a path; null for a segment that is no version number. */
export const VersionSegment = z
  .string()
  .transform((segment) => (SEGMENT.test(segment) ? Number(segment) : null))
  .meta({ type: 'integer', minimum: 1, maximum: MAX_VERSION });

/** The id of a version's document: padded, so that ids sort as numbers do. */
export function versionId(version: number): string {
  return String(version).padStart(MAX_VERSION_DIGITS, '0');
}

const SEGMENT = new RegExp(`^[1-9]\\d{0,${MAX_VERSION_DIGITS - 1}}$`);
