import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { functionsFolder } from '../../scripts/project.ts';
import { emulatedAuth, signIn } from '../support/users.ts';
import { useApi } from '../support/api.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { until } from '../support/until.ts';

const api = useApi();

/** What a script says, on both of its outputs. */
async function run(script: string, ...words: string[]): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, [join(functionsFolder, 'scripts', script), ...words], {
    // Outside the suite the scripts are started without its variables.
    env: { PATH: process.env['PATH'], METADATA_SERVER_DETECTION: 'none', HOME: '/nowhere' },
  });
  const [out, errors] = [text(child.stdout), text(child.stderr)];
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said: ((await out) + (await errors)).trim() };
}

const grant = (...words: string[]) => run('grant.ts', ...words);

async function user(emailVerified: boolean, claims: object | null = null) {
  const email = `${randomUUID()}@example.test`;
  const { uid } = await emulatedAuth().createUser({ email, emailVerified });
  await emulatedAuth().setCustomUserClaims(uid, claims);
  return { uid, email };
}

const claimsOf = async (uid: string) => (await emulatedAuth().getUser(uid)).customClaims ?? {};

describe('npm run grant', () => {
  it('gives a role to a user whose address is verified, and keeps other claims', async () => {
    const { uid, email } = await user(true, { team: 'a' });
    const { status, said } = await grant(email, 'editor');
    expect([status, said.split('\n')[0]]).toEqual([
      0,
      `${email} in the local suite: the role was none and is editor now.`,
    ]);
    expect(await claimsOf(uid)).toEqual({ team: 'a', crm_role: 'editor' });
  });

  it('refuses an address that nobody has verified, unless told so', async () => {
    const { uid, email } = await user(false);
    const { status, said } = await grant(email, 'admin');
    expect([status, said]).toEqual([1, expect.stringMatching(/^Nobody has verified that .* --unverified /)]);
    expect(await claimsOf(uid)).toEqual({});
    expect((await grant(email, 'viewer', '--unverified')).status).toBe(0);
    expect(await claimsOf(uid)).toEqual({ crm_role: 'viewer' });
  });

  it('takes a role away, verified or not, and ends the sessions', async () => {
    const { uid, email } = await user(false, { team: 'a', crm_role: 'editor' });
    const token = await signIn(uid);
    const headers = { Authorization: `Bearer ${token}` };
    expect((await api.anonymous.post(path, { name: 'Α' }, { headers })).status).toBe(201);
    const { status, said } = await grant(email, 'none');
    expect([status, said.split('\n')[0]]).toEqual([
      0,
      `${email} in the local suite: the role was editor and is none now.`,
    ]);
    expect(await claimsOf(uid)).toEqual({ team: 'a' });
    // A revocation is told in whole seconds: it has no effect on a token of the same second.
    await until(async () => {
      await grant(email, 'none');
      const { status } = await api.anonymous.post(path, { name: 'Β' }, { headers });
      return status === 401 ? true : null;
    });
  });

  it.each([
    [[], /^Usage: npm run grant/],
    [['nobody@example.test', 'viewer'], /^There is no user with the e-mail address nobody@example\.test\.$/],
    [['nobody', 'viewer'], /^"nobody" is not an e-mail address\.$/],
    [['a@example.test', 'owner'], /^There is no "owner"; there are viewer, editor, admin, none\.$/],
    [
      ['a@example.test', 'viewer', '--force'],
      /^Unknown option --force: "npm run grant -- --help" shows what there is\.$/,
    ],
  ])('says of %j in one sentence what is wrong', async (words, sentence) => {
    const { status, said } = await grant(...words);
    expect([status, said]).toEqual([1, expect.stringMatching(sentence)]);
  });
});

describe('without credentials for the cloud', () => {
  it.each([
    ['grant.ts', 'a@example.test', 'viewer', '--project', 'some-project'],
    ['reindex.ts', '--project', 'some-project'],
  ])('%s ends with one sentence', async (script, ...words) => {
    const { status, said } = await run(script, ...words);
    expect(status).toBe(1);
    expect(said.split('\n')[0]).toBe(
      'There are no credentials for Google Cloud on this machine: log in with "gcloud auth application-default login".',
    );
    expect(said).not.toMatch(/^ +at |Warning/m);
  });
});
