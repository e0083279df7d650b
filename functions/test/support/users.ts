import { randomUUID } from 'node:crypto';
import { getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import type { Role } from '../../src/http/authorization.ts';

const projectId = 'demo-crm';

/** The Admin SDK's Auth on the Auth emulator of the suite. */
export function emulatedAuth(): Auth {
  return getAuth(getApps().find(({ name }) => name === 'auth') ?? initializeApp({ projectId }, 'auth'));
}

export interface TestUser {
  uid: string;
  token: string;
}

/** Makes a user of the Auth emulator with the claim `crm_role` and signs it in. */
export async function signUp(crm_role: Role | undefined, claims: object = {}): Promise<TestUser> {
  const { uid } = await emulatedAuth().createUser({ email: `${randomUUID()}@example.test` });
  await emulatedAuth().setCustomUserClaims(uid, { ...(crm_role && { crm_role }), ...claims });
  return { uid, token: await signIn(uid) };
}

/** A fresh ID token, as the web SDK would get it. */
export async function signIn(uid: string): Promise<string> {
  const host = process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? '';
  const response = await fetch(
    `http://${host}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=fake`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: await emulatedAuth().createCustomToken(uid), returnSecureToken: true }),
    },
  );
  const { idToken } = (await response.json()) as { idToken: string };
  return idToken;
}
