import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';

const late = () => new Error('late');

it('a deadline is not nearer for the time that the caller takes to send', async () => {
  const deadline = new Deadline(1000);
  const left = deadline.left;
  expect(await deadline.waitForCaller(pause(200, 'sent'), 10_000, late)).toBe('sent');
  expect(deadline.left).toBeGreaterThan(left - 100);
  await expect(deadline.waitForCaller(Promise.reject(new Error('gone')), 10_000, late)).rejects.toThrow(
    'gone',
  );
  const never = new Promise(() => undefined);
  await expect(deadline.waitForCaller(never, 20, late)).rejects.toThrow('late');
});
