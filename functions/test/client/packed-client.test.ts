import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { packClient } from '../../scripts/client.ts';
import { functionsFolder } from '../../scripts/project.ts';

/** Every method and every type, as a web application would use them. */
const program = `
import { ConflictError, createCustomersClient, etagOf, ProblemError } from '@crm/customers-client';
import type { CallOptions, CustomerInDB, CustomersClient, CustomerCreate, CustomerUpdate, CustomerVersion, ListQuery, NoAnswer, ProblemCode, TrashEntry } from '@crm/customers-client';

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
  await customers.update(customer, customer);
  await customers.update(customer, { organization: undefined, location: { city: undefined } }, { ifMatch: etagOf(customer) });
  await customers.update(id, changes, { ifMatch: etagOf(customer) ?? null, key: undefined, signal: undefined });
  const draft: CustomerCreate = { name: 'a', organization: undefined };
  draft.tags = ['a'];
  draft.tags.push('b');
  await customers.create(draft, { key: undefined });
  await customers.list({ search: undefined, cursor: next_cursor, tag: undefined });
  await customers.search({ cursor: next_cursor });
  await customers.history(id, { cursor: next_cursor });
  for await (const page of customers.pages({ cursor: next_cursor })) use(page.etags);
  await customers.delete(customer);
  await customers.delete(id, { ifMatch: null });
  await customers.restore(id);
  await customers.erase(id);
  const { etags } = await customers.search({ search: 'a', tag: ['vip'], limit: 10 });
  use(etags satisfies string[]);
  const [note] = (await customers.addNote(customer, { text: 'a' })).notes;
  if (note) await customers.removeNote(await customers.editNote(customer, note, { text: 'b' }), note);
  const [contact] = customer.contacts;
  if (contact) await customers.removeContact(await customers.editContact(id, contact, { primary: true }), contact);
  const [item] = customer.owned_items;
  if (item) await customers.removeOwnedItem(await customers.editOwnedItem(id, item, { quantity: undefined }), item);
  await customers.addContact(id, { type: 'email', label: 'a', value: 'a@example.gr' });
  await customers.addOwnedItem(id, { type: 'product', quantity: 2 });
  await customers.addTag(id, 'vip');
  await customers.removeTag(id, 'vip');
  await customers.linkUser(id, 'uid');
  await customers.unlinkUser(id, 'uid');
  const { history } = await customers.history(id, { limit: 3 });
  for await (const version of customers.allVersions(id)) use(history, version satisfies CustomerVersion);
  await customers.version(id, 1);
  await customers.revert(customer, 1);
  await customers.revert(id, 1, { ifMatch: null });
  const { trash } = await customers.trash();
  for await (const entry of customers.allDeleted()) use(trash, entry satisfies TrashEntry);
  use(customers.etagOf(customer) satisfies string | undefined);
  // @ts-expect-error an id has no version: the condition must be said
  await customers.update(id, changes);
  // @ts-expect-error the same
  await customers.delete(id);
  // @ts-expect-error a misspelt field
  await customers.create({ nmae: 'a' });
  // @ts-expect-error no such order
  await customers.list({ sort: 'size' });
  return customer;
}

export function codeOf(error: unknown): ProblemCode | NoAnswer | null {
  if (error instanceof ConflictError) use(error.fields, error.conflicts[0]?.by_name, error.current?.name, error.etag);
  if (!(error instanceof ProblemError)) return null;
  use(error.status, error.message, error.changed[0]?.by, error.errors[0]?.pointer, error.requestId);
  return error.requiredRole === 'admin' || (error.retryAfter ?? 0) > 1 ? null : error.code;
}
`;

/** What the examples of the documentation have around them. */
const surroundings = `
import type { ConflictError as Conflict, CustomerContact, CustomerHistoryResponse, CustomerInDB, CustomerListResponse, CustomerNote, CustomersClient, CustomerUpdate, CustomerVersion } from '@crm/customers-client';
declare global {
  const customers: CustomersClient;
  const customer: CustomerInDB;
  const old: CustomerInDB;
  const twin: CustomerInDB;
  const chosen: CustomerInDB[];
  const version: number;
  const id: string;
  const email: string;
  const password: string;
  const text: string;
  const note: CustomerNote;
  const contact: CustomerContact;
  const changes: CustomerUpdate;
  const input: HTMLInputElement;
  const signal: AbortSignal;
  /** A copy of the customers, by id, with the last version that was applied. */
  const stored: {
    token: string | undefined;
    put(id: string, state: Omit<CustomerInDB, 'id'> | null, version?: number | null): void;
    forget(id: string): void;
    clear(): void;
    versionOf(id: string): number;
  };
  function keep(token: string): Promise<void>;
  const form: HTMLFormElement;
  const draft: { customer: CustomerInDB; ifMatch: string | null };
  function render(page: CustomerListResponse): void;
  function show(error: unknown): void;
  function showForm(customer: CustomerInDB): void;
  const auth: import('firebase/auth').Auth;
  function askWhatStays(error: Conflict): Promise<CustomerUpdate | null>;
  function showEntry(text: string, changes: CustomerVersion['changes'], goBack: () => Promise<void>): void;
  function offerMore(more: () => Promise<CustomerHistoryResponse>): void;
  function showUndo(undo: () => Promise<unknown>): void;
  function readForm(): { name: string; organization: string };
}
`;

const modules = join(functionsFolder, 'node_modules');
let folder: string;
let installed: string;
let name: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-client-'));
  installed = join(folder, 'node_modules', '@crm', 'customers-client');
  const { tarball, name: tarballName } = await packClient();
  name = tarballName;
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, name), tarball);
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${name}`], folder);
  await symlink(join(modules, 'firebase'), join(folder, 'node_modules', 'firebase'));
  await writeFile(join(folder, 'program.ts'), program);
  await writeFile(join(folder, 'surroundings.d.ts'), surroundings);
  for (const page of ['client/README.md', 'docs/front-end.md']) {
    const examples = (await readFile(join(functionsFolder, page), 'utf8')).matchAll(/^```ts\n(.*?)^```$/gms);
    for (const [index, [, example = '']] of [...examples].entries())
      await writeFile(join(folder, `${page.replaceAll('/', '-')}-${index}.ts`), withImports(example));
  }
}, 90_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Only the first example of a page says what it imports. */
const withImports = (example: string) =>
  example.includes("from '@crm/customers-client'")
    ? example
    : `import { ConflictError, createCustomersClient, etagOf, ProblemError } from '@crm/customers-client';\n${example}`;

function run(command: string, parameters: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${command}: ${stdout}${stderr}`);
  return stdout;
}

/** Every way of compiling: a compiler, and how it finds modules. */
const compilers = ['typescript', 'typescript-5'].flatMap((compiler) =>
  [
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
    ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
  ].map((resolution) => ({ compiler, resolution })),
);

describe('the client, packed and installed in another project', () => {
  it('is the same bytes for the same sources, and says its version', async () => {
    expect((await packClient()).name).toBe(name);
    expect(name).toMatch(new RegExp(`^client-${packageJson.version}-[\\w-]{16}\\.tgz$`));
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(manifest.version).toBe(packageJson.version);
    const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { integrity?: string }>;
    };
    expect(lock.packages['node_modules/@crm/customers-client']?.integrity).toMatch(/^sha512-/);
  });

  it.each(compilers)(
    'has types for $compiler with $resolution.3, as strict as they can be, and the examples of the documentation compile',
    { timeout: 120_000 },
    async ({ compiler, resolution }) => {
      const strict = [
        '--strict',
        '--exactOptionalPropertyTypes',
        '--noUncheckedIndexedAccess',
        '--noUnusedParameters',
      ];
      const lib = ['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'];
      const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
      expect(files.length).toBeGreaterThan(8);
      const tsc = join(modules, compiler, 'bin', 'tsc');
      run(process.execPath, [tsc, ...files, '--noEmit', ...strict, ...lib, ...resolution], folder);
    },
  );

  it('is at most 7 kB, as a browser loads it', async () => {
    const script = await readFile(join(installed, 'dist', 'index.js'));
    expect(gzipSync(script).length).toBeLessThan(7000);
    // What only the pages that import files load; no class is in both.
    const imports = await readFile(join(installed, 'dist', 'import.js'));
    expect(gzipSync(imports).length).toBeLessThan(3000);
    expect(imports.toString()).not.toContain('extends Error');
  });

  it('is built by Vite; who asks for one function gets little more', { timeout: 60_000 }, async () => {
    await mkdir(join(folder, 'web'));
    await writeFile(join(folder, 'web', 'index.html'), '<script type="module" src="/main.js"></script>');
    const sizeOf = async (main: string) => {
      await writeFile(join(folder, 'web', 'main.js'), main);
      run(
        process.execPath,
        [join(modules, 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'error'],
        folder,
      );
      const assets = join(folder, 'web', 'dist', 'assets');
      const [script = ''] = await readdir(assets);
      return gzipSync(await readFile(join(assets, script))).length;
    };
    const from = `from '@crm/customers-client';`;
    const whole = await sizeOf(`import * as all ${from} console.log(all.createCustomersClient({}), all);`);
    expect(whole).toBeGreaterThan(3000);
    expect(whole).toBeLessThan(7500);
    expect(await sizeOf(`import { etagOf } ${from} console.log(etagOf({ id: 'c' }));`)).toBeLessThan(1200);
  });

  it('runs', async () => {
    const url = pathToFileURL(join(installed, 'dist', 'index.js')).href;
    const { createCustomersClient } = (await import(url)) as typeof import('../../client/src/index.ts');
    const customers = createCustomersClient({ baseUrl: 'http://127.0.0.1:9/api', getToken: () => 'token' });
    await expect(customers.addNote('id', { text: 'a' })).rejects.toMatchObject({ code: 'unreachable' });
  });
});
