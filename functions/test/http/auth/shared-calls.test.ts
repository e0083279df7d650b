import { expect, it, vi } from 'vitest';
import { SharedCalls } from '../../../src/http/auth/shared-calls.ts';

/** Calls that are answered by hand. */
function calls() {
  const made: PromiseWithResolvers<string>[] = [];
  const call = () => {
    made.push(Promise.withResolvers<string>());
    return made.at(-1)?.promise ?? Promise.reject(new Error('no call'));
  };
  return { made, call };
}

it('those who ask while a call is under way share it, and its failure; the next one is asked anew', async () => {
  const shared = new SharedCalls<string>();
  const { made, call } = calls();
  const asked = [shared.get('a', call), shared.get('a', call), shared.get('b', call)];
  expect(made).toHaveLength(2);
  made[0]?.resolve('A');
  made[1]?.reject(new Error('B'));
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
  void shared.get('a', call);
  void shared.get('b', call);
  expect(made).toHaveLength(4);
});

it('a call that began long ago is not shared, though it is not answered', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const shared = new SharedCalls<string>();
  const { made, call } = calls();
  void shared.get('a', call);
  vi.advanceTimersByTime(99);
  void shared.get('a', call);
  expect(made).toHaveLength(1);
  vi.advanceTimersByTime(1);
  void shared.get('a', call);
  expect(made).toHaveLength(2);
  vi.useRealTimers();
});
