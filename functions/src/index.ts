import type { Express } from 'express';
import { onRequest } from 'firebase-functions/https';
import { logger } from 'firebase-functions';
import { createApp } from './app.ts';
import { apiOptions, authTimeoutMs, readSettings, servesApi } from './config.ts';
import { firebaseApp, openFirestore } from './firestore.ts';
import { createAuthenticator } from './http/authentication.ts';
import { openFrontDoor } from './http/front-door.ts';

openFrontDoor({ when: servesApi });

let app: Express | undefined;

/** The customers API: `/api/...` on every URL that reaches it. Built on the first request. */
export const api = onRequest(apiOptions, (req, res) => {
  app ??= createApp({
    firestore: openFirestore(),
    authenticator: createAuthenticator(
      async () => (await import('firebase-admin/auth')).getAuth(firebaseApp()),
      { timeoutMs: authTimeoutMs() },
    ),
    log: logger,
    settings: readSettings(),
  });
  app(req, res);
});
