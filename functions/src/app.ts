// The HTTP API as one Express app: its middleware and routers, in the order in which a request passes them.
import express, { type Express, Router } from 'express';
import type { AppCheck } from 'firebase-admin/app-check';
import helmet from 'helmet';
import { customersRouter } from './crm/customers/router.ts';
import { type AuthEmulator } from './docs/page.ts';
import { docsRouter } from './docs/router.ts';
import type { Connection } from './firestore/client.ts';
import { Database } from './firestore/database.ts';
import { loggedId } from './firestore/document-id.ts';
import { Deadline } from './limits/deadline.ts';
import { appCheck } from './http/auth/app-check.ts';
import { authenticate, type Authenticator } from './http/auth/authentication.ts';
import { roleGate } from './http/auth/role-gate.ts';
import { crossOrigin } from './http/answer/cross-origin.ts';
import { cutOffIdleReaders } from './platform/connections.ts';
import type { Log } from './platform/log.ts';
import { problemHandler, unknownRoute } from './http/answer/problem-handler.ts';
import type { Enqueue } from './jobs/job.ts';
import { rateLimit } from './http/rate-limit.ts';
import { requestId } from './http/request/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { responseHeaders } from './http/answer/headers.ts';
import { expectation, serverTarget } from './http/request/unserved.ts';
import { uriLength } from './http/request/uri-length.ts';
import { KeyedQueue } from './limits/keyed-queue.ts';
import { type Memory, memoryOfInstance } from './limits/memory.ts';
import { Settings } from './records/settings.ts';
import type { RouterOptions } from './resources/router-options.ts';

/** Makes the app. It never listens; the platform does. */
export function createApp({
  connection,
  authenticator,
  loadAppCheck,
  enqueue,
  log,
  docsFolder,
  settings,
  resources = RESOURCES,
  memory = memoryOfInstance(),
}: AppDependencies): Express {
  const app = express();
  const queue = new KeyedQueue();
  app.disable('x-powered-by').disable('etag');

  app.use(cutOffIdleReaders, requestId, (_req, res, next) => {
    res.locals.deadline = new Deadline(MAX_REQUEST_MS);
    const { deadline } = res.locals;
    const database = new Database(connection, {
      timeoutMs: settings.backendTimeoutMs,
      deadline,
      queue,
      memory,
    });
    res.locals.database = database;
    res.once('close', () => database.end());
    next();
  });
  app.use(
    requestLog(log, { ids: settings.logsIds }),
    responseHeaders,
    helmet(),
    serverTarget,
    crossOrigin(settings.corsOrigins),
    expectation,
    uriLength,
  );

  const crm = Router();
  if (settings.enforceAppCheck) crm.use(appCheck(loadAppCheck, { timeoutMs: settings.backendTimeoutMs }));
  crm.use(
    authenticate(authenticator),
    rateLimit({ requests: settings.requestsPerMinute, reads: settings.readsPerMinute }),
  );
  for (const [name, { routerOf, idName }] of Object.entries(resources)) {
    crm.use(
      `/${name}`,
      routerOf({
        requireRole: roleGate(authenticator),
        settingsOf: (kind) => new Settings(kind, connection, () => log.write(INCOMPLETE)),
        trashDays: settings.trashDays,
        enqueue,
        publicPath: `${settings.publicPath}/crm/${name}`,
        warn: (id, fields) =>
          log.write({
            severity: 'WARNING',
            message: 'stored fields have the wrong type and were read as their defaults',
            [idName]: loggedId(id),
            fields: fields.slice(0, MAX_FIELDS_LOGGED),
          }),
      }),
    );
  }

  // The function's own URL has no /api in what Express sees; Cloud Run's and Hosting's have.
  app.use(['/crm', '/api/crm'], crm);
  if (settings.servesDocs) {
    const { publicPath, authEmulator } = settings;
    const docs = docsRouter({ folder: docsFolder, publicPath, authEmulator });
    app.use(docs).use('/api', docs);
  }
  app.use(unknownRoute, problemHandler);
  return app;
}

/** What the app is made of; a test brings its own. */
export interface AppDependencies {
  connection: Connection;
  authenticator: Authenticator;
  /** Asked only where App Check is enforced. */
  loadAppCheck: () => Promise<Pick<AppCheck, 'verifyToken'>>;
  log: Log;
  /** Puts a step of a job into the queue. */
  enqueue: Enqueue;
  /** The folder of the docs page, as the build leaves it. */
  docsFolder: string;
  settings: AppSettings;
  /** What is served below `/crm`, by the name in its path; the customers, unless a test brings others. */
  resources?: Record<string, Resource>;
  /** What its requests share; that of an instance, unless a test looks at it. */
  memory?: Memory;
}

/** A resource below `/crm`. */
interface Resource {
  routerOf: (options: RouterOptions) => Router;
  /** What the log calls the id of one. */
  idName: string;
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
  /** Firestore reads of one caller on one instance; 0 for no limit. */
  readsPerMinute: number;
  /** Whether the docs page and the OpenAPI document are served, to anyone. */
  servesDocs: boolean;
  /** Whether the log of a request names the records that were answered, by id. */
  logsIds: boolean;
}

/** Every resource below `/crm`. */
const RESOURCES = { customers: { routerOf: customersRouter, idName: 'customer_id' } };

/** In milliseconds. No request takes 10 s: this leaves time to send the answer, on a busy machine too. */
const MAX_REQUEST_MS = 8500;

const INCOMPLETE = {
  severity: 'WARNING',
  message: 'some records have no index entry yet, and are in no list: run npm run reindex',
} as const;

/** The most fields of a document that one line of the log names: a program may have got a thousand elements wrong. */
const MAX_FIELDS_LOGGED = 20;
