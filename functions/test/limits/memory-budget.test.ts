import { expect, it } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';
import { MemoryBudget } from '../../src/limits/memory-budget.ts';

const long = () => new Deadline(10_000);
const late = () => new Error('late');

/** What has been admitted so far, in order. */
function visits(room: MemoryBudget) {
  const admitted: string[] = [];
  const enter = (name: string, size: number, deadline = long()) =>
    room.enter(size, deadline, late).then((leave) => {
      admitted.push(name);
      return leave;
    });
  return { admitted, enter };
}

it('a room admits what fits, and the others in their order when there is room for them', async () => {
  const { admitted, enter } = visits(new MemoryBudget(10));
  const a = await enter('a', 6);
  const b = enter('b', 5);
  // It would fit, but b was here before.
  const c = enter('c', 1);
  await Promise.resolve();
  expect(admitted).toEqual(['a']);
  a.leave();
  await Promise.all([b, c]);
  expect(admitted).toEqual(['a', 'b', 'c']);
});

it('a visitor that is larger than the room has it for itself', async () => {
  const { admitted, enter } = visits(new MemoryBudget(10));
  const first = await enter('large', 50);
  const next = enter('next', 1);
  await Promise.resolve();
  expect(admitted).toEqual(['large']);
  first.leave();
  await next;
});

it('a visitor whose deadline is over is told so, and holds up nobody', async () => {
  const room = new MemoryBudget(10);
  const { enter } = visits(room);
  const first = await enter('a', 10);
  const gone = enter('late', 10, new Deadline(20));
  const next = enter('next', 4);
  await expect(gone).rejects.toThrow('late');
  first.leave();
  (await next).leave();
  await enter('all of it', 10);
});

it('who comes too late for what is free now leaves it free', async () => {
  const room = new MemoryBudget(10);
  const first = await room.enter(10, long(), late);
  const gone = room.enter(5, new Deadline(20), late);
  const small = room.enter(10, long(), late);
  await expect(gone).rejects.toThrow('late');
  first.leave();
  (await small).leave();
});

it('what is given back of a room goes to those who wait', async () => {
  const room = new MemoryBudget(10);
  const first = await room.enter(10, long(), late);
  const next = room.enter(6, long(), late);
  first.keep(4);
  first.keep(7);
  expect(first.size).toBe(4);
  await next;
  await expect(room.enter(1, new Deadline(20), late)).rejects.toThrow('late');
});

it('a room grows only while a third of the whole stays free, and nobody waits', async () => {
  const budget = new MemoryBudget(30);
  const first = await budget.enter(10, long(), late);
  expect(budget.tryGrow(first, 11)).toBe(false);
  expect(budget.tryGrow(first, 10)).toBe(true);
  expect(first.size).toBe(20);
  expect(budget.tryGrow(first, 1)).toBe(false);
  first.keep(1);
  const second = await budget.enter(5, long(), late);
  const next = budget.enter(30, long(), late);
  expect(budget.tryGrow(second, 1)).toBe(false);
  second.leave();
  first.leave();
  (await next).leave();
});

it('who would begin too late, as fast as it goes, is refused at once', async () => {
  const room = new MemoryBudget(10);
  const first = await room.enter(10, long(), late);
  const waits = Array.from({ length: 20 }, () => room.enter(10, long(), late));
  const refused = Promise.allSettled(waits);
  await new Promise((resolve) => setTimeout(resolve, 3100));
  const start = performance.now();
  first.leave();
  // Three seconds for each: even twice as fast, no more than 3 of these could begin in time.
  await expect(waits[19]).rejects.toThrow('late');
  expect(performance.now() - start).toBeLessThan(100);
  await expect(waits[4]).rejects.toThrow('late');
  const second = await waits[0];
  for (const wait of waits.slice(1)) void wait.then((each) => each.leave()).catch(() => undefined);
  second?.leave();
  const outcomes = (await refused).map(({ status }) => status);
  expect(outcomes.slice(0, 2)).toEqual(Array(2).fill('fulfilled'));
});

it('less time need be left for the work where others take little of it', async () => {
  const budget = new MemoryBudget(10);
  const inTime = (milliseconds: number) => budget.enter(10, new Deadline(milliseconds), late);
  const first = await budget.enter(10, long(), late);
  await expect(inTime(2000)).rejects.toThrow('late');
  first.leave();
  for (let time = 0; time < 20; time++) (await budget.enter(10, long(), late)).leave();
  const held = await budget.enter(10, long(), late);
  const next = inTime(2000);
  setTimeout(() => held.leave(), 300);
  (await next).leave();
});
