import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { docsFolder } from '../../scripts/project.ts';
import { useApi } from '../support/api.ts';
import { sendRaw } from '../support/raw-request.ts';

/** The typed client, as the API serves it to npm and to a plain page. */
const api = useApi({ publicPath: '/demo/api' });
const served = useApi();
const closed = useApi({ servesDocs: false });

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  sendRaw(api.url, { method, path, headers });

describe('the package', () => {
  it('has one content for its URL, and may be kept for a year', async () => {
    const { status, headers } = await get('/api/client.tgz');
    const location = headers.get('Location') ?? '';
    expect([status, headers.get('Cache-Control')]).toEqual([302, 'no-store']);
    expect(location).toMatch(new RegExp(`^/demo/api/client-${packageJson.version}-[\\w-]{16}\\.tgz$`));
    const path = location.replace('/demo', '');
    const answer = await get(path, { 'Accept-Encoding': 'gzip, br' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('application/gzip');
    expect(answer.headers.get('Content-Encoding')).toBeNull();
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    const hash = createHash('sha256').update(answer.bytes).digest('base64url').slice(0, 16);
    expect(path).toContain(hash);
    expect((await get(path.replace('/api', ''))).status).toBe(200);
    expect((await get(path, {}, 'HEAD')).headers.get('Content-Length')).toBe(String(answer.bytes.length));
  });

  it('is installed by npm from its URL, and once more from the lock file', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'installed-client-'));
    const npm = (...parameters: string[]) =>
      promisify(execFile)(
        'npm',
        [...parameters, '--no-audit', '--no-fund', '--cache', join(folder, 'cache')],
        {
          cwd: folder,
        },
      );
    try {
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      await npm('install', `${served.url}/api/client.tgz`);
      const { headers } = await sendRaw(served.url, { path: '/api/client.tgz' });
      const url = `${served.url}${headers.get('Location') ?? ''}`;
      await npm('install', url);
      const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
        packages: Record<string, { version: string; resolved: string; integrity: string }>;
      };
      expect(lock.packages['node_modules/@crm/customers-client']).toMatchObject({
        version: packageJson.version,
        resolved: url,
        integrity: expect.stringMatching(/^sha512-/) as string,
      });
      await rm(join(folder, 'node_modules'), { recursive: true });
      await rm(join(folder, 'cache'), { recursive: true });
      await npm('ci');
      const script =
        'import { createCustomersClient } from "@crm/customers-client"; console.log(typeof createCustomersClient)';
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        cwd: folder,
      });
      expect(stdout.trim()).toBe('function');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is the same on the functions emulator, whose URL it leads to', async () => {
    const answer = await fetch(`${process.env['CRM_API_URL'] ?? ''}/client.tgz`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, answer.redirected]).toEqual([200, true]);
    expect(bytes).toEqual(await readFile(join(docsFolder, 'client.tgz')));
  });

  it('is found by its version, and not by another one', async () => {
    const byVersion = await get(`/client-${packageJson.version}.tgz`);
    expect(byVersion.headers.get('Location')).toBe((await get('/client.tgz')).headers.get('Location'));
    for (const other of [
      '/client-0.0.1.tgz',
      `/client-${packageJson.version}-0123456789abcdef.tgz`,
      '/client-.tgz',
    ])
      expect((await get(`/api${other}`)).status).toBe(404);
    for (const hidden of ['/docs/client.tgz', '/docs/client.js', '/client.json'])
      expect((await get(`/api${hidden}`)).status).toBe(404);
    expect((await get('/api/client.tgz', {}, 'POST')).status).toBe(404);
  });
});

describe('the module for a plain page', () => {
  it('may be loaded by a page of any origin, and is asked for again', async () => {
    const { status, headers, bytes } = await get('/api/client.js', { Origin: 'https://else.example' });
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Cache-Control')).toBe('public, no-cache');
    expect(bytes).toEqual(await readFile(join(docsFolder, 'client.js')));
    expect(bytes.toString()).not.toContain('sourceMappingURL');
    const again = await get('/api/client.js', { 'If-None-Match': headers.get('ETag') ?? '' });
    expect(again.status).toBe(304);
    const compressed = await get('/api/client.js', { 'Accept-Encoding': 'br' });
    expect(compressed.headers.get('Content-Encoding')).toBe('br');
  });
});

it('the client is turned off together with the docs page', async () => {
  for (const path of ['/client.js', '/client.tgz', `/client-${packageJson.version}.tgz`])
    expect((await closed.anonymous.get(`/api${path}`)).body).toMatchObject({ code: 'route_not_found' });
});

it('the root may be read by any page, so that a page knows a refusal from a server that is down', async () => {
  const Origin = 'https://else.example';
  for (const path of ['/', '/api', '/api/']) {
    const { status, headers } = await get(path, { Origin });
    expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([404, '*']);
    expect(headers.get('Content-Type')).toContain('application/problem+json');
  }
  for (const path of ['/api/crm/customers', '/api/docs', '/api/nothing'])
    expect((await get(path, { Origin })).headers.get('Access-Control-Allow-Origin')).toBeNull();
});
