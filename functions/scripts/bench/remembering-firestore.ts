// A Firestore that asks the emulator once and then answers the same by heart, so that a server is measured and not the emulator behind it.
import { Client, credentials, type Metadata } from '@grpc/grpc-js';
import { asItIs, pathOf, serveFirestore, type StreamedCall } from './firestore-server.ts';

/** Reads of the emulator at `target`, as they were answered the first time. A commit is passed on, and everything is forgotten. */
export async function startRememberingFirestore(target: string) {
  const emulator = new Client(target, credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
  });
  const remembered = new Map<string, Promise<Buffer[]>>();

  const ask = (name: string, request: Buffer, metadata: Metadata) =>
    new Promise<Buffer[]>((resolve, reject) => {
      const answer: Buffer[] = [];
      emulator
        .makeServerStreamRequest(pathOf(name), asItIs, asItIs, request, metadata)
        .on('data', (message: Buffer) => answer.push(message))
        .on('error', reject)
        .on('end', () => resolve(answer));
    });
  const answering = (name: string) => async (call: StreamedCall) => {
    const key = `${name} ${call.request.toString('base64')}`;
    const known = remembered.get(key) ?? ask(name, call.request, call.metadata);
    remembered.set(key, known);
    try {
      for (const message of await known) call.write(message);
      call.end();
    } catch (error) {
      remembered.delete(key);
      call.destroy(error as Error);
    }
  };
  const server = await serveFirestore({
    BatchGetDocuments: answering('BatchGetDocuments'),
    RunQuery: answering('RunQuery'),
    RunAggregationQuery: answering('RunAggregationQuery'),
    Commit({ request, metadata }, answer) {
      remembered.clear();
      emulator.makeUnaryRequest(pathOf('Commit'), asItIs, asItIs, request, metadata, answer);
    },
  });
  return {
    address: server.address,
    stop: () => {
      server.stop();
      emulator.close();
    },
  };
}
