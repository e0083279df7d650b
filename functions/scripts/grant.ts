import { parseArgs } from 'node:util';
import { applicationDefault, initializeApp } from 'firebase-admin/app';
import { getAuth, type Auth, type UserRecord } from 'firebase-admin/auth';
import { isRole } from './development-users.ts';
import { address, localProject } from './project.ts';
import { emulatorAnswers } from './running-suite.ts';
import { runScript, Sentence } from './sentence.ts';

const usage = 'Usage: npm run grant -- EMAIL viewer|editor|admin|none [--project ID]';

/**
 * `npm run grant -- EMAIL ROLE`: gives a user the role, in the custom claim `crm_role`, or takes it away (`none`).
 * Without `--project` the user is one of the local suite; with it, one of that project, reached with the application
 * default credentials. Never the one for want of the other.
 */
await runScript(async () => {
  const { values, positionals } = readArguments();
  const [email, role] = positionals;
  if (!email || !role || positionals.length > 2) throw new Sentence(usage);
  if (!isRole(role) && role !== 'none') throw new Sentence(`There is no role "${role}". ${usage}`);
  const auth = values.project ? realProject(values.project) : await localSuite();
  const user = await findUser(auth, email);
  const { crm_role: before, ...others } = user.customClaims ?? {};
  await auth.setCustomUserClaims(user.uid, role === 'none' ? others : { ...others, crm_role: role });
  const where = values.project ? `project ${values.project}` : 'the local suite';
  console.log(`${email} in ${where}: the role was ${String(before ?? 'none')} and is ${role} now.`);
  console.log('It counts from the next ID token: sign in again, or refresh the token with getIdToken(true).');
});

function readArguments() {
  try {
    return parseArgs({ options: { project: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new Sentence(`${(error as Error).message} ${usage}`);
  }
}

async function localSuite(): Promise<Auth> {
  if (!(await emulatorAnswers('auth'))) {
    throw new Sentence(
      'The local suite is not running: start it with "npm start", or name a real project with --project ID.',
    );
  }
  process.env['FIREBASE_AUTH_EMULATOR_HOST'] = address('auth');
  return getAuth(initializeApp({ projectId: localProject }));
}

function realProject(projectId: string): Auth {
  delete process.env['FIREBASE_AUTH_EMULATOR_HOST'];
  return getAuth(initializeApp({ projectId, credential: applicationDefault() }));
}

async function findUser(auth: Auth, email: string): Promise<UserRecord> {
  try {
    return await auth.getUserByEmail(email);
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'auth/user-not-found')
      throw new Sentence(`There is no user with the e-mail address ${email}.`);
    if (code === 'auth/invalid-email') throw new Sentence(`"${email}" is not an e-mail address.`);
    if (code === 'app/invalid-credential') {
      throw new Sentence(
        'There are no credentials for that project: run "gcloud auth application-default login" first.',
      );
    }
    throw new Sentence(`The user could not be looked up: ${(error as Error).message}`);
  }
}
