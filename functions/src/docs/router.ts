// Serves the contract: the OpenAPI document for tools, and the docs page for people.
import { type Response, Router } from 'express';
import { sendNotModified } from '../http/answer/tagged.ts';
import { serveOperations } from '../http/operations.ts';
import type { EntityTags } from '../standards/entity-tag.ts';
import { routeNotFound } from '../standards/problems.ts';
import { type DocsEncoding, DocsFiles, hashedName, plainName } from './files.ts';
import { docsOperations } from './operations.ts';
import { type AuthEmulator, docsPage, docsPolicy } from './page.ts';

/** The page names its files by their hashes, so that a browser loads each once in a year. */
export function docsRouter({ folder, publicPath, authEmulator }: DocsOptions): Router {
  const router = Router();
  const files = new DocsFiles(folder);
  const policy = docsPolicy(authEmulator);
  const isServed = (name: string) => name !== DOCUMENT && (authEmulator !== null || !LOCAL.includes(name));

  serveOperations(router, docsOperations, null, {
    async getOpenApiDocument({ ifNoneMatch }, res) {
      await sendFile(res, files, { name: DOCUMENT, hash: null, ifNoneMatch });
    },
    async getDocsPage(_input, res) {
      const list = await files.list();
      const fileName = (name: string) => {
        const file = list[name];
        return file === undefined ? name : hashedName(name, file);
      };
      const page = docsPage({ publicPath, authEmulator, fileName });
      res.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }).type('html').send(page);
    },
    async getDocsFile({ params: { file }, ifNoneMatch }, res) {
      const { name, hash } = plainName(file);
      if (!isServed(name)) throw routeNotFound();
      await sendFile(res, files, { name, hash, ifNoneMatch });
    },
  });
  return router;
}

export interface DocsOptions {
  /** Where the build has put the viewer's files and the document. */
  folder: string;
  /** The path under which callers reach `/api`. */
  publicPath: string;
  /** The local suite's, whose development users the page can sign in; null everywhere else. */
  authEmulator: AuthEmulator | null;
}

/** It has a path of its own. */
const DOCUMENT = 'openapi.json';

/** Files that only the local suite has. */
const LOCAL: readonly string[] = ['development-users.js'];

/**
 * Sends a file in the best encoding that the caller takes. Under a name with its hash it is good for a year; under its plain
 * name, or with the hash of another release, a cache must ask each time.
 */
async function sendFile(
  res: Response,
  files: DocsFiles,
  { name, hash, ifNoneMatch }: { name: string; hash: string | null; ifNoneMatch: EntityTags | null },
): Promise<void> {
  const list = await files.list();
  const file = Object.hasOwn(list, name) ? list[name] : undefined;
  if (file === undefined) throw routeNotFound();
  const encoding = bestEncoding(res);
  res.vary('Accept-Encoding').set('Cache-Control', hash === file.hash ? FOR_A_YEAR : 'public, no-cache');
  const etag = encoding === 'identity' ? `"${file.hash}"` : `"${file.hash}-${encoding}"`;
  if (sendNotModified(res, etag, ifNoneMatch)) return;
  const content = await files.content(name, encoding);
  if (encoding !== 'identity') res.set('Content-Encoding', encoding);
  res.type(file.type).send(content);
}

const FOR_A_YEAR = 'public, max-age=31536000, immutable';

/** What the caller names first does not matter: Brotli is a fifth smaller. */
function bestEncoding({ req }: Response): DocsEncoding {
  const accepted = (encoding: DocsEncoding) => req.acceptsEncodings(encoding) === encoding;
  return accepted('br') ? 'br' : accepted('gzip') ? 'gzip' : 'identity';
}
