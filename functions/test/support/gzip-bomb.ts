import { createGzip } from 'node:zlib';

/** A JSON string of `megabytes` spaces, compressed to about a thousandth: 480 MB make 467 kB. */
export async function gzipBomb(megabytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { promise: ended, resolve } = Promise.withResolvers<undefined>();
  gzip.on('end', () => resolve(undefined));
  const megabyte = Buffer.alloc(1_000_000, ' ');
  gzip.write('{"name":"');
  for (let sent = 0; sent < megabytes; sent += 1)
    if (!gzip.write(megabyte)) await new Promise((drained) => gzip.once('drain', drained));
  gzip.end('"}');
  await ended;
  return Buffer.concat(chunks);
}
