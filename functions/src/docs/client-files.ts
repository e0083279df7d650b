// Serves the typed client: a package for npm, and a module for a plain page.
import type { RequestHandler } from 'express';
import { conditionOf } from '../http/request/conditions.ts';
import type { DocsFiles } from './files.ts';
import { sendFile } from './send-file.ts';

/**
 * Serves `/client-VERSION-HASH.tgz`, whose content never changes, so that lock files hold; `/client.tgz` and `/client-VERSION.tgz`, which lead
 * to it; and `/client.js`. They are no operations of the contract.
 */
export function clientFiles(files: DocsFiles, publicPath: string): RequestHandler {
  return async (req, res, next) => {
    if (!/^\/client[.-]/.test(req.path) || (req.method !== 'GET' && req.method !== 'HEAD')) {
      next();
      return;
    }
    const { [PACKAGE]: file } = await files.list();
    const version = file?.version ?? '';
    const newest = `/client-${version}-${file?.hash ?? ''}.tgz`;
    res.locals.route = '/client';
    // Any page and any program may have it; what it may ask the API is another matter.
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    if (req.path === `/${SCRIPT}`) {
      await sendFile(res, files, {
        name: SCRIPT,
        hash: null,
        ifNoneMatch: conditionOf(req, 'If-None-Match'),
      });
    } else if (req.path === newest && file !== undefined) {
      await sendFile(res, files, { name: PACKAGE, hash: file.hash, ifNoneMatch: null });
    } else if (req.path === `/${PACKAGE}` || req.path === `/client-${version}.tgz`) {
      res.set('Cache-Control', 'no-store').redirect(302, `${publicPath}${newest}`);
    } else {
      next();
    }
  };
}

/** Whether a file of the build belongs to the client. */
export const isOfClient = (name: string): boolean => name === PACKAGE || name === SCRIPT;

const PACKAGE = 'client.tgz';
const SCRIPT = 'client.js';
