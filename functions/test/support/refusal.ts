import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { expectProblem } from './client.ts';
import { writeTimes } from './database-dump.ts';
import { slowness } from './processor-time.ts';
import { type RawAnswer, type RawRequest, sendRaw } from './raw-request.ts';

/** Hidden in what the tests send; an answer that repeats it has echoed an input value. */
export const MARK = 'm4rk-0f-the-sender';

const MAX_BYTES = 16_384;

/** What looks like the inside of the server: a frame of a stack, a file of ours, an HTML page. */
const INSIDE = /(?:\n|\\n)\s*at |node_modules|\/src\/|index\.cjs|<html|<!doctype|FirebaseError|ZodError/i;

export interface Refusal {
  status: number;
  code: string;
  /** Pointers or parameters of the faults, in any order. */
  faults?: string[];
}

/** Where a request goes, and the database that it must not change. */
export interface Target {
  base: string;
  projectId: string;
  /** The processor time that the API's process has taken so far, in milliseconds; unknown behind firebase-tools. */
  processorTime?: () => Promise<number>;
  /** firebase-tools' own server stands before the function, with ways of its own. */
  behindFirebaseTools?: boolean;
}

/** Holds an answer to the rules that every error obeys, whatever its cause. */
export function expectRefusal(answer: RawAnswer, { status, code, faults }: Refusal): void {
  expectProblem(answer, status, code);
  expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(MAX_BYTES);
  expect(answer.text).not.toMatch(INSIDE);
  expect(answer.text).not.toContain(MARK);
  expect([...answer.headers].flat().join('\n')).not.toContain(MARK);
  expect(answer.headers.get('Cache-Control')).toBe(
    answer.headers.has('ETag') ? 'no-store, no-transform' : 'no-store',
  );
  const { errors, errors_total } = answer.body as {
    errors?: { pointer?: string; parameter?: string }[];
    errors_total?: number;
  };
  if (code === 'validation_failed') expect(errors?.length).toBeGreaterThan(0);
  expect(errors?.length ?? 0).toBeLessThanOrEqual(20);
  if (errors_total !== undefined) expect(errors_total).toBeGreaterThan(20);
  if (faults) {
    const places = errors?.map(({ pointer, parameter }) => pointer ?? parameter);
    expect([...new Set(places)].sort()).toEqual([...faults].sort());
  }
}

/** What another test, or another program on this machine, may spoil is tried again: a defect fails each time. */
const ATTEMPTS = 10;

/** What a refusal may take, beside what it says. */
interface Cost {
  /** Processor time in milliseconds, for what must be refused without work. Not held behind firebase-tools. */
  processor?: number;
  /** Milliseconds until the answer, for what must not wait for somebody else. */
  within?: number;
}

/** Sends a request that must be refused, and compares the whole database before and after: which documents there are, and when each was written. */
export async function refuse(
  target: Target,
  request: RawRequest,
  { processor = Infinity, within = Infinity, ...refusal }: Refusal & Cost,
): Promise<RawAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await writeTimes(target.projectId);
    const start = await processorTimeOf(target);
    const answer = await sendRaw(target.base, request);
    const spent = ((await processorTimeOf(target)) - start) / slowness();
    expectRefusal(answer, refusal);
    if (!target.behindFirebaseTools) expect(answer.headers.has('X-Powered-By')).toBe(false);
    const after = await writeTimes(target.projectId);
    const isCheap = target.behindFirebaseTools === true || processor === Infinity || spent < processor;
    if (isDeepStrictEqual(after, before) && isCheap && answer.milliseconds < within) return answer;
    if (attempt < ATTEMPTS) continue;
    expect(after).toEqual(before);
    expect(isCheap, `${spent} ms of the processor`).toBe(true);
    expect(answer.milliseconds).toBeLessThan(within);
  }
}

/** Not a number where nobody can tell, so that no bound holds there. */
async function processorTimeOf({ processorTime }: Target): Promise<number> {
  return processorTime === undefined ? NaN : processorTime();
}
