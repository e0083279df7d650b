// What one commit changes, and its form on the wire.
import { databaseOf, pathOf, writeMask } from './query.ts';
import { type Data, type Timestamp, writeEntries, writeTimestamp } from './stored-values.ts';
import { begin, BinaryWriter, finish, writeBool, writeInteger, writeString } from './wire.ts';

/** One write of a commit. Paths are relative to the root of the database. */
export type Write = WriteOfOne & {
  /** Where two parts of a commit write the document, either may: one of the writes is enough. */
  isShared?: true;
};

type WriteOfOne =
  | {
      kind: 'create';
      path: string;
      data: Data;
      /** A field that Firestore sets to the time at which it gets the write. */
      serverTime?: string;
    }
  | { kind: 'set'; path: string; data: Data }
  /** Replaces the fields that `data` names, each as a whole. */
  | {
      kind: 'update';
      path: string;
      data: Data;
      condition: Condition;
      /** Fields that are taken away. */
      remove?: readonly string[];
    }
  | { kind: 'delete'; path: string; condition?: Condition }
  /** Writes nothing: the commit takes effect only if the condition holds for this document too. */
  | { kind: 'verify'; path: string; condition: Condition | { exists: false } };

/** What must be so for a write, and with it the whole commit, to take effect. */
export type Condition = { updateTime: Timestamp } | { exists: true };

/** How many writes of a commit Firestore bills: those that write. */
export function billedWrites(writes: readonly Write[]): number {
  return writes.filter(({ kind }) => kind !== 'verify').length;
}

/** About how many bytes writes take in a commit, the name of the database aside. */
export function writtenBytes(writes: readonly Write[]): number {
  return commitRequest('', writes).length;
}

/**
 * google.firestore.v1.CommitRequest; `root` is the name of the documents' root. Throws a TypeError where a value cannot be
 * stored.
 */
export function commitRequest(root: string, writes: readonly Write[]): Buffer {
  const writer = new BinaryWriter();
  writeString(writer, 1, databaseOf(root));
  for (const write of writes) {
    begin(writer, 2);
    writeOne(writer, root, write);
    writer.join();
  }
  return finish(writer);
}

/**
 * The fields of google.firestore.v1.Write. `verify` is not in the published protocol: the Web and Android SDKs of Firebase send it in their
 * transactions, by the same call, and the emulator takes it too (measured).
 */
function writeOne(writer: BinaryWriter, root: string, write: Write): void {
  const name = `${root}/${write.path}`;
  if (write.kind === 'delete') writeString(writer, 2, name);
  else if (write.kind === 'verify') writeString(writer, 5, name);
  else {
    begin(writer, 1);
    writeString(writer, 1, name);
    writeEntries(writer, 2, write.data);
    writer.join();
  }
  if (write.kind === 'update') {
    const fields = [...Object.keys(write.data), ...(write.remove ?? [])].map((field) => [field]);
    writeMask(writer, 3, fields);
  }
  if (write.kind === 'create') writeCondition(writer, { exists: false });
  else if (write.kind !== 'set' && write.condition) writeCondition(writer, write.condition);
  if (write.kind === 'create' && write.serverTime !== undefined) {
    begin(writer, 7);
    writeString(writer, 1, pathOf([write.serverTime]));
    writeInteger(writer, 2, REQUEST_TIME);
    writer.join();
  }
}

/** google.firestore.v1.DocumentTransform.FieldTransform.ServerValue. */
const REQUEST_TIME = 1;

/** google.firestore.v1.Precondition. */
function writeCondition(writer: BinaryWriter, condition: Condition | { exists: false }): void {
  begin(writer, 4);
  if ('exists' in condition) writeBool(writer, 1, condition.exists);
  else writeTimestamp(writer, 2, condition.updateTime);
  writer.join();
}
