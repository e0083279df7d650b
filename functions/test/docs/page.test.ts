import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bundleFile, functionsFolder } from '../../scripts/project.ts';
import { useApi } from '../support/api.ts';
import { useBrowser } from '../support/browser.ts';
import { contract, operations } from '../support/contract.ts';

// The deployed shape: the page of the functions emulator, in a real browser.
const docs = `${process.env['CRM_API_URL'] ?? ''}/docs`;
const artefacts = join(functionsFolder, 'test-artefacts');
/** A browser on a machine that has other work to do. */
const patience = { timeout: 60_000 };
const open = useBrowser();
const api = useApi();

/** Below the bar, above the lower edge; the page may still be scrolling. */
async function expectInView(part: Locator): Promise<void> {
  const page = part.page();
  const isInView = async () => {
    const [bar, box] = [await page.locator('#sign-in').boundingBox(), await part.boundingBox()];
    if (bar === null || box === null) return false;
    return box.y >= bar.y + bar.height && box.y + box.height <= (page.viewportSize()?.height ?? 0);
  };
  await expect.poll(isInView, { timeout: 10_000 }).toBe(true);
}

describe('the docs page', () => {
  it('shows every operation, with nothing from elsewhere and without an error', patience, async () => {
    const { page, errors } = await open();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto(docs);
    await page.locator('.opblock').first().waitFor();
    const shown = await page.locator('.opblock').evaluateAll((blocks) =>
      blocks.map((block) => {
        const [method, path] = ['.opblock-summary-method', '.opblock-summary-path'].map(
          (part) => block.querySelector(part)?.textContent ?? '',
        );
        return `${method ?? ''} ${(path ?? '').replaceAll('\u200B', '')}`;
      }),
    );
    expect(shown.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
    expect([...hosts]).toEqual([new URL(docs).host]);
    expect(errors).toEqual([]);
  });

  it('begins at its title; a link leads to the heading of its operation', patience, async () => {
    const { page } = await open();
    await page.goto(docs);
    await page.locator('#operations-Customers-listCustomers button.execute').waitFor();
    await expectInView(page.locator('.title'));
    await page.getByRole('button', { name: 'viewer', exact: true }).click();
    await page.getByText('You are the viewer').waitFor();
    // The picture in docs/api.md.
    await page.screenshot({ path: join(artefacts, 'docs-page.png') });
    const { page: linked } = await open();
    await linked.goto(`${docs}#/Parts%20of%20a%20customer/addNote`);
    await linked.locator('#operations-Parts_of_a_customer-addNote button.execute').waitFor();
    await expectInView(linked.locator('#operations-Parts_of_a_customer-addNote .opblock-summary'));
  });

  it('sends a real request two clicks after it was opened', patience, async () => {
    const { page, errors } = await open();
    await page.goto(docs);
    await page.getByRole('button', { name: 'viewer', exact: true }).click();
    await page.getByText('You are the viewer').waitFor();
    await page.locator('#operations-Customers-listCustomers button.execute').click();
    const status = page.locator(
      '#operations-Customers-listCustomers .live-responses-table .response-col_status',
    );
    await status.last().waitFor();
    expect(await status.last().textContent()).toContain('200');
    await page.locator('#operations-Customers-listCustomers .live-responses-table').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(artefacts, 'docs-page-list.png') });
    expect(errors).toEqual([]);
  });

  it(
    'points to the buttons at a 401, sends with Enter, and keeps the sign-in over a reload',
    patience,
    async () => {
      const { page, errors } = await open();
      await page.goto(docs);
      const list = page.locator('#operations-Customers-listCustomers');
      const status = list.locator('.live-responses-table .response-col_status').last();
      await list.getByPlaceholder('search').press('Enter');
      await page.getByText('401: sign in with one of these buttons').waitFor();
      expect(await status.textContent()).toContain('401');
      await page.getByRole('button', { name: 'viewer', exact: true }).click();
      await page.getByText('You are the viewer').waitFor();

      await page.reload();
      await page.getByText('You are the viewer').waitFor();
      await list.getByPlaceholder('search').fill('κανένας-με-αυτό');
      await list.getByPlaceholder('search').press('Enter');
      await list.locator('.live-responses-table').getByText('"total": 0').waitFor();
      expect(await status.textContent()).toContain('200');
      expect(await page.locator('#sign-in[data-alarm]').count()).toBe(0);
      // The browser itself reports the refusal.
      expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
    },
  );

  it('keeps a token that was pasted for the tab, where nobody signs in by a button', patience, async () => {
    const { page } = await open();
    await page.goto(`${api.url}/api/docs`);
    const list = page.locator('#operations-Customers-listCustomers');
    await list.getByPlaceholder('search').press('Enter');
    await page.getByText('401: press "Authorize"').waitFor();
    await page.locator('button.authorize').first().click();
    await page.locator('.auth-container input').first().fill(api.users.viewer.token);
    await page.locator('.auth-container .authorize').first().click();
    await page.reload();
    await list.getByPlaceholder('search').press('Enter');
    await list.locator('.live-responses-table').getByText('"total": 0').waitFor();
  });

  it('is as wide as a phone, with nothing cut at its side', patience, async () => {
    const { page } = await open();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${docs}#/Customers/createCustomer`);
    await page.getByRole('button', { name: 'editor', exact: true }).click();
    await page.getByText('You are the editor').waitFor();
    await page.locator('#operations-Customers-createCustomer button.execute').click();
    await page.locator('#operations-Customers-createCustomer .live-responses-table').waitFor();
    await page.locator('#operations-Customers-listCustomers .opblock-summary').click();
    const tooWide = await page
      .locator('#viewer')
      .evaluate((viewer) => viewer.scrollWidth - viewer.clientWidth);
    expect(tooWide).toBe(0);
    await page.screenshot({ path: join(artefacts, 'docs-page-phone.png') });
  });

  it('creates a customer and finds it', patience, async () => {
    const { page, errors } = await open();
    const name = `Ιερά Μονή Δοκιμής ${Date.now()}`;
    await page.goto(`${docs}#/Customers/createCustomer`);
    await page.getByRole('button', { name: 'editor', exact: true }).click();
    await page.getByText('You are the editor').waitFor();
    const create = page.locator('#operations-Customers-createCustomer');
    await create.locator('textarea.body-param__text').fill(JSON.stringify({ name }));
    await create.locator('button.execute').click();
    await create.locator('.live-responses-table').getByText(name).first().waitFor();

    const list = page.locator('#operations-Customers-listCustomers');
    await list.locator('.opblock-summary').click();
    await list.getByPlaceholder('search').fill(name);
    await list.locator('button.execute').click();
    await list.locator('.live-responses-table').getByText(name).first().waitFor();
    expect(await list.locator('.live-responses-table').textContent()).toContain('"total": 1');
    await list.locator('.live-responses-table .microlight').first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(artefacts, 'docs-page-search.png') });
    expect(errors).toEqual([]);
  });

  it('runs no script but its own files, and reaches the Auth emulator in the local suite only', async () => {
    const local = (await fetch(docs)).headers.get('Content-Security-Policy') ?? '';
    const { headers, body } = await api.anonymous.get('/api/docs');
    const deployed = headers.get('Content-Security-Policy') ?? '';
    for (const policy of [local, deployed]) {
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(policy).not.toContain('unsafe-eval');
    }
    expect(local).toContain(`connect-src 'self' http://${process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? ''};`);
    expect(deployed).toContain("connect-src 'self';");
    expect(body).not.toContain('development-users');
  });

  it('is no part of the bundle that the API starts from', async () => {
    const bundle = await readFile(bundleFile, 'utf8');
    expect(bundle).not.toContain('SwaggerUIBundle');
    expect(bundle).not.toContain(contract.info.description);
  });

  it('has no way to sign anybody in where it is deployed', async () => {
    expect((await api.anonymous.get('/api/docs/page.js')).status).toBe(200);
    expect((await api.anonymous.get('/api/docs/development-users.js')).status).toBe(404);
    expect((await api.anonymous.get('/api/docs/__proto__')).status).toBe(404);
    expect((await api.anonymous.get('/api/docs/..%2Findex.cjs')).status).toBe(404);
  });
});
