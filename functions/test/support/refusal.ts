import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { expectProblem } from './client.ts';
import { dumpDatabase } from './database-dump.ts';
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
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
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

/** What a request that leads nowhere takes on an idle machine, at most. */
const IDLE_MS = 10;

/**
 * Sends a request that must be refused, and compares the whole database before and after.
 *
 * @param within milliseconds that the answer may take on an idle machine; a busy one has as much more as it is slower
 */
export async function refuse(
  target: Target,
  request: RawRequest,
  { within = Infinity, ...refusal }: Refusal & { within?: number },
): Promise<RawAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await dumpDatabase(target.projectId);
    const answer = await sendRaw(target.base, request);
    expectRefusal(answer, refusal);
    if (!target.behindFirebaseTools) expect(answer.headers.has('X-Powered-By')).toBe(false);
    const after = await dumpDatabase(target.projectId);
    const allowed = within === Infinity ? within : within * (await slownessOf(target));
    if (isDeepStrictEqual(after, before) && answer.milliseconds < allowed) return answer;
    if (attempt < ATTEMPTS) continue;
    expect(after).toEqual(before);
    expect(answer.milliseconds).toBeLessThan(allowed);
  }
}

/** How many times slower than an idle machine this one is just now; 1 at least. */
async function slownessOf({ base }: Target): Promise<number> {
  const { milliseconds } = await sendRaw(base, { path: '/nothing' });
  return Math.max(1, milliseconds / IDLE_MS);
}
