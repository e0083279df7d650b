// The parts of a file, as they are sent and as they are read.
import { hash } from 'node:crypto';
import type { Database } from '../../../firestore/database.ts';
import { bytesOf, storedBytes } from '../../../firestore/stored-values.ts';
import { commit } from '../../../records/write/commit.ts';
import { answered } from '../../../records/write/plan.ts';
import { MAX_PARTS } from './models.ts';
import { importConflict, importNotFound, partsMissing } from './problems.ts';
import {
  after,
  importPath,
  isActive,
  numbered,
  PARTS_KEPT_MS,
  partsCollection,
  readImport,
} from './stored.ts';

/** Stores a part; sent again with the same bytes it is there already. 2 reads, 1 write. Throws 404, and 409 for other bytes or a file that was read. */
export async function putPart(database: Database, id: string, part: number, bytes: Buffer): Promise<void> {
  const path = partPath(id, part);
  const sha256 = hash('sha256', bytes, 'base64url');
  await commit<undefined>(
    database,
    path,
    async () => {
      const [document = null, there = null] = await database.getAll(
        [importPath(id), path],
        [['state'], ['is_read'], ['sha256']],
      );
      if (document === null) throw importNotFound();
      if (there !== null) {
        if (there.get('sha256') !== sha256) throw importConflict('other_bytes');
        return answered(undefined);
      }
      const state = document.get('state');
      if (document.get('is_read') === true || isActive(state as never)) throw importConflict('started');
      const data = {
        bytes: storedBytes(bytes),
        length: bytes.length,
        sha256,
        expires_at: after(PARTS_KEPT_MS),
      };
      return { kind: 'commit', writes: [{ kind: 'create', path, data }], landed: () => undefined };
    },
    'withoutKey',
  );
}

/** How many parts the file has. A read for each. Throws 409 unless all of it has come. */
export async function assertWhole(database: Database, id: string, size: number): Promise<number> {
  const documents = await database.query({
    collection: partsCollection(id),
    select: [['length']],
    limit: MAX_PARTS,
  });
  const lengths = new Map(documents.map((part) => [Number(part.id), Number(part.get('length'))]));
  const received = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  // No part can be taken back.
  if (received > size) throw importConflict('too_many_bytes');
  const last = Math.max(0, ...lengths.keys());
  const missing = Array.from({ length: last }, (_, index) => index + 1).filter((part) => !lengths.has(part));
  if (received < size && missing.length === 0) missing.push(last + 1);
  if (missing.length > 0) throw partsMissing(missing.slice(0, MAX_SHOWN), received);
  return last;
}

/** The bytes of the file, part by part: no more than one is in memory. Throws `FileGone` where they are not there any more. */
export async function* chunksOf(
  database: Database,
  { id, size }: { id: string; size: number },
): AsyncGenerator<Uint8Array> {
  let left = size;
  for (let part = 1; left > 0; part += 1) {
    const bytes = await readPart(database, id, part);
    if (bytes === null) throw new FileGone();
    left -= bytes.length;
    yield bytes;
  }
}

/** The first parts of the file. */
export async function* headOf(database: Database, id: string, parts: number): AsyncGenerator<Uint8Array> {
  for (let part = 1; part <= parts; part += 1) {
    const bytes = await readPart(database, id, part);
    if (bytes === null) return;
    yield bytes;
  }
}

/** Says that a file is not kept any more. */
export class FileGone extends Error {}

/** The bytes of a part; null where it has not come, or is there no more. 1 read. */
export async function readPart(database: Database, id: string, part: number): Promise<Uint8Array | null> {
  const document = await database.get(partPath(id, part), [['bytes']]);
  return bytesOf(document?.get('bytes'));
}

/** Reads an import. Throws 404. */
export async function getImport(database: Database, id: string) {
  const document = await database.get(importPath(id));
  if (document === null) throw importNotFound();
  return { document, stored: readImport(document) };
}

const partPath = (id: string, part: number) => `${partsCollection(id)}/${numbered(part)}`;

/** So many missing parts are named. */
const MAX_SHOWN = 20;
