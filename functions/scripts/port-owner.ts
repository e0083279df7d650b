import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The program that listens on a port, such as "java, process 4711"; undefined if this user may not see it. */
export async function ownerOfPort(port: number): Promise<string | undefined> {
  try {
    return await (process.platform === 'linux' ? ownerInProc(port) : ownerByLsof(port));
  } catch {
    return undefined;
  }
}

async function ownerInProc(port: number): Promise<string | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const rows = tables.flatMap((table) => table.split('\n').map((row) => row.trim().split(/\s+/)));
  // "ADDRESS:PORT", both in hexadecimal; the state 0A listens; the tenth field is the socket's number.
  const listening = rows.filter(([, local, , state]) => state === '0A' && portIn(local) === port);
  const sockets = new Set(listening.map((row) => `socket:[${row[9] ?? ''}]`));
  if (sockets.size === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    for (const file of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
      if (sockets.has(target))
        return `${(await readFile(`/proc/${pid}/comm`, 'utf8')).trim()}, process ${pid}`;
    }
  }
  return undefined;
}

function portIn(local: string | undefined): number {
  return Number.parseInt(local?.split(':')[1] ?? '', 16);
}

async function ownerByLsof(port: number): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const [pid, name] = [/^p(\d+)$/m.exec(stdout)?.[1], /^c(.+)$/m.exec(stdout)?.[1]];
  return pid && name ? `${name}, process ${pid}` : undefined;
}
