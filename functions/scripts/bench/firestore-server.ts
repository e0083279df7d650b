// A Firestore of the benchmark's own, in the place of the emulator: what answers a call is given, this carries it by gRPC.
import { createRequire } from 'node:module';
import {
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';

/** CommonJS, whose names Node cannot tell beforehand. */
const { google: protos } = createRequire(import.meta.url)(
  '@google-cloud/firestore-api/protos',
) as typeof import('@google-cloud/firestore-api/protos');

/** Google's message classes. */
export const messages = protos.firestore.v1;

/** A call that is answered by many messages: as bytes, in and out. */
export type StreamedCall = ServerWritableStream<Buffer, Buffer>;

/** What answers the calls of google.firestore.v1.Firestore, by their names. */
export interface Answers {
  BatchGetDocuments?: (call: StreamedCall) => unknown;
  RunQuery?: (call: StreamedCall) => unknown;
  RunAggregationQuery?: (call: StreamedCall) => unknown;
  Commit?: (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => unknown;
}

/** Serves on a free port; the address is one for FIRESTORE_EMULATOR_HOST. */
export async function serveFirestore(answers: Answers): Promise<{ address: string; stop: () => void }> {
  const server = new Server({ 'grpc.max_receive_message_length': -1 });
  const definition = Object.fromEntries(
    Object.keys(answers).map((name) => [name, methodOf(name, { responseStream: name !== 'Commit' })]),
  );
  server.addService(definition, { ...answers });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}

/** Answers a call with messages, or with the error for which there are none. */
export async function answerWith(call: StreamedCall, messages: Promise<readonly Buffer[]>): Promise<void> {
  try {
    for (const message of await messages) call.write(message);
    call.end();
  } catch (error) {
    call.destroy(error as Error);
  }
}

/** Where a call of the protocol is found. */
export const pathOf = (name: string) => `/google.firestore.v1.Firestore/${name}`;

export const asItIs = (message: Buffer) => message;

const methodOf = (name: string, { responseStream }: { responseStream: boolean }) => ({
  ...{ path: pathOf(name), requestStream: false, responseStream },
  ...{ requestSerialize: asItIs, requestDeserialize: asItIs },
  ...{ responseSerialize: asItIs, responseDeserialize: asItIs },
});

/** A message of a class of Google's, as bytes. */
export const encoded = <Message>(
  type: {
    fromObject: (object: Record<string, unknown>) => Message;
    encode: (message: Message) => { finish: () => Uint8Array };
  },
  object: Record<string, unknown>,
) => Buffer.from(type.encode(type.fromObject(object)).finish());
