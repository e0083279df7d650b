import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findOnPath } from '../../scripts/path-search.ts';
import { freePort } from './framework-process.ts';
import { until } from './until.ts';

/** A real nginx before a server, that compresses every answer; `stop` ends it. */
export async function startNginx(target: string): Promise<{ url: string; stop: () => Promise<void> }> {
  // Debian keeps it where only root looks.
  const PATH = [process.env['PATH'], '/usr/sbin', '/usr/local/sbin'].join(delimiter);
  const nginx = await findOnPath('nginx', { PATH });
  if (nginx === undefined)
    throw new Error('The tests behind a proxy need nginx: install it (Debian: apt-get install nginx-light).');
  const folder = await mkdtemp(join(tmpdir(), 'crm-nginx-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, target));
  const child: ChildProcess = spawn(nginx, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${output}`);
    return (await fetch(url).catch(() => null)) === null ? null : true;
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (folder: string, port: number, target: string) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder}/${each};`).join(' ')}
  gzip on;
  gzip_min_length 1;
  gzip_proxied any;
  gzip_types application/json application/problem+json;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass ${target}; proxy_http_version 1.1; }
  }
}
`;
