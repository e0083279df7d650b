import { randomUUID } from 'node:crypto';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { afterEach, expect, it, vi } from 'vitest';
import { connectionOf } from '../../src/firestore/client.ts';
import { recordRequests, type SentRequest } from '../support/sent-requests.ts';
import { startScriptedFirestore } from '../support/scripted-firestore.ts';

const ADDRESS = '127.0.0.1:1';

afterEach(() => vi.unstubAllEnvs());

it("knows the project from the app, or else from the platform's variable", async () => {
  vi.stubEnv('GCLOUD_PROJECT', 'from-variable');
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', 'from-variable');
  const named = initializeApp({ projectId: 'from-app' }, randomUUID());
  const nameless = initializeApp({}, randomUUID());
  const roots = [await connectionOf(named, ADDRESS).root(), await connectionOf(nameless, ADDRESS).root()];
  expect(roots).toEqual([
    'projects/from-app/databases/(default)/documents',
    'projects/from-variable/databases/(default)/documents',
  ]);
  await Promise.all([named, nameless].map(deleteApp));
});

it('tells where the database is as the SDK does', async () => {
  const { connection, calls, database } = await startScriptedFirestore((call) => call.end());
  const sent: SentRequest[] = [];
  recordRequests(connection, (request) => sent.push(request));
  const root = await connection.root();
  const name = root.replace(/\/documents$/, '');
  await database().query({ collection: 'c' });
  await database().get('c/1');
  expect(calls.map(({ metadata }) => metadata)).toMatchObject([
    { 'google-cloud-resource-prefix': name, 'x-goog-request-params': `parent=${encodeURIComponent(root)}` },
    { 'google-cloud-resource-prefix': name, 'x-goog-request-params': `database=${encodeURIComponent(name)}` },
  ]);
  expect(sent.map(({ method }) => method)).toEqual(['RunQuery', 'BatchGetDocuments']);
  expect(sent[0]?.message).toMatchObject({ parent: root });
});
