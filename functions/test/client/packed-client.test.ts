import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { buildClient } from '../../scripts/client.ts';
import { functionsFolder } from '../../scripts/project.ts';

/** Every method and every type, as a web application would use them. */
const program = `
import { createCustomersClient, ProblemError } from '@crm/customers-client';
import type { CallOptions, CustomerInDB, CustomersClient, CustomerUpdate, CustomerVersion, ListQuery, ProblemCode, TrashEntry } from '@crm/customers-client';

const customers: CustomersClient = createCustomersClient({
  baseUrl: 'https://example.test/api',
  getToken: async () => 'token',
  getAppCheckToken: () => 'token',
});
const options: CallOptions = { signal: new AbortController().signal };
/** The program is compiled and never run: what it is given only has to have its type. */
declare function use(...values: unknown[]): void;
const query: ListQuery = { search: 'a', tag: ['ναός'], sort: '-updated_at', limit: 10 };

export async function useAll(id: string): Promise<CustomerInDB> {
  const { customers: found, total, total_is_exact, next_cursor } = await customers.list(query, options);
  const seen: [string | undefined, number, boolean, string | null] = [found[0]?.name, total, total_is_exact, next_cursor];
  for await (const { organization, location } of customers.all({ country: 'Ελλάδα' }))
    use(seen, organization satisfies string | null, location?.city satisfies string | null | undefined);
  const customer = await customers.get(id);
  const created = await customers.create({ name: 'Δήμος Πατρέων' }, { key: 'a-key' });
  const changes: CustomerUpdate = { organization: null, contacts: [{ type: 'phone', label: 'a', value: '210' }] };
  await customers.update(created.id, changes, { ifMatch: null, ...options });
  await customers.update(id, customer);
  await customers.delete(id);
  await customers.restore(id);
  await customers.erase(id);
  const { etags } = await customers.search({ search: 'a', tag: ['vip'], limit: 10 });
  use(etags satisfies string[]);
  await customers.addNote(id, { text: 'a' });
  await customers.addContact(id, { type: 'email', label: 'a', value: 'a@example.gr' });
  await customers.addOwnedItem(id, { type: 'product', quantity: 2 });
  await customers.addTag(id, 'vip');
  await customers.removeTag(id, 'vip');
  await customers.linkUser(id, 'uid');
  await customers.unlinkUser(id, 'uid');
  const { history } = await customers.history(id, { limit: 3 });
  for await (const version of customers.allVersions(id)) use(history, version satisfies CustomerVersion);
  await customers.version(id, 1);
  await customers.revert(id, 1);
  const { trash } = await customers.trash();
  for await (const entry of customers.allDeleted()) use(trash, entry satisfies TrashEntry);
  use(customers.etagOf(id) satisfies string | undefined);
  // @ts-expect-error a misspelt field
  await customers.create({ nmae: 'a' });
  // @ts-expect-error no such order
  await customers.list({ sort: 'size' });
  return customer;
}

export function codeOf(error: unknown): ProblemCode | 'unreachable' | 'unreadable' | null {
  if (!(error instanceof ProblemError)) return null;
  use(error.status, error.message, error.changed[0]?.by, error.errors[0]?.pointer, error.requestId);
  return error.requiredRole === 'admin' || (error.retryAfter ?? 0) > 1 ? null : error.code;
}
`;

const typescript = join(functionsFolder, 'node_modules', 'typescript', 'bin', 'tsc');
let folder: string;
let installed: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-client-'));
  installed = join(folder, 'node_modules', '@crm', 'customers-client');
  await mkdir(installed, { recursive: true });
  // Built in a place of its own: other test files build the client meanwhile.
  const source = join(folder, 'source');
  await mkdir(source);
  await copyFile(join(functionsFolder, 'client', 'package.json'), join(source, 'package.json'));
  await buildClient(source);
  run('npm', ['pack', '--silent', '--pack-destination', folder], source);
  run(
    'tar',
    ['-xzf', `crm-customers-client-${packageJson.version}.tgz`, '--strip-components=1', '-C', installed],
    folder,
  );
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'program.ts'), program);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(command: string, parameters: string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${command}: ${stdout}${stderr}`);
}

describe('the client, packed and installed in another project', () => {
  it.each([
    ['a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
    ['Node', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
  ])('has types for %s, as strict as they can be', { timeout: 60_000 }, (_name, resolution) => {
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const lib = ['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'];
    run(process.execPath, [typescript, 'program.ts', '--noEmit', ...strict, ...lib, ...resolution], folder);
  });

  it('is at most 5 kB, as a browser loads it', async () => {
    const script = await readFile(join(installed, 'dist', 'index.js'));
    expect(gzipSync(script).length).toBeLessThan(5000);
  });

  it('runs', async () => {
    const url = pathToFileURL(join(installed, 'dist', 'index.js')).href;
    const { createCustomersClient } = (await import(url)) as typeof import('../../client/src/index.ts');
    const customers = createCustomersClient({ baseUrl: 'http://127.0.0.1:9/api', getToken: () => 'token' });
    await expect(customers.addNote('id', { text: 'a' })).rejects.toMatchObject({ code: 'unreachable' });
  });
});
