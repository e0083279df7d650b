// Sends one of the files that the build has put beside the bundle.
import type { Response } from 'express';
import { sendNotModified } from '../http/answer/tagged.ts';
import type { EntityTags } from '../standards/entity-tag.ts';
import { routeNotFound } from '../standards/problems.ts';
import type { DocsEncoding, DocsFiles } from './files.ts';

/**
 * Sends a file in the best encoding that the caller takes. Under a name with its hash it is good for a year; under its plain
 * name, or with the hash of another release, a cache must ask each time.
 */
export async function sendFile(
  res: Response,
  files: DocsFiles,
  { name, hash, ifNoneMatch }: { name: string; hash: string | null; ifNoneMatch: EntityTags | null },
): Promise<void> {
  const list = await files.list();
  const file = Object.hasOwn(list, name) ? list[name] : undefined;
  if (file === undefined) throw routeNotFound();
  const encoding = file.type === ARCHIVE ? 'identity' : bestEncoding(res);
  res.vary('Accept-Encoding').set('Cache-Control', hash === file.hash ? FOR_A_YEAR : 'public, no-cache');
  const etag = encoding === 'identity' ? `"${file.hash}"` : `"${file.hash}-${encoding}"`;
  if (sendNotModified(res, etag, ifNoneMatch)) return;
  const content = await files.content(name, encoding);
  if (encoding !== 'identity') res.set('Content-Encoding', encoding);
  res.type(file.type).send(content);
}

/** It is compressed already. */
const ARCHIVE = 'application/gzip';

const FOR_A_YEAR = 'public, max-age=31536000, immutable';

/** What the caller names first does not matter: Brotli is a fifth smaller. */
function bestEncoding({ req }: Response): DocsEncoding {
  const accepted = (encoding: DocsEncoding) => req.acceptsEncodings(encoding) === encoding;
  return accepted('br') ? 'br' : accepted('gzip') ? 'gzip' : 'identity';
}
