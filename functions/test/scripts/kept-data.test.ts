import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findKeptData, hasKeptData, keepData } from '../../scripts/kept-data.ts';

// A hub that exports one file, as firebase-tools does, or does not, as it is told.
let answers: (path: string) => Promise<number>;
let server: Server;
let hub: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.writeHead(await answers((JSON.parse(body) as { path: string }).path)).end();
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close().closeAllConnections());

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'kept-')), 'data');
  return () => rm(join(folder, '..'), { recursive: true });
});

const never = new AbortController().signal;

/** An export that is whole, with its data in one file. */
const exports = (data: string) => async (path: string) => {
  await mkdir(path);
  await writeFile(join(path, 'data'), data);
  await writeFile(join(path, 'firebase-export-metadata.json'), '{}');
  return 200;
};

const kept = async () => readFile(join((await findKeptData(folder)) ?? '', 'data'), 'utf8');

it('keeps the newest data and nothing else', async () => {
  expect(await hasKeptData(folder)).toBe(false);
  expect(await findKeptData(folder)).toBeUndefined();
  for (const data of ['first', 'second']) {
    answers = exports(data);
    await keepData(hub, never, folder);
    expect(await kept()).toBe(data);
  }
  expect(await readdir(folder)).toEqual(['current']);
});

it.each([
  ['is refused', () => Promise.resolve(500)],
  [
    'is not whole',
    async (path: string) => {
      await mkdir(path);
      return 200;
    },
  ],
])('the data of before stay when an export %s', async (_what, broken) => {
  answers = exports('first');
  await keepData(hub, never, folder);
  answers = broken;
  await expect(keepData(hub, never, folder)).rejects.toThrow(/could not be kept .* still there\.$/);
  expect(await kept()).toBe('first');
  expect(await readdir(folder)).toEqual(['current']);
});

it('the data of before stay when the export is ended by force', async () => {
  answers = exports('first');
  await keepData(hub, never, folder);
  answers = () => new Promise(() => undefined);
  await expect(keepData(hub, AbortSignal.timeout(50), folder)).rejects.toThrow(/could not be kept/);
  expect(await kept()).toBe('first');
});

it('a swap that was cut off between its two renames is mended by the next start', async () => {
  answers = exports('first');
  await keepData(hub, never, folder);
  await rename(join(folder, 'current'), join(folder, 'previous'));
  await mkdir(join(folder, 'next-1'));
  expect(await kept()).toBe('first');
  expect(await readdir(folder)).toEqual(['current']);
});
