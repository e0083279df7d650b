import { expect, it, onTestFinished, vi } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';

const late = () => new Error('late');

it('a deadline is not nearer for the time that the caller takes to send', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const deadline = new Deadline(1000);
  vi.advanceTimersByTime(100);
  const sending = new Promise((resolve) => setTimeout(resolve, 200, 'sent'));
  const waiting = deadline.waitForCaller(sending, 10_000, late);
  await vi.advanceTimersByTimeAsync(200);
  expect(await waiting).toBe('sent');
  expect(deadline.left).toBe(900);
  await expect(deadline.waitForCaller(Promise.reject(new Error('gone')), 10_000, late)).rejects.toThrow(
    'gone',
  );
  const never = new Promise(() => undefined);
  const inVain = expect(deadline.waitForCaller(never, 20, late)).rejects.toThrow('late');
  await vi.advanceTimersByTimeAsync(20);
  await inVain;
  expect(deadline.left).toBe(900);
});
