// The ids of documents: which Firestore takes, and new ones as its own clients make them.
import { hash, randomBytes } from 'node:crypto';

/** Whether a document can have this id. Firestore takes 7 s to refuse some, and a slash would lead into a subcollection (measured). */
export function isDocumentId(id: string): boolean {
  return DOCUMENT_ID.test(id) && id.isWellFormed() && Buffer.byteLength(id) <= MAX_BYTES;
}

/** 20 letters and digits: 119 random bits. */
export function randomDocumentId(): string {
  let id = '';
  while (id.length < LENGTH) {
    for (const byte of randomBytes(2 * LENGTH)) {
      // 248 is a multiple of 62: no character comes more often than another.
      if (byte < 248 && id.length < LENGTH) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return id;
}

/** An id as it may be logged: one that does not look as if it was made so may be somebody's e-mail address, and is logged as its digest. */
export function loggedId(id: string): string {
  if (RANDOM_ID.test(id)) return id;
  return `sha256:${hash('sha256', id).slice(0, LOGGED_LENGTH)}`;
}

/** In hexadecimal digits: 128 bits. */
const LOGGED_LENGTH = 32;

/** "Maximum size for a document ID" in its documentation; the emulator takes longer ones. */
const MAX_BYTES = 1500;
const DOCUMENT_ID = /^(?!\.\.?$)(?!__.*__$)[^/]+$/s;

const LENGTH = 20;
const RANDOM_ID = new RegExp(`^[A-Za-z0-9]{${LENGTH}}$`);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
