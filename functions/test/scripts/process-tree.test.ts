import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { killTree, send } from '../../scripts/process-tree.ts';
import { until } from '../support/until.ts';

/** Starts another that starts a third, each in a session of its own as an emulator in Java has one; prints the third's id. */
const program = `
const { spawn } = require('node:child_process');
const [, depth] = process.argv;
const options = { detached: true, stdio: 'inherit' };
if (depth === '0') console.log(process.pid);
else spawn(process.execPath, ['-e', process.env.PROGRAM, String(depth - 1)], options);
setInterval(() => undefined, 1000);
`;

it('ends a process with all that it has started, in whatever session', async () => {
  const root = spawn(process.execPath, ['-e', program, '2'], { env: { PROGRAM: program } });
  const [line] = (await once(root.stdout, 'data')) as [Buffer];
  const last = Number(line.toString());
  expect(process.kill(last, 0)).toBe(true);
  const ended = once(root, 'exit');
  killTree(root.pid ?? NaN);
  expect(await ended).toEqual([null, 'SIGKILL']);
  await until(async () => Promise.resolve(isThere(last) ? null : true));
});

it('lets a process that has ended be', () => {
  expect(() => send(2 ** 22 + 1, 'SIGTERM')).not.toThrow();
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
