import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll } from 'vitest';
import { ROLES, type Role } from '../../src/http/auth/claims.ts';
import { client, type Client } from './client.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { closeFirestore, newProject, openFirestore } from './firestore.ts';
import { CUSTOMERS_PATH } from './paths.ts';
import { signUp, type TestUser } from './users.ts';

/** One instance of the app: a process of its own, with a proxy of its own before the database. */
export interface Instance {
  process: ChildProcess;
  proxy: FaultyProxy;
  url: string;
  as: (role: Role) => Client;
}

export interface AppProcesses {
  instances: Instance[];
  /** Any of the instances, in turn. */
  next: () => Instance;
  /** The Firestore project of this test file. */
  project: string;
  /** The database itself, with no proxy before it. */
  firestore: Firestore;
  users: Record<Role, TestUser>;
  /** Answers of 500 that the instances have logged: each is a bug. */
  bugs: unknown[];
  /** Starts another instance. */
  start: () => Promise<Instance>;
}

const require = createRequire(import.meta.url);
const framework = join(dirname(require.resolve('@google-cloud/functions-framework')), 'main.js');
const appProcess = join(import.meta.dirname, 'app-process.ts');

/** Starts instances of the app on one Firestore project of this test file, and stops them after its last test. */
export function useAppProcesses({ count = 2, seed }: { count?: number; seed: number }): AppProcesses {
  const apps = { instances: [] as Instance[], bugs: [] as unknown[] } as unknown as AppProcesses;
  const name = newProject();
  apps.project = name;
  let turn = 0;
  apps.next = () => {
    const instance = apps.instances[turn++ % apps.instances.length];
    if (instance === undefined) throw new Error('no instance is running');
    return instance;
  };
  apps.start = async () => {
    const target = process.env['FIRESTORE_EMULATOR_HOST'] ?? '';
    const proxy = await FaultyProxy.start({ target, seed: seed + apps.instances.length });
    const started = await startProcess(name, proxy.address, apps.bugs);
    const as = (role: Role) => client(started.url, apps.users[role].token);
    const instance = { ...started, proxy, as };
    apps.instances.push(instance);
    return instance;
  };

  beforeAll(async () => {
    const users = await Promise.all(ROLES.map(async (role) => [role, await signUp(role)] as const));
    apps.users = Object.fromEntries(users) as AppProcesses['users'];
    apps.firestore = openFirestore(name);
    await Promise.all(Array.from({ length: count }, apps.start));
    // The first call of a process loads the client, and the first write of a project takes seconds.
    await Promise.all(apps.instances.map(({ as }) => as('editor').post(CUSTOMERS_PATH, { name: 'Πρώτος' })));
  }, 60_000);
  afterAll(async () => {
    for (const instance of apps.instances) {
      instance.process.kill('SIGKILL');
      await instance.proxy.refuse();
    }
    await closeFirestore(apps.firestore);
  });
  return apps;
}

async function startProcess(project: string, database: string, bugs: unknown[]) {
  const child = fork(framework, ['--target=app', `--source=${appProcess}`, '--port=0'], {
    env: { ...process.env, CRM_TEST_PROJECT: project, FIRESTORE_EMULATOR_HOST: database },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('message', (message: { port?: number; error?: { status: number } }) => {
    if (message.port !== undefined) resolve(message.port);
    if (message.error?.status === 500) bugs.push(message.error);
  });
  child.once('exit', (status) => reject(new Error(`the app ended with ${status ?? 'a signal'}`)));
  return { process: child, url: `http://127.0.0.1:${await promise}` };
}

/** Ends a process by a signal and waits for its end. */
export async function end({ process: child }: Instance, signal: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}
