import type { Express } from 'express';
import { logger } from 'firebase-functions';
import { onRequest } from 'firebase-functions/https';
import { createApp } from './app.ts';
import { apiOptions, readSettings, refuseStrayAuthEmulator, servesApi } from './config.ts';
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
