import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { doAtOnce } from '../../src/limits/at-once.ts';

const always = { atOnce: 3, stopsAtFailure: false, mayBegin: () => true };

it('does a few at once, and those of one key in their order', async () => {
  const begun: string[] = [];
  let running = 0;
  let most = 0;
  const keys = ['a', 'b', 'a', null, 'b', null, 'a'];
  const outcomes = await doAtOnce(
    keys.map((key, at) => ({
      key,
      run: async () => {
        begun.push(`${String(key)}${at}`);
        running += 1;
        most = Math.max(most, running);
        expect(begun.filter((each) => each.startsWith(String(key))).length).toBeGreaterThan(0);
        // The first take the longest.
        await sleep(20 - at * 2);
        running -= 1;
        return at;
      },
    })),
    always,
  );
  expect(outcomes).toEqual(keys.map((_, at) => ({ kind: 'done', value: at })));
  expect(most).toBeLessThanOrEqual(3);
  expect(begun.filter((each) => each.startsWith('a'))).toEqual(['a0', 'a2', 'a6']);
  expect(begun.filter((each) => each.startsWith('b'))).toEqual(['b1', 'b4']);
});

it('never does two of one key at once', async () => {
  let running = 0;
  const run = async () => {
    running += 1;
    expect(running).toBe(1);
    await sleep(2);
    running -= 1;
  };
  const outcomes = await doAtOnce(
    Array.from({ length: 8 }, () => ({ key: 'a', run })),
    always,
  );
  expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
});

it('goes on after a failure, or stops there', async () => {
  const error = new Error('no');
  const work = [0, 1, 2].map((at) => ({
    key: 'a',
    run: () => (at === 1 ? Promise.reject(error) : Promise.resolve(at)),
  }));
  const failed = { kind: 'failed', error };
  expect(await doAtOnce(work, always)).toEqual([
    { kind: 'done', value: 0 },
    failed,
    { kind: 'done', value: 2 },
  ]);
  expect(await doAtOnce(work, { ...always, stopsAtFailure: true })).toEqual([
    { kind: 'done', value: 0 },
    failed,
    { kind: 'not begun' },
  ]);
});

it('begins nothing more when it may not, nor what waited until then', async () => {
  let mayBegin = true;
  const run = async () => {
    await sleep(5);
    mayBegin = false;
  };
  const work = ['a', 'a', 'b', 'c'].map((key) => ({ key, run }));
  const outcomes = await doAtOnce(work, { ...always, mayBegin: () => mayBegin });
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'not begun', 'done', 'not begun']);
});
