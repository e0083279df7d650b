import { Server, ServerCredentials, status, type ServerWritableStream } from '@grpc/grpc-js';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import { type Connection, connectionOf, type Method } from '../../src/firestore/client.ts';
import { Database } from '../../src/firestore/database.ts';
import { Deadline } from '../../src/limits/deadline.ts';
import type { Memory } from '../../src/limits/memory.ts';

// A gRPC server that answers as a test says: for answers that the emulator never gives, and to see what arrives.

/** One call as the server has it: it sends messages, and ends by a status. */
export interface ReceivedCall {
  method: Method;
  request: Buffer;
  metadata: Record<string, unknown>;
  send: (message: Buffer) => boolean;
  /** Waits until more can be sent; false when the call is over. */
  drained: () => Promise<boolean>;
  end: (code?: status) => void;
  /** When its cancellation arrived (RST_STREAM), as performance.now() has it. */
  cancelled: Promise<number>;
}

export interface ScriptedFirestore {
  connection: Connection;
  /** What has arrived. */
  calls: ReceivedCall[];
  database: (options?: { timeoutMs?: number; memory?: Memory; deadline?: Deadline }) => Database;
}

const METHODS: readonly Method[] = ['BatchGetDocuments', 'RunQuery', 'RunAggregationQuery', 'Commit'];
const asTheyAre = (message: Buffer) => message;
const stops: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Starts a server that does with each call what `answer` does, and a connection to it. Both end with the test. */
export async function startScriptedFirestore(
  answer: (call: ReceivedCall) => unknown,
): Promise<ScriptedFirestore> {
  const calls: ReceivedCall[] = [];
  const server = new Server();
  const handle = (method: Method) => (stream: ServerWritableStream<Buffer, Buffer>) => {
    const cancelled = new Promise<number>((resolve) =>
      stream.once('cancelled', () => resolve(performance.now())),
    );
    stream.on('error', () => undefined);
    const call: ReceivedCall = {
      method,
      request: stream.request,
      metadata: stream.metadata.getMap(),
      send: (message) => stream.write(message),
      drained: () =>
        Promise.race([
          new Promise<boolean>((resolve) => stream.once('drain', () => resolve(true))),
          cancelled.then(() => false),
        ]),
      end: (code = status.OK) => {
        if (code === status.OK) stream.end();
        else stream.emit('error', { code, details: 'as scripted' });
      },
      cancelled,
    };
    calls.push(call);
    void answer(call);
  };
  // A unary call is on the wire what a stream of one message is.
  const definition = Object.fromEntries(
    METHODS.map((method) => [
      method,
      {
        path: `/google.firestore.v1.Firestore/${method}`,
        requestStream: false,
        responseStream: true,
        requestSerialize: asTheyAre,
        requestDeserialize: asTheyAre,
        responseSerialize: asTheyAre,
        responseDeserialize: asTheyAre,
      },
    ]),
  );
  server.addService(definition, Object.fromEntries(METHODS.map((method) => [method, handle(method)])));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  stops.push(() => server.forceShutdown());
  const connection = connectTo(`127.0.0.1:${port}`);
  return { connection, calls, database: (options) => databaseOn(connection, options) };
}

/** A connection to an emulator at another address, closed at the end of the test. */
export function connectTo(address: string, projectId = `demo-${randomUUID().slice(0, 8)}`): Connection {
  const app = initializeApp({ projectId }, randomUUID());
  const connection = connectionOf(app, address);
  stops.push(async () => {
    connection.close();
    await deleteApp(app);
  });
  return connection;
}

/** A request's view of it. */
export function databaseOn(
  connection: Connection,
  options: { timeoutMs?: number; memory?: Memory; deadline?: Deadline } = {},
): Database {
  return new Database(connection, { timeoutMs: 8000, deadline: new Deadline(9000), ...options });
}
