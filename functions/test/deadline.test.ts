import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Deadline } from '../src/deadline.ts';

it('a deadline is not nearer for the time that the caller takes to send', async () => {
  const deadline = new Deadline(1000);
  const left = deadline.left;
  expect(await deadline.waitForCaller(pause(200, 'sent'))).toBe('sent');
  expect(deadline.left).toBeGreaterThan(left - 100);
  await expect(deadline.waitForCaller(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});
