import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { CustomerInDB } from '../../../src/crm/customers/models.ts';
import type { Call } from '../load.ts';
import { send } from '../load.ts';

/** Creations come last: the others find the collection as it was loaded. */
export const OPERATIONS = ['get', 'list', 'search', 'create'] as const;
type Operation = (typeof OPERATIONS)[number];

/** One product with the customers in it, running. */
export interface Peer {
  name: string;
  pid: number;
  /** From the start of its process to its first answer, in milliseconds. */
  startup: number;
  calls: Record<Operation, Call>;
  stop: () => Promise<void>;
}

/** What is asked of each of them. */
export interface Task {
  customers: readonly CustomerInDB[];
  /** The customer to get. */
  known: CustomerInDB;
  /** Half a surname; the first 50 are shown. */
  search: string;
}

/** Another customer each time. */
export function anotherCustomer(): string {
  const { id: _, created_at: __, updated_at: ___, ...fields } = template;
  return JSON.stringify({ ...fields, name: `Πελάτης ${++created}` });
}
let created = 0;
const template: CustomerInDB = {
  ...{
    id: '',
    name: '',
    organization: 'Ι.Ν. Αγίου Νικολάου',
    location: { city: 'Αθήνα', country: 'Ελλάδα', region: null },
  },
  contacts: [{ type: 'phone', label: 'personal', value: '+30 694 123 4567', primary: true }],
  ...{
    notes: [],
    language: 'el',
    tags: ['vip'],
    owned_items: [],
    linked_user_ids: [],
    nextcloud_folder: null,
  },
  ...{ created_at: '', updated_at: '' },
};

const PATIENCE_MS = 60_000;

/** Starts a product's program and waits for its first answer. */
export async function startProgram(
  command: readonly string[],
  { cwd, environment, first }: { cwd: string; environment: Record<string, string>; first: Call },
): Promise<{ pid: number; startup: number; stop: () => Promise<void> }> {
  const start = performance.now();
  const child = spawn(process.execPath, command, {
    cwd,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'exit');
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${command.join(' ')} ended: ${errors.slice(-2000)}`);
    const refusal = await send(first).then(
      () => null,
      (error: unknown) => String(error),
    );
    if (refusal === null) break;
    if (performance.now() - start > PATIENCE_MS) {
      child.kill('SIGKILL');
      throw new Error(`${command.join(' ')}: ${refusal} ${errors.slice(-2000)}`);
    }
    await wait(20);
  }
  return {
    pid: child.pid ?? 0,
    startup: performance.now() - start,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
