// A Firestore that asks the emulator once and then answers the same by heart, so that a server is measured and not the emulator behind it.
import { emulatorBehind } from './emulator-behind.ts';
import { answerWith, serveFirestore, type StreamedCall } from './firestore-server.ts';

/** Reads of the emulator at `target`, as they were answered the first time. A commit is passed on, and everything is forgotten. */
export async function startRememberingFirestore(target: string) {
  const emulator = emulatorBehind(target);
  const remembered = new Map<string, Promise<Buffer[]>>();

  const answering = (name: string) => (call: StreamedCall) => {
    const key = `${name} ${call.request.toString('base64')}`;
    const known = remembered.get(key) ?? emulator.ask(name, call.request, call.metadata);
    remembered.set(key, known);
    known.catch(() => remembered.delete(key));
    return answerWith(call, known);
  };
  const server = await serveFirestore({
    BatchGetDocuments: answering('BatchGetDocuments'),
    RunQuery: answering('RunQuery'),
    RunAggregationQuery: answering('RunAggregationQuery'),
    Commit(call, answer) {
      remembered.clear();
      emulator.commit(call, answer);
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
