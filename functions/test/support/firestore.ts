import { randomUUID } from 'node:crypto';
import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { type Connection, connectionOf } from '../../src/firestore/client.ts';
import { Database } from '../../src/firestore/database.ts';
import { Deadline } from '../../src/limits/deadline.ts';
import { MemoryBudget } from '../../src/limits/memory-budget.ts';

// The one door of the tests to Firestore: projects of their own in the emulator, clients as production has them, and a request's view of one.

/** The app that each client goes through, and the way in which the API reaches the same project. */
const ways = new Map<Firestore, { app: App; connection: Connection }>();

/** The name of a Firestore project that nobody else uses. */
export const newProject = () => `demo-${randomUUID().slice(0, 8)}`;

/** A client with the settings of production; `host` where something stands before the emulator. */
export function openFirestore(project: string, host?: string): Firestore {
  const app = initializeApp({ projectId: project }, randomUUID());
  const usual = process.env['FIRESTORE_EMULATOR_HOST'];
  if (host !== undefined) process.env['FIRESTORE_EMULATOR_HOST'] = host;
  try {
    const connection = connectionOf(app);
    const firestore = getFirestore(app);
    ways.set(firestore, { app, connection });
    return firestore;
  } finally {
    if (usual !== undefined) process.env['FIRESTORE_EMULATOR_HOST'] = usual;
  }
}

/** Ends a client that was opened here. */
export async function closeFirestore(firestore: Firestore): Promise<void> {
  const way = ways.get(firestore);
  if (way !== undefined) await deleteApp(way.app);
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
  return databasesSharing(Infinity, connectionTo(firestore), times)();
}

/** Makes the views of requests that share memory for so many documents. */
export function databasesSharing(
  documents: number,
  connection: Connection,
  { timeoutMs = 8000, totalMs = 9000 }: DatabaseTimes = {},
): () => Database {
  const memory = new MemoryBudget(documents);
  return () => new Database(connection, { timeoutMs, deadline: new Deadline(totalMs), memory });
}

export type { Database };
