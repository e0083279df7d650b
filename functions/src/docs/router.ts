// Serves the contract: the OpenAPI document for tools, the docs page for people, and the typed client.
import { Router } from 'express';
import { serveOperations } from '../http/operations.ts';
import { routeNotFound } from '../standards/problems.ts';
import { clientFiles, isOfClient } from './client-files.ts';
import { DocsFiles, hashedName, plainName } from './files.ts';
import { docsOperations } from './operations.ts';
import { type AuthEmulator, docsPage, docsPolicy } from './page.ts';
import { sendFile } from './send-file.ts';

/** The page names its files by their hashes, so that a browser loads each once in a year. */
export function docsRouter({ folder, publicPath, authEmulator }: DocsOptions): Router {
  const router = Router();
  const files = new DocsFiles(folder);
  const policy = docsPolicy(authEmulator);
  const isServed = (name: string) =>
    name !== DOCUMENT && !isOfClient(name) && (authEmulator !== null || !LOCAL.includes(name));
  router.use(clientFiles(files, publicPath));

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
