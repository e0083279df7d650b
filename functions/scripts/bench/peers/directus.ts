import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../test/support/framework-process.ts';
import type { Call } from '../load.ts';
import { send } from '../load.ts';
import { peersFolder } from './installed.ts';
import { anotherCustomer, type Peer, startProgram, type Task } from './peer.ts';
import type { Postgres } from './postgres.ts';

const TEXTS = ['name', 'organization', 'language', 'nextcloud_folder'];
const JSONS = ['contacts', 'notes', 'location', 'tags', 'owned_items', 'linked_user_ids'];

/** Directus on PostgreSQL, asked with an administrator's static token: no check of permissions. */
export async function startDirectus(postgres: Postgres, { customers, search }: Task): Promise<Peer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'customers-api-directus-'));
  const environment = {
    ...{ DB_CLIENT: 'pg', DB_HOST: '127.0.0.1', DB_PORT: String(postgres.port), DB_DATABASE: 'directus' },
    ...{ DB_USER: postgres.user, DB_PASSWORD: 'none', SECRET: 'bench'.repeat(8) },
    ...{ ADMIN_EMAIL: 'admin@example.com', ADMIN_PASSWORD: 'bench-bench', ADMIN_TOKEN: 'bench' },
    ...{ HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, LOG_LEVEL: 'error', TELEMETRY: 'false' },
    // It answers 503 by itself when the event loop is busy, and counts requests: neither is what is measured.
    ...{ PRESSURE_LIMITER_ENABLED: 'false', RATE_LIMITER_ENABLED: 'false', HOME: folder },
    ...{ SERVE_APP: 'false', STORAGE_LOCAL_ROOT: folder, EXTENSIONS_PATH: folder },
  };
  // The keys that Directus makes itself are UUIDs.
  const rows = customers.map((customer) => ({ ...customer, id: randomUUID() }));
  const cwd = join(peersFolder, 'directus');
  const program = join('node_modules', 'directus', 'cli.js');
  await promisify(execFile)(process.execPath, [program, 'bootstrap'], {
    cwd,
    env: { PATH: process.env['PATH'], ...environment },
  });
  const call = (path: string): Call => ({ url: url + path, headers: { Authorization: 'Bearer bench' } });
  const start = (first: Call) => startProgram([program, 'start'], { cwd, environment, first });

  const setUp = await start(call('/users/me'));
  const collection = {
    ...{ collection: 'customers', schema: {}, meta: {} },
    fields: [
      { field: 'id', type: 'string', schema: { is_primary_key: true }, meta: { special: ['uuid'] } },
      ...TEXTS.map((field) => ({ field, type: 'string', schema: {}, meta: {} })),
      ...JSONS.map((field) => ({ field, type: 'json', schema: {}, meta: { special: ['cast-json'] } })),
      ...['created_at', 'updated_at'].map((field) => ({ field, type: 'timestamp', schema: {}, meta: {} })),
    ],
  };
  await send({ ...call('/collections'), method: 'POST', body: () => JSON.stringify(collection) });
  await setUp.stop();
  await postgres.query(
    'directus',
    'INSERT INTO customers SELECT * FROM json_populate_recordset(null::customers, $1)',
    [JSON.stringify(rows)],
  );
  await postgres.query('directus', 'ANALYZE');
  const get = call(`/items/customers/${rows[0]?.id ?? ''}`);
  const running = await start(get);
  return {
    name: 'Directus 11 on PostgreSQL 18',
    ...running,
    calls: {
      create: { ...call('/items/customers'), method: 'POST', body: anotherCustomer },
      get,
      list: call('/items/customers?limit=50&sort=name&meta=filter_count'),
      search: call(
        `/items/customers?limit=50&sort=name&meta=filter_count&search=${encodeURIComponent(search)}`,
      ),
    },
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}
