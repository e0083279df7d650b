import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';

const late = () => new Error('late');

it('a deadline is not nearer for the time that the caller takes to send', async () => {
  const deadline = new Deadline(5000);
  expect(await deadline.waitForCaller(sleep(4000, 'sent'), 10_000, late)).toBe('sent');
  // All but 3 s.
  expect(deadline.left).toBeGreaterThan(1700);
  expect(deadline.left).toBeLessThanOrEqual(2000);
  await expect(deadline.waitForCaller(Promise.reject(new Error('gone')), 10_000, late)).rejects.toThrow(
    'gone',
  );
  const never = new Promise(() => undefined);
  await expect(deadline.waitForCaller(never, 20, late)).rejects.toThrow('late');
});

it('a deadline is nearer for the time in which this process does something else', async () => {
  const deadline = new Deadline(1000);
  const waiting = deadline.waitForCaller(sleep(100, 'sent'), 10_000, late);
  await sleep(10);
  const start = performance.now();
  while (performance.now() - start < 300);
  expect(await waiting).toBe('sent');
  expect(deadline.left).toBeLessThan(750);
});
