// The operations of imports, one by one.
import type { CustomersClient } from './customers-client.ts';
import type {
  BatchUndoResponse,
  Import,
  ImportCreated,
  ImportMapping,
  ImportOptions,
  ImportPreview,
  ImportRequest,
  ImportRow,
  ImportRowsQuery,
  ImportRowsResponse,
  ImportsResponse,
} from './import-models.ts';
import type { PageQuery } from './models.ts';
import type { CallOptions, WriteOptions } from './options.ts';
import { elements, pages } from './pages.ts';
import { SEND, type Sent } from './requester.ts';
import { newKey } from './write-keys.ts';

/** A new import, whose file is then sent in parts of `part_bytes`. With the same key it is the same import. */
export async function createImport(
  client: CustomersClient,
  file: ImportRequest,
  { key = newKey(), signal }: WriteOptions = {},
): Promise<ImportCreated> {
  const sent = { method: 'POST', path: '/imports', body: file, key, signal } as const;
  return (await client[SEND]<ImportCreated>(sent)).data;
}

/** Sends a part of the file, with its digest (RFC 9530). The same part may be sent again. @param part from 1 on */
export async function putImportPart(
  client: CustomersClient,
  id: string,
  part: number,
  bytes: Uint8Array<ArrayBuffer>,
  { signal }: CallOptions = {},
): Promise<void> {
  const digest = await digestOf(bytes);
  const headers = { 'Content-Digest': digest && `sha-256=:${digest}:` };
  await client[SEND]({ method: 'PUT', ...of(id, `/parts/${part}`), bytes, headers, signal });
}

/** How the file is read, what its columns are suggested for, and its first rows. */
export async function previewImport(
  client: CustomersClient,
  id: string,
  { mapping, signal }: CallOptions & { mapping?: ImportMapping | undefined } = {},
): Promise<ImportPreview> {
  const sent = { method: 'POST', ...of(id, '/preview'), body: { mapping }, signal } as const;
  return (await client[SEND]<ImportPreview>(sent)).data;
}

/** Begins; {@link watchImport} waits for the end. A dry run writes no customer, and the same import can be started again after it. */
export function startImport(
  client: CustomersClient,
  id: string,
  { mapping, options = {}, dryRun = false, ...write }: StartOptions,
): Promise<Import> {
  return change(client, id, '/start', write, { mapping, options, dry_run: dryRun });
}

export interface StartOptions extends WriteOptions {
  mapping: ImportMapping;
  options?: ImportOptions | undefined;
  /** Whether only to say what would be done. */
  dryRun?: boolean | undefined;
}

/** Ends an import; the rows that are done stay, and can be undone. */
export const cancelImport = (client: CustomersClient, id: string, options?: WriteOptions): Promise<Import> =>
  change(client, id, '/cancel', options);

/** Goes on at the last check-point where an import is `stalled`; harmless where it is not. */
export const resumeImport = (client: CustomersClient, id: string, options?: WriteOptions): Promise<Import> =>
  change(client, id, '/resume', options);

/** Begins to take back what an import has written; what was edited since stays. {@link watchImport} waits for the end. */
export const undoImport = (client: CustomersClient, id: string, options?: WriteOptions): Promise<Import> =>
  change(client, id, '/undo', options);

/** Takes back what a batch has written, by the id of its request. Where `is_complete` is false, there was no time for all: call it again. */
export async function undoBatch(
  client: CustomersClient,
  requestId: string,
  { key = newKey(), signal }: WriteOptions = {},
): Promise<BatchUndoResponse> {
  const place = { path: '/batches/{request_id}/undo', values: { request_id: requestId } };
  return (await client[SEND]<BatchUndoResponse>({ method: 'POST', ...place, key, signal })).data;
}

export async function getImport(client: CustomersClient, id: string, options?: CallOptions): Promise<Import> {
  return (await client[SEND]<Import>({ ...of(id), ...options })).data;
}

/** A page of imports, the newest first. */
export async function listImports(
  client: CustomersClient,
  query: PageQuery = {},
  options?: CallOptions,
): Promise<ImportsResponse> {
  return (await client[SEND]<ImportsResponse>({ path: '/imports', query, ...options })).data;
}

/** A page of the rows of the last start that are done, in the order of the file. */
export async function importRows(
  client: CustomersClient,
  id: string,
  query: ImportRowsQuery = {},
  options?: CallOptions,
): Promise<ImportRowsResponse> {
  return (await client[SEND]<ImportRowsResponse>({ ...of(id, '/rows'), query, ...options })).data;
}

export const allImportRows = (
  client: CustomersClient,
  id: string,
  query: ImportRowsQuery = {},
  options?: CallOptions,
): AsyncGenerator<ImportRow> =>
  elements(
    pages((cursor) => importRows(client, id, { ...query, ...cursor }, options)),
    (page) => page.rows,
  );

/** The failed rows as a file of the same encoding, part by part: to be mended, and imported as they are. */
export async function* failedRows(
  client: CustomersClient,
  id: string,
  options?: CallOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const sent: Sent = { ...of(id, '/failed.csv'), query: { cursor }, isRaw: true, ...options };
    const { data } = await client[SEND]<Response>(sent);
    yield new Uint8Array(await data.arrayBuffer());
    const next = /<([^>]*)>\s*;\s*rel="?next/.exec(data.headers.get('Link') ?? '')?.[1];
    cursor = next === undefined ? null : new URL(next, 'http://any').searchParams.get('cursor');
  }
}

/** A path below an import. */
export const of = (id: string, path = '') => ({
  path: `/imports/{import_id}${path}`,
  values: { import_id: id },
});

async function change(
  client: CustomersClient,
  id: string,
  path: string,
  { key = newKey(), signal }: WriteOptions = {},
  body?: object,
): Promise<Import> {
  return (await client[SEND]<Import>({ method: 'POST', ...of(id, path), body, key, signal })).data;
}

/** In base64; undefined on a page without https, which has no digests. */
async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const { subtle } = crypto as Partial<typeof crypto>;
  if (subtle === undefined) return undefined;
  return btoa(String.fromCharCode(...new Uint8Array(await subtle.digest('SHA-256', bytes))));
}
