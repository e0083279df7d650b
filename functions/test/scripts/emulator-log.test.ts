import { describe, expect, it } from 'vitest';
import { failuresIn, isRequest, isWorthShowing, loadFailure, readable } from '../../scripts/emulator-log.ts';

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

it('tells a failure that goes on in the next lines as a whole', () => {
  const log =
    '⚠  firestore: Fatal error: \n   it has exited with code: 1, \n   stopping all\ni  hub: Stopping\n';
  expect(failuresIn(log)).toBe('firestore: Fatal error: it has exited with code: 1, stopping all');
});

it('knows what a function says that cannot be loaded', () => {
  const failure = "⚠  functions: Failed to initialize and load triggers. This shouldn't happen: boom";
  expect(loadFailure(failure)).toBe('boom');
  expect(loadFailure('>  boom')).toBeUndefined();
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
