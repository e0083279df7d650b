import { randomUUID } from 'node:crypto';
import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { type Connection, connectionOf } from '../../src/firestore/client.ts';
import { CursorSeal } from '../../src/firestore/cursor.ts';
import { Database } from '../../src/firestore/database.ts';
import { Deadline } from '../../src/limits/deadline.ts';

// The one door of the tests to Firestore: projects of their own in the emulator, the Admin SDK to look into them, and a request's view of one.

/** The app that each client goes through, and the way in which the API reaches the same project. */
const ways = new Map<Firestore, { app: App; connection: Connection }>();

/** The name of a Firestore project that nobody else uses. */
export const newProject = () => `demo-${randomUUID().slice(0, 8)}`;

/** A client, and the way of the API to the same project; `host` where something stands before the emulator on that way. */
export function openFirestore(project: string, host = EMULATOR): Firestore {
  const app = initializeApp({ projectId: project }, randomUUID());
  const firestore = getFirestore(app);
  ways.set(firestore, { app, connection: connectionOf(app, host) });
  return firestore;
}

/** Ends a client that was opened here. */
export async function closeFirestore(firestore: Firestore): Promise<void> {
  const way = ways.get(firestore);
  if (way === undefined) return;
  way.connection.close();
  await deleteApp(way.app);
}

/** The way in which the API reaches the project of a client that was opened here. */
export function connectionTo(firestore: Firestore): Connection {
  const way = ways.get(firestore);
  if (way === undefined) throw new Error('this client was not opened by openFirestore');
  return way.connection;
}

/** How long a request waits for one call, and in all, in milliseconds. */
export interface DatabaseTimes {
  timeoutMs?: number;
  totalMs?: number;
}

/** One request's view of Firestore. */
export function databaseOf(firestore: Firestore, times: DatabaseTimes = {}): Database {
  const { timeoutMs = 8000, totalMs = 9000 } = times;
  return new Database(connectionTo(firestore), { timeoutMs, deadline: new Deadline(totalMs) });
}

/** Makes cursors as the API does that has used this project before, of places where it would end no page. */
export async function cursorSealOf(firestore: Firestore): Promise<CursorSeal> {
  const settings = await firestore.doc('crm_settings/crm_customers').get();
  return new CursorSeal(Buffer.from(settings.get('cursor_key') as string, 'base64url'));
}

const EMULATOR = process.env['FIRESTORE_EMULATOR_HOST'];

export { type Connection, Database, type Firestore };
export { documentSize, MAX_DOCUMENT_BYTES } from '../../src/firestore/document-size.ts';
