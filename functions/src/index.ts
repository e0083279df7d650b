import { join } from 'node:path';
import type { Express } from 'express';
import { logger } from 'firebase-functions';
import { onDocumentDeleted, onDocumentWritten } from 'firebase-functions/firestore';
import { onRequest } from 'firebase-functions/https';
import { createApp } from './app.ts';
import { apiOptions, readSettings, servesApi, triggerOptions, trustsUnsignedTokens } from './config.ts';
import { forgetExpired, keepDeleted, reconcile } from './records/foreign/adopt.ts';
import { handleEvent } from './firestore/events.ts';
import { firebaseApp, openFirestore } from './firestore/client.ts';
import { createAuthenticator } from './http/auth/authentication.ts';
import { openFrontDoor } from './platform/front-door.ts';
import { beforeListening } from './platform/before-listening.ts';

openFrontDoor({ when: servesApi });
beforeListening(() => {
  if (!trustsUnsignedTokens()) return;
  logger.error('FIREBASE_AUTH_EMULATOR_HOST is set outside the emulator: refusing to trust unsigned tokens');
  process.exit(1);
});

let app: Express | undefined;

/** The customers API: `/api/...` on every URL that reaches it. Built on the first request. */
export const api = onRequest(apiOptions, (req, res) => {
  app ??= buildApp();
  app(req, res);
});

/** Gives documents that other programs write what lists and searches find them by, and keeps what they delete. */
export const reconcileCustomer = onDocumentWritten(
  { ...triggerOptions, document: 'crm_customers/{customer_id}' },
  async ({ params, data }) => {
    if (data === undefined) return;
    const { before, after } = data;
    await handleEvent(logger, params.customer_id, () =>
      after.exists
        ? reconcile(openFirestore(), params.customer_id, after, before)
        : keepDeleted(openFirestore(), before, readSettings()),
    );
  },
);

/** Forgets the history of a customer whose time in the trash is over. */
export const forgetCustomer = onDocumentDeleted(
  { ...triggerOptions, document: 'crm_customers_trash/{customer_id}' },
  ({ params }) =>
    handleEvent(logger, params.customer_id, () => forgetExpired(openFirestore(), params.customer_id)),
);

function buildApp(): Express {
  const settings = readSettings();
  const loadAuth = async () => (await import('firebase-admin/auth')).getAuth(firebaseApp());
  return createApp({
    firestore: openFirestore(),
    authenticator: createAuthenticator(loadAuth, { timeoutMs: settings.backendTimeoutMs }),
    loadAppCheck: async () => (await import('firebase-admin/app-check')).getAppCheck(firebaseApp()),
    log: logger,
    docsFolder: join(import.meta.dirname, 'contract'),
    settings,
  });
}
