import { address, localProject } from './project.ts';
import { Sentence } from './sentence.ts';

/** The roles that the API knows (the custom claim `crm_role`), each including the one before it. */
export const roles = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

export function isRole(word: string | undefined): word is Role {
  return roles.some((role) => role === word);
}

/** Only ever a password in the emulator on this machine. */
const password = 'development';

/** One user per role, the same in every suite. */
export function developmentUser(role: Role): { localId: string; email: string; customAttributes: string } {
  return {
    localId: `dev-${role}`,
    email: `${role}@example.test`,
    customAttributes: JSON.stringify({ crm_role: role }),
  };
}

/**
 * A fresh ID token of the development user with that role, good for an hour: signs in to the local suite's Auth
 * emulator as a browser would, and makes the user first if there is none.
 */
export async function developmentToken(role: Role): Promise<string> {
  const token = (await signIn(role)) ?? (await createUser(role).then(() => signIn(role)));
  if (token) return token;
  throw new Sentence(
    `The Auth emulator does not sign ${developmentUser(role).email} in: start the suite afresh.`,
  );
}

async function signIn(role: Role): Promise<string | undefined> {
  const { email } = developmentUser(role);
  const response = await callAuth('v1/accounts:signInWithPassword?key=local', {
    email,
    password,
    returnSecureToken: true,
  });
  return response.ok ? ((await response.json()) as { idToken: string }).idToken : undefined;
}

async function createUser(role: Role): Promise<void> {
  const user = { ...developmentUser(role), rawPassword: password, emailVerified: true };
  await callAuth(`v1/projects/${localProject}/accounts:batchCreate`, { users: [user], allowOverwrite: true });
}

async function callAuth(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`http://${address('auth')}/identitytoolkit.googleapis.com/${path}`, {
      method: 'POST',
      // The emulator's own word for an administrator.
      headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Sentence('The local suite is not running: start it with "npm start".');
  }
}
