import { Agent } from 'node:https';
import { connect } from 'node:net';
import { initializeApp } from 'firebase-admin/app';
import { getAppCheck } from 'firebase-admin/app-check';
import { expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { CUSTOMERS_PATH } from '../../support/paths.ts';
import { refuse } from '../../support/refusal.ts';

const projectId = 'demo-app-check';

/** Google's keys are out of reach: nobody listens there. */
class Unreachable extends Agent {
  override createConnection() {
    return connect(1, '127.0.0.1');
  }
}

const appCheck = getAppCheck(initializeApp({ projectId, httpAgent: new Unreachable() }, projectId));
const api = useApi({ enforceAppCheck: true }, { loadAppCheck: () => Promise.resolve(appCheck) });

/** As the App Check service makes it, but for the signature, which nobody can look at without the keys. */
function token(): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'RS256', kid: 'k', typ: 'JWT' };
  const iss = 'https://firebaseappcheck.googleapis.com/1';
  const claims = { aud: [`projects/${projectId}`], iss, sub: '1:1:web:1', iat: now, exp: now + 3600 };
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return [...parts, 'c2lnbmF0dXJl'].join('.');
}

const send = (appCheckToken: string) =>
  [
    { base: api.url, projectId: api.projectId },
    {
      path: CUSTOMERS_PATH,
      headers: { Authorization: `Bearer ${api.users.viewer.token}`, 'X-Firebase-AppCheck': appCheckToken },
    },
  ] as const;

it('is 503 where the keys of App Check cannot be fetched: that is no fault of the app', async () => {
  const { headers } = await refuse(...send(token()), { status: 503, code: 'auth_unavailable' });
  expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
});

it('is 401 all the same for what can be no token', async () => {
  await refuse(...send('junk'), { status: 401, code: 'unauthenticated' });
});
