// What is deployed: the API, and the triggers that follow what other programs do to the collection.
import { join } from 'node:path';
import type { Express } from 'express';
import { logger } from 'firebase-functions';
import { onDocumentCreated, onDocumentDeleted, onDocumentWritten } from 'firebase-functions/firestore';
import { onRequest } from 'firebase-functions/https';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { createApp } from './app.ts';
import {
  apiOptions,
  firestoreEmulator,
  keepsDuplicates,
  readSettings,
  requireParameters,
  region,
  servesApi,
  taskOptions,
  triggerOptions,
  trustsUnsignedTokens,
} from './config.ts';
import { importJobs } from './crm/customers/import/job.ts';
import { customersKind } from './crm/customers/kind.ts';
import { alarmIfLate } from './records/changes/alarm.ts';
import { isAnother, keepPairs } from './records/duplicates/keep-pairs.ts';
import { adopt } from './records/foreign/adopt.ts';
import { foreignContext } from './records/foreign/context.ts';
import { forgetExpired } from './records/foreign/forget-expired.ts';
import { keepDeleted } from './records/foreign/keep-deleted.ts';
import type { Task } from './jobs/job.ts';
import { cloudQueue } from './jobs/queue.ts';
import { runStep, STEP_MS } from './jobs/run-step.ts';
import { Deadline } from './limits/deadline.ts';
import { memoryOfInstance } from './limits/memory.ts';
import { Database } from './firestore/database.ts';
import { documentOf, handleEvent } from './firestore/events.ts';
import { firebaseApp, openFirestore } from './firestore/client.ts';
import { createAuthenticator } from './http/auth/authentication.ts';
import { Line } from './platform/log.ts';
import { openFrontDoor } from './platform/front-door.ts';
import { beforeListening } from './platform/before-listening.ts';
import { limitConnections } from './platform/connections.ts';
import { avoidDomains } from './platform/no-domains.ts';
import { endGracefully } from './platform/shutdown.ts';
import { tuneGarbageCollection } from './platform/garbage-collection.ts';

requireParameters();
openFrontDoor({ when: servesApi });
avoidDomains({ when: servesApi });
limitConnections();
tuneGarbageCollection();
endGracefully();
beforeListening(() => {
  if (!trustsUnsignedTokens()) return;
  logger.error('FIREBASE_AUTH_EMULATOR_HOST is set outside the emulator: refusing to trust unsigned tokens');
  process.exit(1);
});

const connection = () => openFirestore(firestoreEmulator());

let app: Express | undefined;

/** The customers API: `/api/...` on every URL that reaches it. Built on the first request. */
export const api = onRequest(apiOptions, (req, res) => {
  app ??= buildApp();
  app(req, res);
});

/**
 * Adds what lists and searches need to documents that other programs write, and keeps what those programs delete. After any write that changes who a
 * customer is, it looks for duplicates of it.
 */
export const reconcileCustomer = onDocumentWritten(
  { ...triggerOptions, document: 'crm_customers/{customer_id}' },
  async ({ params, data, time }) => {
    if (data === undefined) return;
    const [before, seen] = [documentOf(data.before), documentOf(data.after)];
    const context = foreignContext(connection());
    await handleEvent(logger, params, async () => {
      if (seen !== null) await adopt(customersKind, context, params.customer_id, { seen, before });
      else if (before !== null) await keepDeleted(customersKind, context, { before, time }, readSettings());
      if (keepsDuplicates() && isAnother(customersKind, before, seen))
        await keepPairs(customersKind, foreignContext(connection()).database, params.customer_id);
    });
  },
);

/** Forgets the history of a customer whose time in the trash is over. */
export const forgetCustomer = onDocumentDeleted(
  { ...triggerOptions, document: 'crm_customers_trash/{customer_id}' },
  ({ params }) =>
    handleEvent(logger, params, () =>
      forgetExpired(customersKind, foreignContext(connection()), params.customer_id),
    ),
);

/** Raises the alarm over a version that those who follow the changes may have missed. */
export const checkHistory = onDocumentCreated(
  { ...triggerOptions, document: 'crm_customers/{customer_id}/history/{version}' },
  ({ params: { customer_id }, data }) => {
    const entry = data && documentOf(data);
    if (entry) alarmIfLate(logger, { customer_id }, entry);
  },
);

/** Runs the steps of jobs: imports, and their undos. */
export const jobs = onTaskDispatched<Task>(taskOptions, async ({ data }) => {
  const connected = new Database(connection(), {
    timeoutMs: STEP_CALL_MS,
    deadline: new Deadline(STEP_MS),
    memory: memoryOfInstance(),
  });
  try {
    await runStep([importJobs(readSettings())], { database: connected, enqueue: queue() }, data);
  } finally {
    connected.end();
  }
});

/** How long one call to Firestore may take in a step, in milliseconds. */
const STEP_CALL_MS = 20_000;

const queue = () => cloudQueue(region());

function buildApp(): Express {
  const settings = readSettings();
  const loadAuth = async () => (await import('firebase-admin/auth')).getAuth(firebaseApp());
  return createApp({
    connection: connection(),
    authenticator: createAuthenticator(loadAuth, { timeoutMs: settings.backendTimeoutMs }),
    loadAppCheck: async () => (await import('firebase-admin/app-check')).getAppCheck(firebaseApp()),
    log: { write: (entry) => logger.write(new Line(entry)) },
    enqueue: queue(),
    docsFolder: join(import.meta.dirname, 'contract'),
    settings,
  });
}
