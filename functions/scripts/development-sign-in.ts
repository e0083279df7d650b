// Runs in a script and in the docs page alike: no import of Node's here.

/** The roles that the API knows (the custom claim `crm_role`), each including the one before it. */
export const roles = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Only ever a password in the emulator on this machine. */
export const developmentPassword = 'development';

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
  if (!(await exists(emulator, role))) await create(emulator, role);
  const body = { email: developmentUser(role).email, password: developmentPassword, returnSecureToken: true };
  const { idToken } = await call<{ idToken?: string }>(
    emulator,
    'v1/accounts:signInWithPassword?key=local',
    body,
  );
  if (idToken === undefined) throw new Error(`The Auth emulator does not sign ${body.email} in.`);
  return idToken;
}

async function exists({ origin, project }: AuthEmulator, role: Role): Promise<boolean> {
  const path = `v1/projects/${project}/accounts:lookup`;
  const { users } = await call<{ users?: unknown[] }>({ origin, project }, path, {
    localId: [developmentUser(role).localId],
  });
  return users !== undefined && users.length > 0;
}

async function create(emulator: AuthEmulator, role: Role): Promise<void> {
  const user = { ...developmentUser(role), rawPassword: developmentPassword, emailVerified: true };
  const path = `v1/projects/${emulator.project}/accounts:batchCreate`;
  await call(emulator, path, { users: [user], allowOverwrite: true });
}

async function call<Answer>({ origin }: AuthEmulator, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${origin}/identitytoolkit.googleapis.com/${path}`, {
    method: 'POST',
    // The emulator's own word for an administrator.
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}
