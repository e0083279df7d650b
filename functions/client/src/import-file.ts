// A file from its first byte to the last of its rows.
import type { CustomersClient } from './customers-client.ts';
import type {
  Import,
  ImportCreated,
  ImportMapping,
  ImportOptions,
  ImportPreview,
  ImportRequest,
} from './import-models.ts';
import { createImport, previewImport, putImportPart, startImport } from './imports.ts';
import type { WriteOptions } from './options.ts';
import { patiently, progressOf, watchImport, type WatchOptions } from './watch-import.ts';
import { newKey } from './write-keys.ts';

/**
 * Imports a file: sends it, maps its columns, starts, and waits for the end. No customer is made twice, whatever is lost on the way; called again
 * with the same `key` and the same file it goes on where it was.
 *
 * Returns the import, whose `state` says how it ended: `done`, `checked` after a dry run, `failed` for a file that cannot be read, `stopped` or
 * `cancelled`; `receiving` where `mapping` has said null. Throws a {@link ProblemError}, with the code `unreadable_file` among others, and the
 * signal's reason; what has been started goes on without the caller.
 */
export async function importFile(
  client: CustomersClient,
  { mapping = suggested, options, dryRun = false, key = newKey(), ...file }: ImportFileOptions,
): Promise<Import> {
  const sent = await sendFile(client, { ...file, key });
  const { id } = sent;
  const { signal } = file;
  const preview = () => previewImport(client, id, { signal });
  const chosen =
    typeof mapping === 'function' ? await mapping(await patiently(preview, file), sent) : mapping;
  if (chosen === null) return sent;
  const start = { mapping: chosen, options, dryRun, key: `${key}-${dryRun ? 'check' : 'start'}`, signal };
  await patiently(() => startImport(client, id, start), file);
  return watchImport(client, id, file);
}

const suggested = ({ mapping }: ImportPreview): ImportMapping => mapping;

/** Sends a file in parts, three at once. Whatever is lost is sent again; called again with the same `key`, it is the same import. */
export async function sendFile(
  client: CustomersClient,
  { file, size, filename, format, begun, key = newKey(), onProgress, ...options }: SentFile,
): Promise<Import> {
  const whole = file instanceof Blob ? file.size : size;
  if (whole === undefined) throw new TypeError('How large is the file? Say its size.');
  const body = { filename, format, size: whole };
  // Nothing has begun yet: whoever calls a wrong address is told so soon.
  const answer = begun ?? (await createImport(client, body, { key, signal: options.signal }));
  const { import: made, part_bytes: partBytes } = answer;
  if (made.state !== 'receiving') return made;
  const began = performance.now();
  let sent = 0;
  const tell = (isWaiting = false) => {
    const secondsLeft = sent === 0 ? null : ((performance.now() - began) / 1000 / sent) * (whole - sent);
    onProgress?.(progressOf(made, { sent, secondsLeft, isWaiting }));
  };
  tell();
  const parts = partsOf(file, partBytes);
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(options.signal ? [options.signal] : [])]);
  const sendSome = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await parts.next();
      if (done) return;
      const send = () => putImportPart(client, made.id, value.part, value.bytes, { signal });
      await patiently(send, { ...options, signal, onWait: () => tell(true) });
      sent += value.bytes.length;
      tell();
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
  } catch (error) {
    failure.abort(error);
    void parts.return();
    throw error;
  }
  return made;
}

const AT_ONCE = 3;

/** The parts of a file, of which no more are in memory than are sent. */
async function* partsOf(file: SentFile['file'], partBytes: number): AsyncGenerator<Part, void> {
  let part = 1;
  if (file instanceof Blob) {
    for (let from = 0; from < file.size; from += partBytes)
      yield { part: part++, bytes: new Uint8Array(await file.slice(from, from + partBytes).arrayBuffer()) };
    return;
  }
  let bytes = new Uint8Array(partBytes);
  let filled = 0;
  for await (const chunk of file)
    for (let from = 0; from < chunk.length;) {
      const piece = chunk.subarray(from, from + partBytes - filled);
      bytes.set(piece, filled);
      from += piece.length;
      filled += piece.length;
      if (filled < partBytes) continue;
      yield { part: part++, bytes };
      bytes = new Uint8Array(partBytes);
      filled = 0;
    }
  if (filled > 0) yield { part, bytes: bytes.slice(0, filled) };
}

interface Part {
  part: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface SentFile extends WriteOptions, WatchOptions {
  /** A `File` of a page, or its bytes as they come; in Node, `await openAsBlob(path)`. */
  file: Blob | AsyncIterable<Uint8Array>;
  filename: string;
  /** The bytes of the file, where it is no `Blob`. */
  size?: number | undefined;
  /** As its content looks, if left out. */
  format?: ImportRequest['format'];
  /** An import that was begun before and cut off, as `createImport` has answered it: the same file is sent to it. */
  begun?: ImportCreated | undefined;
}

export interface ImportFileOptions extends SentFile {
  /** As suggested, if left out. A function gets what the file looks like, for somebody to be asked; null: it is not started. */
  mapping?:
    | ImportMapping
    | ((preview: ImportPreview, sent: Import) => ImportMapping | null | Promise<ImportMapping | null>)
    | undefined;
  options?: ImportOptions | undefined;
  /** Whether only to say what would be done. */
  dryRun?: boolean | undefined;
}
