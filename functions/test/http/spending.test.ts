import { expect, it } from 'vitest';
import { Spending } from '../../src/http/spending.ts';

const MINUTE = 60_000;

it('counts what each caller spends in a minute that begins with the first request', () => {
  const spending = new Spending();
  spending.of('a', 0).enter({ reads: 0 });
  spending.of('a', MINUTE - 1).enter({ reads: 0 });
  spending.of('b', 10).enter({ reads: 0 });
  expect(spending.of('a', MINUTE - 1).spent('requests')).toBe(2);
  expect(spending.of('b', MINUTE - 1).spent('requests')).toBe(1);
  expect(spending.of('a', MINUTE).spent('requests')).toBe(0);
  expect(spending.of('b', MINUTE).spent('requests')).toBe(1);
});

it('says how many seconds are left, rounded up', () => {
  const caller = new Spending().of('a', 500);
  expect(caller.secondsLeft(500)).toBe(60);
  expect(caller.secondsLeft(59_501)).toBe(1);
  expect(caller.secondsLeft(MINUTE + 499)).toBe(1);
});

it('counts the reads of a request while it runs, and none twice', () => {
  const caller = new Spending().of('a', 0);
  const bill = { reads: 3 };
  const leave = caller.enter(bill);
  expect(caller.spent('reads')).toBe(0);
  bill.reads = 1003;
  expect(caller.spent('reads')).toBe(1000);
  expect(caller.spent('reads')).toBe(1000);
  bill.reads = 1005;
  leave();
  bill.reads = 9999;
  expect(caller.spent('reads')).toBe(1002);
});

it('counts what is read after the end of a minute in the next one', () => {
  const spending = new Spending();
  const bill = { reads: 0 };
  const leave = spending.of('a', 0).enter(bill);
  bill.reads = 100;
  expect(spending.of('a', MINUTE).spent('reads')).toBe(0);
  bill.reads = 130;
  leave();
  expect(spending.of('a', MINUTE).spent('reads')).toBe(30);
});
