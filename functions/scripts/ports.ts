import { createServer } from 'node:net';
import { ownerOfPort } from './port-owner.ts';
import { emulators } from './project.ts';
import { Sentence } from './sentence.ts';

/** What each port is for, as its sentence says it. */
export const portNames = {
  functions: 'Functions emulator',
  firestore: 'Firestore emulator',
  auth: 'Auth emulator',
  ui: 'Emulator UI',
} as const;

export function portInUseSentence(emulator: keyof typeof portNames, port: number, owner?: string): string {
  return `Port ${port}, which the ${portNames[emulator]} needs, is in use${owner ? ` by ${owner}` : ''}: stop the program that holds it (another suite?) and try again.`;
}

/** Fails with one sentence if an emulator's port is taken. firebase-tools would say so too, in a page of output. */
export async function checkPorts(ui: boolean): Promise<void> {
  for (const emulator of ['functions', 'firestore', 'auth', ...(ui ? (['ui'] as const) : [])] as const) {
    const { host, port } = emulators[emulator];
    if (!(await isFree(host, port)))
      throw new Sentence(portInUseSentence(emulator, port, await ownerOfPort(port)));
  }
}

/** Whether nothing listens there. */
export async function isFree(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer();
  server.once('error', () => resolve(false));
  server.listen({ host, port }, () => {
    server.close(() => resolve(true));
  });
  return promise;
}
