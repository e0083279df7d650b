import { docsFolder } from '../../scripts/project.ts';
import diagnosticsChannel from 'node:diagnostics_channel';
import { http } from '@google-cloud/functions-framework';
import { createApp } from '../../src/app.ts';
import { createAuthenticator } from '../../src/http/auth/authentication.ts';
import { openFrontDoor } from '../../src/platform/front-door.ts';
import { appSettings } from './app-settings.ts';
import { connectionTo, openFirestore } from './firestore.ts';
import { runSoon } from './run-soon.ts';
import { emulatedAuth } from './users.ts';

// The app in a process of its own: the functions framework's own program loads this file, as it loads the bundle in
// production, signals included. The parent says by the environment where the database is, and is told the port.

openFrontDoor({ when: () => true });

diagnosticsChannel.subscribe('tracing:net.server.listen:asyncEnd', (message) => {
  const { server } = message as { server: { address(): { port: number } } };
  process.send?.({ port: server.address().port });
});

const firestore = openFirestore(process.env['CRM_TEST_PROJECT'] ?? '');

http(
  'app',
  createApp({
    connection: connectionTo(firestore),
    authenticator: createAuthenticator(() => Promise.resolve(emulatedAuth()), { timeoutMs: 8000 }),
    log: { write: ({ severity, ...entry }) => severity === 'ERROR' && process.send?.({ error: entry }) },
    loadAppCheck: () => Promise.reject(new Error('App Check is not set up')),
    docsFolder,
    enqueue: runSoon(firestore),
    settings: appSettings,
  }),
);
