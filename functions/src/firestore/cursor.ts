// Cursors: opaque strings that say where the next page of a query begins.
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isDocumentId } from './document-id.ts';
import { invalidCursor } from '../standards/problems.ts';

/**
 * Makes cursors and reads them. A cursor is encrypted and authenticated (AES-256-GCM) together with the query that it belongs to: it
 * shows nothing of the place where a page ended, and none can be made or altered, or be used for another query.
 */
export class CursorSeal {
  readonly #key: KeyObject;

  /** The key has 32 bytes. */
  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  seal(position: unknown, query: unknown): string {
    const nonce = randomBytes(NONCE_LENGTH);
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce).setAAD(bytesOf(query));
    const sealed = Buffer.concat([cipher.update(bytesOf(position)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** The position of a cursor. Throws 400 `invalid_cursor` unless `seal` made it for this query, of what `schema` takes. */
  open<Position extends z.ZodType>(cursor: string, query: unknown, schema: Position): z.output<Position> {
    const position = schema.safeParse(this.#read(cursor, query));
    if (!position.success) throw invalidCursor();
    return position.data;
  }

  #read(cursor: string, query: unknown): unknown {
    if (cursor.length > MAX_LENGTH) return null;
    const bytes = Buffer.from(cursor, 'base64url');
    // The last character may have bits that belong to no byte.
    if (bytes.toString('base64url') !== cursor) return null;
    const nonce = bytes.subarray(0, NONCE_LENGTH);
    const tag = bytes.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH);
    if (tag.length < TAG_LENGTH) return null;
    const decipher = createDecipheriv(ALGORITHM, this.#key, nonce, { authTagLength: TAG_LENGTH })
      .setAAD(bytesOf(query))
      .setAuthTag(tag);
    try {
      const position = [decipher.update(bytes.subarray(NONCE_LENGTH + TAG_LENGTH)), decipher.final()];
      return JSON.parse(Buffer.concat(position).toString());
    } catch {
      return null;
    }
  }
}

/** The bytes of a key. */
export const CURSOR_KEY_LENGTH = 32;

/** The schema of a string that Firestore takes in a query. */
export const queryText = z.string().refine((value) => value.isWellFormed());

/** The schema of the id of a document. */
export const documentId = z.string().refine(isDocumentId);

const ALGORITHM = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const MAX_LENGTH = 8192;

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
