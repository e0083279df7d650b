import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as Client from '../../client/src/index.ts';
import { clientFile, buildClient } from '../../scripts/client.ts';
import { useBrowser } from '../support/browser.ts';
import { signUp } from '../support/users.ts';

const apiUrl = process.env['CRM_API_URL'] ?? '';
/** Keeps the module where a function that is evaluated in the page can reach it. */
const html = `<!doctype html><link rel="icon" href="data:,">
<script type="module">import * as client from '/client.js'; globalThis.client = client;</script>`;
const open = useBrowser();
let server: Server;

beforeAll(async () => {
  await buildClient();
  const script = await readFile(clientFile);
  server = createServer((request, response) => {
    if (request.url === '/client.js') response.setHeader('Content-Type', 'text/javascript').end(script);
    else response.setHeader('Content-Type', 'text/html').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}, 60_000);

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('works in a page of another origin, on the functions emulator', { timeout: 90_000 }, async () => {
  const { token } = await signUp('editor');
  const { page, errors } = await open();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'client' in globalThis);
  const seen = await page.evaluate(
    async ({ baseUrl, token }) => {
      const { createCustomersClient } = (globalThis as unknown as { client: typeof Client }).client;
      const customers = createCustomersClient({ baseUrl, getToken: () => token });
      const name = `Περιηγητής ${crypto.randomUUID()}`;
      const { id } = await customers.create({ name });
      const etag = customers.etagOf(id);
      await customers.update(id, { organization: 'Α' });
      await customers.update(id, { organization: 'Β' });
      const found: string[] = [];
      for await (const customer of customers.all({ search: name })) found.push(customer.organization ?? '');
      await customers.delete(id);
      return { etag, found };
    },
    { baseUrl: apiUrl, token },
  );
  expect(seen).toEqual({ etag: expect.stringMatching(/^"1-/) as string, found: ['Β'] });
  expect(errors).toEqual([]);
});
