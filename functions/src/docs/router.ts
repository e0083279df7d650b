import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Request, type Response, Router } from 'express';
import { entityTags, matchesWeakly } from '../standards/entity-tag.ts';
import { routeNotFound } from '../standards/problem.ts';
import { route } from '../http/routes.ts';
import { type AuthEmulator, docsPage, docsPolicy } from './page.ts';

export interface DocsOptions {
  /** Where the build has put the viewer's files and the document. */
  folder: string;
  /** The path under which callers reach `/api`. */
  publicPath: string;
  /** The local suite's, whose development users the page can sign in; null everywhere else. */
  authEmulator: AuthEmulator | null;
}

const FILES: Readonly<Record<string, string>> = {
  'page.js': 'text/javascript',
  'page.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'swagger-ui.css': 'text/css',
  'favicon-32x32.png': 'image/png',
};

/** Only in the local suite. */
const LOCAL_FILES: typeof FILES = { 'development-users.js': 'text/javascript' };

/**
 * The contract, for tools and for people. Everything is read from the disk when it is asked for, so that the API's own
 * start neither loads nor parses any of it.
 */
export function docsRouter({ folder, publicPath, authEmulator }: DocsOptions): Router {
  const router = Router();
  const files = authEmulator === null ? FILES : { ...FILES, ...LOCAL_FILES };
  const page = docsPage({ publicPath, authEmulator });
  const policy = docsPolicy(authEmulator);

  route(router, '/openapi.json', {
    get: [async (req, res) => sendFile(req, res, join(folder, 'openapi.json'), 'application/json')],
  });
  route(router, '/docs', {
    get: [
      (_req, res) => {
        res.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }).type('html').send(page);
      },
    ],
  });
  route(router, '/docs/:file', {
    get: [
      async (req, res) => {
        const name = String(req.params['file']);
        const type = Object.hasOwn(files, name) ? files[name] : undefined;
        if (type === undefined) throw routeNotFound();
        await sendFile(req, res, join(folder, name), type);
      },
    ],
  });
  return router;
}

/** 304 where the caller has it already. */
async function sendFile(req: Request, res: Response, path: string, type: string): Promise<void> {
  const bytes = await readFile(path);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  res.set({ 'Cache-Control': 'public, no-cache', ETag: etag });
  const known = entityTags(req, 'If-None-Match');
  if (known !== null && matchesWeakly(known, etag)) res.status(304).end();
  else res.type(type).send(bytes);
}
