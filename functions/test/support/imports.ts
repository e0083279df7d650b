import { hash } from 'node:crypto';
import { type Client } from './client.ts';
import { until } from './until.ts';
import { CUSTOMERS_PATH as path } from './paths.ts';

export const IMPORTS = `${path}/imports`;
const PART = 524_288;

/** Sends a file in parts, as a client does, and returns the id of the import. */
export async function upload(
  editor: Client,
  filename: string,
  bytes: Uint8Array,
  base = IMPORTS,
): Promise<string> {
  const { body, status } = await editor.post(base, { filename, size: bytes.length });
  if (status !== 201) throw new Error(`an import was refused: ${JSON.stringify(body)}`);
  const id = body.import.id as string;
  const parts = Array.from({ length: Math.ceil(bytes.length / PART) }, (_, at) => at);
  for (const at of parts) await putPart(editor, id, at + 1, bytes.subarray(at * PART, (at + 1) * PART), base);
  return id;
}

export async function putPart(editor: Client, id: string, part: number, bytes: Uint8Array, base = IMPORTS) {
  const sent = await editor.put(`${base}/${id}/parts/${part}`, Buffer.from(bytes), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Digest': `sha-256=:${hash('sha256', bytes, 'base64')}:`,
    },
  });
  if (sent.status !== 204) throw new Error(`a part was refused: ${JSON.stringify(sent.body)}`);
}

/** Starts an import and waits for its end. */
export async function runImport(editor: Client, id: string, start: object, base = IMPORTS) {
  const started = await editor.post(`${base}/${id}/start`, start);
  if (started.status !== 202) throw new Error(`a start was refused: ${JSON.stringify(started.body)}`);
  return ended(editor, id, base);
}

/** The import when it is not at work any more. */
export const ended = (editor: Client, id: string, base = IMPORTS) =>
  until(
    async () => {
      const { body } = await editor.get(`${base}/${id}`);
      return ['reading', 'checking', 'importing', 'undoing'].includes(body.state as string) ? null : body;
    },
    { withinMs: 120_000 },
  );

/** A file whose rows have so long a cell behind them that a group has 3 at most, and not 200. The first row names the columns. */
export const inGroups = (rows: readonly (readonly string[])[], length = 200_000): string[][] =>
  rows.map((row, at) => [...row, at === 0 ? 'long' : 'x'.repeat(length)]);

/** A file as Greek Excel and others write it. */
export const csvOf = (rows: readonly (readonly string[])[], delimiter = ',') =>
  Buffer.from(rows.map((row) => row.join(delimiter)).join('\r\n') + '\r\n');
