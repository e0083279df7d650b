// Serves the contract: the OpenAPI document for tools, and the docs page for people.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Response, Router } from 'express';
import { sendNotModified } from '../http/answer/tagged.ts';
import { serveOperations } from '../http/operations.ts';
import type { EntityTags } from '../standards/entity-tag.ts';
import { routeNotFound } from '../standards/problems.ts';
import { docsOperations } from './operations.ts';
import { type AuthEmulator, docsPage, docsPolicy } from './page.ts';

/** Everything is read from the disk when it is asked for, so that the API's own start neither loads nor parses any of it. */
export function docsRouter({ folder, publicPath, authEmulator }: DocsOptions): Router {
  const router = Router();
  const files = authEmulator === null ? FILES : { ...FILES, ...LOCAL_FILES };
  const page = docsPage({ publicPath, authEmulator });
  const policy = docsPolicy(authEmulator);

  serveOperations(router, docsOperations, null, {
    async getOpenApiDocument({ ifNoneMatch }, res) {
      await sendFile(res, { path: join(folder, 'openapi.json'), type: 'application/json', ifNoneMatch });
    },
    getDocsPage(_input, res) {
      res.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }).type('html').send(page);
    },
    async getDocsFile({ params: { file }, ifNoneMatch }, res) {
      const type = Object.hasOwn(files, file) ? files[file] : undefined;
      if (type === undefined) throw routeNotFound();
      await sendFile(res, { path: join(folder, file), type, ifNoneMatch });
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

/** The page's files, and their types. */
const FILES: Readonly<Record<string, string>> = {
  'page.js': 'text/javascript',
  'page.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'swagger-ui.css': 'text/css',
  'favicon-32x32.png': 'image/png',
};

/** Those that only the local suite has. */
const LOCAL_FILES: typeof FILES = { 'development-users.js': 'text/javascript' };

async function sendFile(
  res: Response,
  { path, type, ifNoneMatch }: { path: string; type: string; ifNoneMatch: EntityTags | null },
): Promise<void> {
  const bytes = await readFile(path);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  res.set('Cache-Control', 'public, no-cache');
  if (!sendNotModified(res, etag, ifNoneMatch)) res.type(type).send(bytes);
}
