import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { google } from '@google-cloud/firestore-api/protos';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { functionsFolder } from '../scripts/project.ts';
import { useApi } from './support/api.ts';
import { databaseOf } from './support/firestore.ts';
import { type FrameworkProcess, startFramework } from './support/framework-process.ts';
import { CUSTOMERS_PATH as path } from './support/paths.ts';
import { encode } from './support/protocol.ts';

// The function that docs/operating.md shows, taken from there, with the events of versions that this API has written.
const api = useApi();
const folder = join(functionsFolder, 'node_modules/.cache/customers-api', `recipe-${randomUUID()}`);
let recipe: FrameworkProcess;

beforeAll(async () => {
  const page = await readFile(join(functionsFolder, 'docs/operating.md'), 'utf8');
  const [, code = ''] = /<!-- A test runs this very code. -->\s*```js\n(.*?)```/s.exec(page) ?? [];
  expect(code).toContain('onCustomerVersion');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ main: 'index.js', type: 'commonjs' }));
  await writeFile(join(folder, 'index.js'), code);
  recipe = await startFramework(
    {
      GCLOUD_PROJECT: api.projectId,
      FIRESTORE_EMULATOR_HOST: process.env['FIRESTORE_EMULATOR_HOST'],
      FUNCTION_SIGNATURE_TYPE: 'cloudevent',
    },
    { target: 'onCustomerVersion', source: folder },
  );
}, 60_000);
afterAll(async () => {
  await recipe.stop();
  await rm(folder, { recursive: true, force: true });
});

/** google.protobuf.Timestamp. */
const timeOf = ({ seconds, nanoseconds }: { seconds: number; nanoseconds: number }) =>
  encode(google.protobuf.Timestamp, { seconds, nanos: nanoseconds });

/** The creation of a version, as production delivers it (google.events.cloud.firestore.v1.DocumentEventData). */
async function deliver(id: string, version: number): Promise<number> {
  const place = `crm_customers/${id}/history/${String(version).padStart(12, '0')}`;
  const stored = await databaseOf(api.firestore).get(place);
  if (stored === null) throw new Error(`there is no ${place}`);
  const document = new BinaryWriter();
  const name = `projects/${api.projectId}/databases/(default)/documents/${place}`;
  document.tag(1, WireType.LengthDelimited).string(name);
  for (const [key, { value }] of Object.entries(stored.stored())) {
    const entry = new BinaryWriter().tag(1, WireType.LengthDelimited).string(key);
    entry.tag(2, WireType.LengthDelimited).bytes(value);
    document.tag(2, WireType.LengthDelimited).bytes(entry.finish());
  }
  document.tag(3, WireType.LengthDelimited).bytes(timeOf(stored.createTime));
  document.tag(4, WireType.LengthDelimited).bytes(timeOf(stored.updateTime));
  const writer = new BinaryWriter();
  writer.tag(1, WireType.LengthDelimited).bytes(document.finish());
  const { status } = await fetch(recipe.url, {
    method: 'POST',
    body: Uint8Array.from(writer.finish()),
    headers: {
      'Content-Type': 'application/protobuf',
      'ce-specversion': '1.0',
      'ce-id': randomUUID(),
      'ce-type': 'google.cloud.firestore.document.v1.created',
      'ce-source': `//firestore.googleapis.com/projects/${api.projectId}/databases/(default)`,
      'ce-subject': `documents/${place}`,
      'ce-time': new Date().toISOString(),
      'ce-document': place,
      'ce-project': api.projectId,
      'ce-database': '(default)',
      'ce-namespace': '(default)',
      'ce-location': 'eur3',
    },
  });
  return status;
}

it('the function of the documentation does its work once for each version, whatever comes twice', async () => {
  const editor = api.as('editor');
  const id = (await editor.post(path, { name: 'Συμβάν' })).body.id as string;
  await editor.put(`${path}/${id}`, { name: 'Άλλο όνομα' });
  await editor.delete(`${path}/${id}`);
  for (const version of [2, 1, 1, 3, 2])
    expect([await deliver(id, version), ...recipe.lines.filter((line) => line.includes('Error'))]).toEqual([
      204,
    ]);
  const jobs = await api.firestore.collection('erp_jobs').get();
  const done = jobs.docs.map((job) =>
    ['customer_id', 'version', 'action', 'name', 'by'].map((key) => job.get(key) as unknown),
  );
  const by = api.users.editor.uid;
  expect(done.sort(([, a], [, b]) => Number(a) - Number(b))).toEqual([
    [id, 1, 'create', 'Συμβάν', by],
    [id, 2, 'update', 'Άλλο όνομα', by],
    [id, 3, 'delete', 'Άλλο όνομα', by],
  ]);
});
