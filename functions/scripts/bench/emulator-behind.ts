// The emulator behind a Firestore of the benchmark's own, which passes on to it what it does not answer itself.
import { Client, credentials, type Metadata } from '@grpc/grpc-js';
import { type Answers, asItIs, pathOf } from './firestore-server.ts';

/** What passes calls on to the emulator at `target`. */
export function emulatorBehind(target: string) {
  const client = new Client(target, credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
  });
  return {
    /** All messages of the answer to a read. */
    ask: (name: string, request: Buffer, metadata: Metadata) =>
      new Promise<Buffer[]>((resolve, reject) => {
        const answer: Buffer[] = [];
        client
          .makeServerStreamRequest(pathOf(name), asItIs, asItIs, request, metadata)
          .on('data', (message: Buffer) => answer.push(message))
          .on('error', reject)
          .on('end', () => resolve(answer));
      }),
    commit: (({ request, metadata }, answer) => {
      client.makeUnaryRequest(pathOf('Commit'), asItIs, asItIs, request, metadata, answer);
    }) satisfies Answers['Commit'],
    close: () => client.close(),
  };
}
