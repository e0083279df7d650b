import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../test/support/framework-process.ts';
import type { Call } from '../load.ts';
import { send } from '../load.ts';
import { peersFolder } from './installed.ts';
import { anotherCustomer, type Peer, startProgram, type Task } from './peer.ts';
import type { Postgres } from './postgres.ts';

const types = {
  ...{
    name: 'String',
    organization: 'String',
    language: 'String',
    nextcloud_folder: 'String',
    location: 'Object',
  },
  ...{ contacts: 'Array', notes: 'Array', tags: 'Array', owned_items: 'Array', linked_user_ids: 'Array' },
};

/** Parse Server on PostgreSQL, asked with its master key: no check of permissions. */
export async function startParse(postgres: Postgres, { customers, known, search }: Task): Promise<Peer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'customers-api-parse-'));
  const config = join(folder, 'config.json');
  const url = `http://127.0.0.1:${port}/parse`;
  await writeFile(
    config,
    JSON.stringify({
      ...{
        appId: 'bench',
        masterKey: 'bench',
        port,
        serverURL: url,
        mountPath: '/parse',
        logsFolder: folder,
      },
      databaseURI: `postgres://${postgres.user}@127.0.0.1:${postgres.port}/parse`,
    }),
  );
  const headers = { 'X-Parse-Application-Id': 'bench', 'X-Parse-Master-Key': 'bench' };
  const call = (path: string): Call => ({ url: url + path, headers });
  const start = (first: Call) =>
    startProgram([join('node_modules', 'parse-server', 'bin', 'parse-server'), config], {
      cwd: join(peersFolder, 'parse'),
      environment: {},
      first,
    });
  const setUp = await start(call('/schemas'));
  const fields = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
  await send({ ...call('/schemas/Customer'), method: 'POST', body: () => JSON.stringify({ fields }) });
  await setUp.stop();
  const rows = customers.map(({ id, created_at, updated_at, ...rest }) => ({
    ...{ objectId: id, createdAt: created_at, updatedAt: updated_at },
    ...rest,
  }));
  await postgres.query(
    'parse',
    'INSERT INTO "Customer" SELECT * FROM json_populate_recordset(null::"Customer", $1); ',
    [JSON.stringify(rows)],
  );
  await postgres.query('parse', 'ANALYZE');
  const get = call(`/classes/Customer/${known.id}`);
  const where = encodeURIComponent(JSON.stringify({ name: { $regex: search, $options: 'i' } }));
  const running = await start(get);
  return {
    name: 'Parse Server 9.10 on PostgreSQL 18',
    ...running,
    calls: {
      create: { ...call('/classes/Customer'), method: 'POST', body: anotherCustomer },
      get,
      list: call('/classes/Customer?limit=50&order=name&count=1'),
      search: call(`/classes/Customer?limit=50&order=name&count=1&where=${where}`),
    },
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}
