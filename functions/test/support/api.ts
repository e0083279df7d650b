import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import type { Firestore } from 'firebase-admin/firestore';
import type { Express } from 'express';
import { afterAll, beforeAll } from 'vitest';
import { docsFolder } from '../../scripts/project.ts';
import { type AppDependencies, createApp } from '../../src/app.ts';
import { createAuthenticator } from '../../src/http/auth/authentication.ts';
import { ROLES, type Role } from '../../src/http/auth/claims.ts';
import { limitConnections } from '../../src/platform/connections.ts';
import type { LogEntry } from '../../src/platform/log.ts';
import { openFrontDoor } from '../../src/platform/front-door.ts';
import { appSettings } from './app-settings.ts';
import { client, type Client } from './client.ts';
import { closeFirestore, connectionTo, newProject, openFirestore } from './firestore.ts';
import { runSoon } from './run-soon.ts';
import { emulatedAuth, signUp, type TestUser } from './users.ts';

openFrontDoor({ when: () => true });
// With Node's own 5 s an idle connection would be closed under the next request of a test that computes for so long.
limitConnections();

export interface TestApi {
  url: string;
  /** Of its Firestore, which is its own. */
  projectId: string;
  app: Express;
  firestore: Firestore;
  /** A user of each role, made for this file. */
  users: Record<Role, TestUser>;
  /** A client that signs in as the user of a role. */
  as: (role: Role) => Client;
  anonymous: Client;
  /** What the app has logged. */
  log: LogEntry[];
}

/**
 * The app of this test file on real HTTP, inside the functions framework as in production, on a Firestore
 * project of its own in the emulator. Filled in before the file's first test.
 */
export function useApi(
  settings: Partial<AppDependencies['settings']> = {},
  dependencies: Partial<Omit<AppDependencies, 'settings'>> = {},
): TestApi {
  const api = { log: [] as LogEntry[] } as unknown as TestApi;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const name = newProject();
    const firestore = openFirestore(name);
    const app = createApp({
      connection: connectionTo(firestore),
      authenticator: createAuthenticator(() => Promise.resolve(emulatedAuth()), { timeoutMs: 8000 }),
      docsFolder,
      log: { write: (entry) => api.log.push(entry) },
      loadAppCheck: () => Promise.reject(new Error('App Check is not set up')),
      enqueue: runSoon(firestore),
      settings: { ...appSettings, ...settings },
      ...dependencies,
    });
    const server = await listen(name, app);
    const users = await Promise.all(ROLES.map(async (role) => [role, await signUp(role)] as const));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(api, {
      url,
      projectId: name,
      app,
      firestore,
      users: Object.fromEntries(users),
      as: (role: Role) => client(url, api.users[role].token),
      anonymous: client(url),
    } satisfies Partial<TestApi> | object);
    stop = async () => {
      server.closeAllConnections();
      server.close();
      await closeFirestore(firestore);
    };
  }, 30_000);
  afterAll(() => stop());
  return api;
}

async function listen(name: string, app: ReturnType<typeof createApp>): Promise<Server> {
  http(name, app);
  const server = getTestServer(name);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
