// Reads a body that is no JSON: bytes of whatever media type.
import { hash } from 'node:crypto';
import type { Request } from 'express';
import type { Database } from '../../firestore/database.ts';
import type { Deadline } from '../../limits/deadline.ts';
import { numberText, type Text } from '../../standards/languages.ts';
import {
  malformedHeader,
  tooLarge,
  unsupportedMediaType,
  validationFailed,
} from '../../standards/problems.ts';
import { declaredLength } from './body-room.ts';
import { COMPRESSED, readBytes, waitForBody } from './json-body.ts';

/**
 * The bytes, while there is memory for so many. Throws 413 for more than `most`, 415 for a compressed body, 400 for one that is cut off or a
 * `Content-Digest` (RFC 9530) that cannot be read, and 422 where the bytes are not those that it tells, or there are none.
 */
export async function readRawBody(
  req: Request,
  { database, deadline }: { database: Database; deadline: Deadline },
  most: number,
): Promise<Buffer> {
  const digest = contentDigest(req);
  const declared = declaredLength(req, most);
  if (declared <= most) await database.reserve('uploads', declared * COPIES);
  const bytes = await waitForBody(req, deadline, readBytes(req, most));
  const encoding = req.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw unsupportedMediaType(COMPRESSED);
  if (bytes === null) throw tooLarge(tooLong(most));
  if (bytes.length === 0) throw validationFailed([{ pointer: '', code: 'too_small', message: EMPTY }]);
  if (digest !== null && hash('sha256', bytes, 'base64') !== digest)
    throw validationFailed([{ parameter: 'Content-Digest', code: 'digest_mismatch', message: MISMATCH }]);
  return bytes;
}

/** The body, and the message of the commit. */
const COPIES = 3;

/** The SHA-256 in `Content-Digest`, in base64; null where the header tells none. Other algorithms are left aside (RFC 9530, 2). */
function contentDigest(req: Request): string | null {
  const header = req.get('Content-Digest');
  if (header === undefined) return null;
  for (const member of header.split(',')) {
    const [, algorithm, value] = /^\s*([a-z0-9*_.-]+)=:([A-Za-z0-9+/=]*):\s*$/.exec(member) ?? [];
    if (algorithm === undefined) throw malformedHeader(NO_DIGEST);
    if (algorithm !== 'sha-256') continue;
    if (value === undefined || Buffer.from(value, 'base64').length !== 32) throw malformedHeader(NO_DIGEST);
    return value;
  }
  return null;
}

const NO_DIGEST: Text = {
  en: 'Content-Digest must be like sha-256=:BASE64: (RFC 9530).',
  el: 'Το αποτύπωμα των δεδομένων δεν έχει τη σωστή μορφή.',
};
const MISMATCH: Text = {
  en: 'The bytes that arrived are not those that were sent: send them again.',
  el: 'Τα δεδομένα αλλοιώθηκαν στη μεταφορά. Στείλτε τα ξανά.',
};
const EMPTY: Text = { en: 'The body is empty.', el: 'Δεν στάλθηκαν δεδομένα.' };

function tooLong(most: number): Text {
  const { en } = numberText(most);
  return {
    en: `The body is longer than ${en} bytes: send less at once.`,
    el: 'Τα δεδομένα είναι πολλά για μία αποστολή. Στείλτε λιγότερα κάθε φορά.',
  };
}
