import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { docsFolder } from '../../scripts/project.ts';
import { useApi } from '../support/api.ts';
import { sendRaw } from '../support/raw-request.ts';

/** The files of the docs page: what a browser loads once in a year, and what each request costs. */
const folder = join(await mkdtemp(join(tmpdir(), 'docs-')), 'contract');
await cp(docsFolder, folder, { recursive: true });
const api = useApi({}, { docsFolder: folder });
const closed = useApi({ servesDocs: false });
afterAll(() => rm(join(folder, '..'), { recursive: true }));

const encodings = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes };

async function get(path: string, headers: Record<string, string> = {}) {
  // Node's own fetch would decompress the answer.
  return sendRaw(`${api.url}/api`, { path, headers });
}

/** The files that the page asks for. */
async function filesOfPage(): Promise<string[]> {
  const { text } = await get('/docs');
  return [...text.matchAll(/(?:src|href)="\/api(\/docs\/[^"]+)"/g)].map(([, path = '']) => path);
}

describe('a file of the page', () => {
  it('has a name with its hash, under which a browser may keep it for a year', async () => {
    const files = await filesOfPage();
    expect(files).toHaveLength(5);
    for (const file of files) {
      expect(file).toMatch(/\.[\w-]{16}\.(?:js|css|png)$/);
      const { status, headers } = await get(file);
      expect([status, headers.get('Cache-Control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  it('must be asked for again under its plain name, or with the hash of another release', async () => {
    for (const file of ['/docs/page.js', '/docs/page.0123456789abcdef.js', '/openapi.json']) {
      const { status, headers } = await get(file);
      expect([status, headers.get('Cache-Control')]).toEqual([200, 'public, no-cache']);
    }
    for (const file of ['/docs/openapi.json', '/docs/page.0123456789abcdef.ts', '/docs/files.json'])
      expect((await get(file)).status).toBe(404);
  });

  it.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['br', '*'],
    ['gzip', 'gzip, deflate'],
    ['gzip', 'br;q=0, gzip'],
    ['identity', 'identity'],
    ['identity', ''],
  ] as const)(
    'comes as %s where "%s" is accepted, with an entity tag of its own',
    async (encoding, accepted) => {
      const path = '/docs/swagger-ui.css';
      const asked = accepted === '' ? {} : { 'Accept-Encoding': accepted };
      const { headers, bytes } = await get(path, asked);
      expect(headers.get('Content-Encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(headers.get('Vary')).toContain('Accept-Encoding');
      expect(encodings[encoding](bytes)).toEqual(await readFile(join(docsFolder, 'swagger-ui.css')));
      const tag = headers.get('ETag') ?? '';
      expect(tag.endsWith(`-${encoding}"`)).toBe(encoding !== 'identity');
      const again = await get(path, { ...asked, 'If-None-Match': tag });
      expect([again.status, again.headers.get('ETag'), again.text]).toEqual([304, tag, '']);
    },
  );

  it('is the viewer in less than 450 kB', async () => {
    const { bytes } = await get('/docs/swagger-ui-bundle.js', { 'Accept-Encoding': 'br' });
    expect(bytes.length).toBeLessThan(450_000);
  });

  it('is read from the disk once, and for a 304 not at all', async () => {
    const path = '/docs/page.css';
    const tag = (await get(path, { 'Accept-Encoding': 'gzip' })).headers.get('ETag') ?? '';
    const file = join(folder, 'page.css.gz');
    await rename(file, `${file}.away`);
    await rename(join(folder, 'page.css.br'), join(folder, 'page.css.br.away'));
    expect((await get(path, { 'Accept-Encoding': 'gzip' })).status).toBe(200);
    const known = tag.replace('gzip', 'br');
    expect((await get(path, { 'Accept-Encoding': 'br', 'If-None-Match': known })).status).toBe(304);
    expect((await get(path, { 'Accept-Encoding': 'br' })).status).toBe(500);
    await writeFile(join(folder, 'page.css.br'), await readFile(join(folder, 'page.css.br.away')));
    expect((await get(path, { 'Accept-Encoding': 'br' })).status).toBe(200);
  });
});

it('an operator can turn the page and the document off', async () => {
  for (const path of ['/docs', '/docs/page.js', '/openapi.json'])
    expect((await closed.anonymous.get(`/api${path}`)).body).toMatchObject({ code: 'route_not_found' });
});
