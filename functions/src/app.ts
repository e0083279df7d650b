import express, { type Express, Router } from 'express';
import type { AppCheck } from 'firebase-admin/app-check';
import type { Firestore } from 'firebase-admin/firestore';
import helmet from 'helmet';
import { customersRouter } from './crm/customers/router.ts';
import { type AuthEmulator } from './docs/page.ts';
import { docsRouter } from './docs/router.ts';
import { Database } from './firestore/database.ts';
import { Deadline } from './limits/deadline.ts';
import { appCheck } from './http/auth/app-check.ts';
import { authenticate, type Authenticator } from './http/auth/authentication.ts';
import { roleGate } from './http/auth/role-gate.ts';
import { crossOrigin } from './http/answer/cross-origin.ts';
import { leaveDomain } from './platform/leave-domain.ts';
import type { Log } from './platform/log.ts';
import { problemHandler, unknownRoute } from './http/answer/problem-handler.ts';
import { rateLimit } from './http/rate-limit.ts';
import { requestId } from './http/request/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { responseHeaders } from './http/answer/headers.ts';
import { uriLength } from './http/request/uri-length.ts';
import { Room } from './limits/memory-budget.ts';
import { Turns } from './limits/keyed-queue.ts';

/** What the app is made of; a test brings its own. */
export interface AppDependencies {
  firestore: Firestore;
  authenticator: Authenticator;
  /** Asked only where App Check is enforced. */
  loadAppCheck: () => Promise<Pick<AppCheck, 'verifyToken'>>;
  log: Log;
  /** The folder of the docs page, as the build leaves it. */
  docsFolder: string;
  settings: AppSettings;
}

export interface AppSettings {
  /** How long one call to Firestore or Firebase Auth may take, in milliseconds. */
  backendTimeoutMs: number;
  /** The path under which callers reach `/api`, for `Location`. */
  publicPath: string;
  /** Origins whose pages may call. */
  corsOrigins: readonly (string | RegExp)[];
  enforceAppCheck: boolean;
  /** Whose development users the docs page can sign in: only in the local suite. */
  authEmulator: AuthEmulator | null;
  /** How long a deleted customer can be brought back. */
  trashDays: number;
  /** Requests of one caller on one instance; 0 for no limit. */
  requestsPerMinute: number;
}

/** No request takes 10 s; this leaves the answer time to be sent, on a busy machine too. */
const MAX_REQUEST_MS = 9000;

/**
 * Documents that an instance holds for its answers at once. 32,000 took 440 MB of the 512 that an instance has (measured), and 80 lists
 * of a thousand at once ended it. More at once would be no faster either: one processor turns them into JSON.
 */
const MAX_DOCUMENTS_AT_ONCE = 16_000;

/** Fields of one document that a line of the log names at most: one program may have got a thousand elements wrong. */
const MAX_FIELDS_LOGGED = 20;

/** The whole HTTP API: middleware and routers, in order. It never listens; the platform does. */
export function createApp({
  firestore,
  authenticator,
  loadAppCheck,
  log,
  docsFolder,
  settings,
}: AppDependencies): Express {
  const app = express();
  const turns = new Turns();
  const room = new Room(MAX_DOCUMENTS_AT_ONCE);
  app.disable('x-powered-by').disable('etag');

  app.use(leaveDomain, requestId, (_req, res, next) => {
    res.locals.deadline = new Deadline(MAX_REQUEST_MS);
    const { deadline } = res.locals;
    const database = new Database(firestore, {
      timeoutMs: settings.backendTimeoutMs,
      deadline,
      turns,
      room,
    });
    res.locals.database = database;
    res.once('close', () => database.end());
    next();
  });
  app.use(requestLog(log), responseHeaders, helmet(), crossOrigin(settings.corsOrigins), uriLength);

  const crm = Router();
  if (settings.enforceAppCheck) crm.use(appCheck(loadAppCheck, { timeoutMs: settings.backendTimeoutMs }));
  crm.use(authenticate(authenticator), rateLimit(settings.requestsPerMinute));
  crm.use(
    '/customers',
    customersRouter({
      requireRole: roleGate(authenticator),
      trashDays: settings.trashDays,
      publicPath: `${settings.publicPath}/crm/customers`,
      warn: (customerId, fields) =>
        log.write({
          severity: 'WARNING',
          message: 'stored fields have the wrong type and were read as their defaults',
          customer_id: customerId,
          fields: fields.slice(0, MAX_FIELDS_LOGGED),
        }),
    }),
  );

  // The function's own URL has no /api in what Express sees; Cloud Run's and Hosting's have (DESIGN 2.2).
  app.use(['/crm', '/api/crm'], crm);
  const { publicPath, authEmulator } = settings;
  const docs = docsRouter({ folder: docsFolder, publicPath, authEmulator });
  app.use(docs).use('/api', docs);
  app.use(unknownRoute, problemHandler);
  return app;
}
