// Makes ids for new documents, as Firestore's own clients make them.
import { randomBytes } from 'node:crypto';

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

const LENGTH = 20;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
