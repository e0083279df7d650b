import express, { type Express, Router } from 'express';
import type { Firestore } from 'firebase-admin/firestore';
import { customersRouter } from './crm/customers/router.ts';
import { Database } from './database.ts';
import { authenticate, type Authenticator } from './http/authentication.ts';
import { roleGate } from './http/authorization.ts';
import { problemHandler, unknownRoute } from './http/problem-handler.ts';
import { requestId } from './http/request-id.ts';

/** What the app is made of; a test brings its own. */
export interface AppDependencies {
  firestore: Firestore;
  authenticator: Authenticator;
  log: Log;
  settings: AppSettings;
}

export interface AppSettings {
  /** How long a call to Firestore may take, in milliseconds. */
  databaseTimeoutMs: number;
  /** The path under which callers reach `/api`, for `Location`. */
  publicPath: string;
}

/** Structured log entries, as the logger of firebase-functions takes them. */
export interface Log {
  warn(message: string, data: Record<string, unknown>): void;
}

/** The whole HTTP API: middleware and routers, in order. It never listens; the platform does. */
export function createApp({ firestore, authenticator, log, settings }: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');

  app.use(requestId, (_req, res, next) => {
    res.locals.database = new Database(firestore, { timeoutMs: settings.databaseTimeoutMs });
    next();
  });

  const requireRole = roleGate(authenticator);
  const crm = Router();
  crm.use(authenticate(authenticator));
  crm.use(
    '/customers',
    customersRouter({
      requireRole,
      publicPath: `${settings.publicPath}/crm/customers`,
      warn: (customerId, field) =>
        log.warn('a stored field has the wrong type and was read as its default', {
          customer_id: customerId,
          field,
        }),
    }),
  );

  // The function's own URL has no /api in what Express sees; Cloud Run's and Hosting's have (DESIGN 2.2).
  app.use(['/crm', '/api/crm'], crm);
  app.use(unknownRoute, problemHandler);
  return app;
}
