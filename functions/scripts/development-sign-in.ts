// Runs in a script and in the docs page alike: no import of Node's here.

/** The roles that the API knows (the custom claim `crm_role`), each including the one before it. */
export const roles = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

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

/** An Auth emulator, and the project of whose users it is. */
interface AuthEmulator {
  origin: string;
  project: string;
}

/**
 * A fresh ID token of the development user with that role, good for an hour: signs in to an Auth emulator as a browser
 * would, and makes the user first if there is none. Nothing but the emulator takes the token: nobody has signed it.
 */
export async function developmentSignIn(emulator: AuthEmulator, role: Role): Promise<string> {
  const token = (await signIn(emulator, role)) ?? (await createUser(emulator, role));
  if (token === undefined)
    throw new Error(`The Auth emulator does not sign ${developmentUser(role).email} in.`);
  return token;
}

async function signIn(emulator: AuthEmulator, role: Role): Promise<string | undefined> {
  const { email } = developmentUser(role);
  const body = { email, password, returnSecureToken: true };
  const response = await call(emulator, 'v1/accounts:signInWithPassword?key=local', body);
  return response.ok ? ((await response.json()) as { idToken: string }).idToken : undefined;
}

async function createUser(emulator: AuthEmulator, role: Role): Promise<string | undefined> {
  const user = { ...developmentUser(role), rawPassword: password, emailVerified: true };
  const path = `v1/projects/${emulator.project}/accounts:batchCreate`;
  await call(emulator, path, { users: [user], allowOverwrite: true });
  return signIn(emulator, role);
}

function call({ origin }: AuthEmulator, path: string, body: unknown): Promise<Response> {
  return fetch(`${origin}/identitytoolkit.googleapis.com/${path}`, {
    method: 'POST',
    // The emulator's own word for an administrator.
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
