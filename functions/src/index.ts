import type { Express } from 'express';
import { logger } from 'firebase-functions';
import { onDocumentWritten } from 'firebase-functions/firestore';
import { onRequest } from 'firebase-functions/https';
import { createApp } from './app.ts';
import { apiOptions, readSettings, reconcileOptions, refuseStrayAuthEmulator, servesApi } from './config.ts';
import { reconcile } from './crm/customers/reconcile.ts';
import { firebaseApp, openFirestore } from './firestore.ts';
import { createAuthenticator } from './http/authentication.ts';
import { openFrontDoor } from './http/front-door.ts';

openFrontDoor({ when: servesApi });

let app: Express | undefined;

/** The customers API: `/api/...` on every URL that reaches it. Built on the first request. */
export const api = onRequest(apiOptions, (req, res) => {
  app ??= buildApp();
  app(req, res);
});

/** Gives documents that other programs write what lists and searches find them by. */
export const reconcileCustomer = onDocumentWritten(reconcileOptions, async (event) => {
  await reconcile(openFirestore(), event.params.customer_id, event.data?.after);
});

function buildApp(): Express {
  const settings = readSettings();
  const loadAuth = async () => {
    refuseStrayAuthEmulator();
    return (await import('firebase-admin/auth')).getAuth(firebaseApp());
  };
  return createApp({
    firestore: openFirestore(),
    authenticator: createAuthenticator(loadAuth, { timeoutMs: settings.backendTimeoutMs }),
    loadAppCheck: async () => (await import('firebase-admin/app-check')).getAppCheck(firebaseApp()),
    log: logger,
    settings,
  });
}
