import { Agent, request } from 'node:http';
import type { Answer } from './client.ts';

export interface RawRequest {
  method?: string | undefined;
  /** Goes out as it is: `..` and `%ZZ` are not tidied up, as fetch does. */
  path: string;
  /** A list of values makes as many headers. */
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array | undefined;
}

export interface RawAnswer extends Answer {
  text: string;
  /** The body as it was sent, compressed or not. */
  bytes: Buffer;
  milliseconds: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Sends exactly what it is given, which fetch would refuse to or repair. */
export async function sendRaw(
  base: string,
  { method = 'GET', path, headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port, pathname } = new URL(base);
  const start = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const outgoing = request(
    {
      agent,
      hostname,
      port,
      method,
      path: `${pathname.replace(/\/$/, '')}${path}`,
      headers: { ...headers, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) },
    },
    (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('error', reject);
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString();
        resolve({
          status: incoming.statusCode ?? 0,
          headers: toHeaders(incoming.rawHeaders),
          text,
          bytes,
          body: parsed(text),
          milliseconds: performance.now() - start,
        });
      });
    },
  );
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}

/** Null for what is no JSON: a test that wanted JSON fails on it. */
function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toHeaders(raw: string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
}
