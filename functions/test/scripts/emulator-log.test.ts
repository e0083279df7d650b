import { describe, expect, it } from 'vitest';
import { failuresIn, isRequest, isWorthShowing, readable } from '../../scripts/emulator-log.ts';

describe('a line of the emulators', () => {
  it.each([
    '>  {"severity":"ERROR","message":"boom"}',
    '⚠  functions: Error: Cannot find module',
    '✖  functions: Failed to load function definition from source',
    'Error: Could not start Firestore Emulator, port taken.',
  ])('is shown: %s', (line) => {
    expect(isWorthShowing(line)).toBe(true);
  });

  it.each([
    'i  functions: Beginning execution of "europe-west1-api"',
    '✔  functions: Using node@24 from host.',
    '⚠  firestore: Env variable override detected. Using firestore emulator at a.jar',
    '⚠  Unable to fetch the CLI MOTD and remote config.',
    '',
  ])('is not shown: %s', (line) => {
    expect(isWorthShowing(line)).toBe(false);
  });
});

it('tells the failures of a log in a row, each once, without what the functions printed', () => {
  const log =
    'i  emulators: Starting\n>  hello\n⚠  firestore: It broke.\n\nError: Giving up.\nError: Giving up.\n';
  expect(failuresIn(log)).toBe('firestore: It broke. Giving up.');
});

it('makes a request of the API readable and leaves every other line as it is', () => {
  const entry = { severity: 'INFO', message: 'request', method: 'GET', route: '/crm/customers', status: 200 };
  const line = `>  ${JSON.stringify({ ...entry, milliseconds: 7, reads: 2, writes: 0 })}`;
  expect(readable(line)).toBe('>  GET /crm/customers 200 in 7 ms, 2 reads, 0 writes');
  expect(isRequest(line)).toBe(true);
  expect(isRequest('>  {"severity":"ERROR","message":"request"}')).toBe(false);
});
