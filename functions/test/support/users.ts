import { randomUUID } from 'node:crypto';
import { getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import type { Role } from '../../src/http/auth/claims.ts';

/** The project of the suite, whose users the Auth emulator signs in. */
export const SUITE_PROJECT = 'demo-crm';

/** The Admin SDK's Auth on the Auth emulator of the suite. */
export function emulatedAuth(projectId = SUITE_PROJECT): Auth {
  const name = `auth of ${projectId}`;
  return getAuth(getApps().find((app) => app.name === name) ?? initializeApp({ projectId }, name));
}

export interface TestUser {
  uid: string;
  email: string;
  token: string;
}

/** Makes a user of the Auth emulator with the claim `crm_role` and signs it in. */
export async function signUp(
  crm_role: Role | undefined,
  claims: object = {},
  projectId = SUITE_PROJECT,
): Promise<TestUser> {
  const email = `${randomUUID()}@example.test`;
  const { uid } = await emulatedAuth(projectId).createUser({ email });
  await emulatedAuth(projectId).setCustomUserClaims(uid, { ...(crm_role && { crm_role }), ...claims });
  return { uid, email, token: await signIn(uid, projectId) };
}

/** A fresh ID token, as the web SDK would get it. */
export async function signIn(uid: string, projectId = SUITE_PROJECT): Promise<string> {
  if (projectId !== SUITE_PROJECT) return unsignedToken(uid, projectId);
  const host = process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? '';
  const response = await fetch(
    `http://${host}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=fake`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        token: await emulatedAuth(projectId).createCustomToken(uid),
        returnSecureToken: true,
      }),
    },
  );
  const { idToken } = (await response.json()) as { idToken: string };
  return idToken;
}

/**
 * The Auth emulator signs users in for the suite's project only, but keeps users of any; its tokens are not
 * signed, so one for another project can be written down.
 */
async function unsignedToken(uid: string, projectId: string): Promise<string> {
  const { customClaims } = await emulatedAuth(projectId).getUser(uid);
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    ...customClaims,
    iss: `https://securetoken.google.com/${projectId}`,
    aud: projectId,
    sub: uid,
    user_id: uid,
    auth_time: now,
    iat: now,
    exp: now + 3600,
    firebase: { identities: {}, sign_in_provider: 'custom' },
  };
  const encoded = [{ alg: 'none', typ: 'JWT' }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${encoded.join('.')}.`;
}
