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
  const leaveA = await enter('a', 6);
  const b = enter('b', 5);
  // It would fit, but b was here before.
  const c = enter('c', 1);
  await Promise.resolve();
  expect(admitted).toEqual(['a']);
  leaveA();
  await Promise.all([b, c]);
  expect(admitted).toEqual(['a', 'b', 'c']);
});

it('a visitor that is larger than the room has it for itself', async () => {
  const { admitted, enter } = visits(new MemoryBudget(10));
  const leave = await enter('large', 50);
  const next = enter('next', 1);
  await Promise.resolve();
  expect(admitted).toEqual(['large']);
  leave();
  await next;
});

it('a visitor whose deadline is over is told so, and holds up nobody', async () => {
  const room = new MemoryBudget(10);
  const { enter } = visits(room);
  const leave = await enter('a', 10);
  const gone = enter('late', 10, new Deadline(20));
  const next = enter('next', 4);
  await expect(gone).rejects.toThrow('late');
  leave();
  (await next)();
  await enter('all of it', 10);
});

it('who comes too late for what is free now leaves it free', async () => {
  const room = new MemoryBudget(10);
  const leave = await room.enter(10, long(), late);
  const gone = room.enter(5, new Deadline(20), late);
  const small = room.enter(10, long(), late);
  await expect(gone).rejects.toThrow('late');
  leave();
  (await small)();
});
