import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Progress } from '../../scripts/progress.ts';

it('names what a start waits for, as long as it does', async () => {
  const lines: string[] = [];
  const progress = new Progress((line) => lines.push(line), 10);
  await Promise.all([progress.waitFor('Java', wait(50)), progress.waitFor('the build', wait(200))]);
  progress.end();
  const { length } = lines;
  expect(lines[0]).toBe('  0 s: waiting for Java, the build ...');
  expect(lines.at(-1)).toBe('  0 s: waiting for the build ...');
  await wait(30);
  expect(lines.length).toBe(length);
});
