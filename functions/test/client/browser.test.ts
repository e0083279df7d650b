import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as Client from '../../client/src/index.ts';
import { packClient } from '../../scripts/client.ts';
import { functionsFolder } from '../../scripts/project.ts';
import { useApi } from '../support/api.ts';
import { type OpenPage, useBrowser } from '../support/browser.ts';
import { emulatedAuth, signUp } from '../support/users.ts';

const apiUrl = process.env['CRM_API_URL'] ?? '';
/** Keeps the module where a function that is evaluated in the page can reach it. */
const html = `<!doctype html><link rel="icon" href="data:,">
<script type="module">import * as client from '/client.js'; globalThis.client = client;</script>`;
const open = useBrowser();
/** It answers pages of one origin, which nobody here has. */
const strange = useApi({ corsOrigins: ['https://crm.example'] });
let server: Server;
let signInScript = '';

beforeAll(async () => {
  const { script } = await packClient();
  signInScript = await documentedSetUp();
  server = createServer((request, response) => {
    const scripts: Record<string, Buffer | string> = { '/client.js': script, '/sign-in.js': signInScript };
    const asked = scripts[request.url ?? ''];
    if (asked !== undefined) response.setHeader('Content-Type', 'text/javascript').end(asked);
    else if (request.url === '/sign-in')
      response
        .setHeader('Content-Type', 'text/html')
        .end(
          '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/sign-in.js"></script>',
        );
    else response.setHeader('Content-Type', 'text/html').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}, 60_000);

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The set-up as the README has it, on this suite; and what a page finds out while it loads. */
async function documentedSetUp(): Promise<string> {
  const readme = await readFile(join(functionsFolder, 'client', 'README.md'), 'utf8');
  const setUp = /^```ts\n(.*?)^await signIn/ms.exec(readme)?.[1] ?? '';
  const ofThisSuite = setUp
    .replace("'https://europe-west1-my-crm.cloudfunctions.net/api'", JSON.stringify(apiUrl))
    .replace('// On the local suite: connectAuthEmulator(', 'connectAuthEmulator(')
    .replace('http://127.0.0.1:9099', `http://${process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? ''}`);
  const page = `${ofThisSuite}
    import { connectAuthEmulator } from 'firebase/auth';
    globalThis.atLoad = { user: auth.currentUser, total: customers.list({ limit: 1 }).then(({ total }) => total, ({ message }) => message) };
    globalThis.signIn = (email, password) => signInWithEmailAndPassword(auth, email, password).then(() => true);`;
  const entry = join(functionsFolder, 'sign-in.ts');
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    tsconfig: false,
    resolve: { alias: { '@crm/customers-client': join(functionsFolder, 'client', 'src', 'index.ts') } },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? page : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  return output[0].code;
}

/** A page that has loaded the client. */
async function openPage(): Promise<OpenPage> {
  const opened = await open();
  await opened.page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await opened.page.waitForFunction(() => 'client' in globalThis);
  return opened;
}

/** What a list fails with, and after how many milliseconds. */
async function failureAt({ page }: OpenPage, baseUrl: string) {
  return page.evaluate(async (baseUrl) => {
    const { createCustomersClient } = (globalThis as unknown as { client: typeof Client }).client;
    const customers = createCustomersClient({ baseUrl, getToken: () => 'token' });
    const start = performance.now();
    const { code, message } = await customers.list().then(
      () => ({ code: null, message: '' }),
      (error: unknown) => error as Client.ProblemError,
    );
    return { code, message, milliseconds: performance.now() - start };
  }, baseUrl);
}

it('works in a page of another origin, on the functions emulator', { timeout: 90_000 }, async () => {
  const { token } = await signUp('editor');
  const { page, errors } = await openPage();
  const seen = await page.evaluate(
    async ({ baseUrl, token }) => {
      const { createCustomersClient, merge } = (globalThis as unknown as { client: typeof Client }).client;
      const customers = createCustomersClient({ baseUrl, getToken: () => token });
      const name = `Περιηγητής ${crypto.randomUUID()}`;
      const created = await customers.create({ name });
      const etag = customers.etagOf(created);
      const updated = await customers.update(created, { organization: 'Α' });
      const shown = await customers.update(updated, { organization: 'Β' });
      const found: string[] = [];
      for await (const customer of customers.all({ search: name })) found.push(customer.organization ?? '');
      // A browser follows the 307 of a merged customer by itself, and its script never sees it.
      const twin = await customers.create({ name });
      const { customer } = await merge(customers, shown, [twin]);
      const ledTo = (await customers.get(twin)).id === customer.id;
      await customers.delete(customer);
      return { etag, found, ledTo };
    },
    { baseUrl: apiUrl, token },
  );
  expect(seen).toEqual({ etag: expect.stringMatching(/^"1-/) as string, found: ['Β'], ledTo: true });
  expect(errors).toEqual([]);
});

it('knows who is signed in after a reload, set up as its README says', { timeout: 90_000 }, async () => {
  const { uid, email } = await signUp('viewer');
  await emulatedAuth().updateUser(uid, { password: 'development' });
  const { page } = await open();
  interface SignInPage {
    atLoad: { user: unknown; total: Promise<unknown> };
    signIn: (email: string, password: string) => Promise<boolean>;
  }
  const atLoad = async () => {
    await page.waitForFunction(() => 'signIn' in globalThis);
    return page.evaluate(async () => {
      const { user, total } = (globalThis as unknown as SignInPage).atLoad;
      return [user, await total];
    });
  };
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sign-in`);
  expect(await atLoad()).toEqual([null, 'Nobody is signed in.']);
  await page.evaluate(async (email) => {
    await (globalThis as unknown as SignInPage).signIn(email, 'development');
  }, email);
  await page.reload();
  // While the page loads Firebase Auth does not know yet, and the client waits.
  expect(await atLoad()).toEqual([null, expect.any(Number)]);
});

it('says at once that the API does not answer pages of this origin', { timeout: 90_000 }, async () => {
  const opened = await openPage();
  const origin = new URL(opened.page.url()).origin;
  const requests: string[] = [];
  opened.page.on('request', (request) => requests.push(request.url()));
  const { code, message, milliseconds } = await failureAt(opened, `${strange.url}/api`);
  expect(code).toBe('origin_blocked');
  expect(message).toContain(origin);
  expect(milliseconds).toBeLessThan(2500);
  // The list, and what was asked to find out.
  expect(requests.length).toBeLessThan(6);
});

it(
  'tells a server that is down, one that hides everything, and no network',
  { timeout: 90_000 },
  async () => {
    const opened = await openPage();
    expect((await failureAt(opened, 'http://127.0.0.1:9/api')).code).toBe('unreachable');
    // Another server, which answers nobody's script: nothing is known of it.
    const other = `http://localhost:${(server.address() as AddressInfo).port}/api`;
    expect((await failureAt(opened, other)).code).toBe('unreachable');
    await opened.page.context().setOffline(true);
    expect((await failureAt(opened, 'https://crm.invalid/api')).code).toBe('offline');
    expect((await failureAt(opened, apiUrl)).code).toBe('unreachable');
  },
);

it('takes one answer that was lost for no refusal', { timeout: 90_000 }, async () => {
  const opened = await openPage();
  await opened.page.route('**/crm/customers?limit=1', (route) => route.abort(), { times: 1 });
  const code = await opened.page.evaluate(async (baseUrl) => {
    const { createCustomersClient } = (globalThis as unknown as { client: typeof Client }).client;
    const customers = createCustomersClient({ baseUrl, getToken: () => 'token' });
    const failed = customers.list({ limit: 1 });
    return failed.then(
      () => null,
      (error: unknown) => (error as Client.ProblemError).code,
    );
  }, apiUrl);
  expect(code).toBe('unauthenticated');
});
