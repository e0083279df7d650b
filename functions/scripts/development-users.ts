import { developmentSignIn, developmentUser, type Role, roles } from './development-sign-in.ts';
import { address, localProject } from './project.ts';
import { Sentence } from './sentence.ts';

export type { Role };

export function isRole(word: string | undefined): word is Role {
  return roles.some((role) => role === word);
}

/** A fresh ID token of the local suite's development user with that role, good for an hour. */
export async function developmentToken(role: Role): Promise<string> {
  try {
    return await developmentSignIn({ origin: `http://${address('auth')}`, project: localProject }, role);
  } catch (error) {
    throw new Sentence(
      error instanceof TypeError
        ? 'The local suite is not running: start it with "npm start".'
        : `The Auth emulator does not sign ${developmentUser(role).email} in: start the suite afresh.`,
    );
  }
}
