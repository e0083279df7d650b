import { expect, it } from 'vitest';
import { PAGE_BYTES, PageRoom } from '../../src/firestore/page.ts';

const next = { isFirst: false };

it('a page takes what it has, then what is free, and then no more', () => {
  let free = 2;
  const room = new PageRoom(1_000_000, () => free-- > 0);
  expect(room.take(900_000, next)).toBe(true);
  expect(room.take(2_000_000, next)).toBe(true);
  expect(room.take(500_000, next)).toBe(false);
  // A smaller one would fit, if it came next.
  expect(room.take(100_000, next)).toBe(true);
});

it('a page never has more than 8 MB, whatever is free', () => {
  const room = new PageRoom(2 * PAGE_BYTES, () => true);
  expect(room.take(PAGE_BYTES, next)).toBe(true);
  expect(room.take(1, next)).toBe(false);
  room.giveBack(10);
  expect(room.take(10, next)).toBe(true);
});

it('the first row has room in any case', () => {
  const room = new PageRoom(10);
  expect(room.take(1_000_000, { isFirst: true })).toBe(true);
  expect(room.take(1, next)).toBe(false);
});
