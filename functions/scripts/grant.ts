import { applicationDefault, initializeApp } from 'firebase-admin/app';
import { getAuth, type Auth, type UserRecord } from 'firebase-admin/auth';
import { isLocal, reasonInCloud, requireCredentials } from './cloud.ts';
import { readCommandLine } from './command-line.ts';
import { roles } from './development-sign-in.ts';
import { address, localProject } from './project.ts';
import { emulatorAnswers } from './running-suite.ts';
import { runScript, Sentence } from './sentence.ts';

const usage = 'Usage: npm run grant -- EMAIL viewer|editor|admin|none [--project ID] [--unverified]';

/**
 * `npm run grant -- EMAIL ROLE`: gives a user the role, in the custom claim `crm_role`, or takes it away (`none`) and ends
 * the user's sessions. Without `--project` the user is one of the local suite; with it, one of that project, reached with the
 * application default credentials; a `demo-` project is only ever in the suite. `--unverified` takes an address that nobody has
 * verified.
 */
await runScript(async () => {
  const { words, options } = readCommandLine({
    name: 'grant',
    does: 'Gives a user the role, or with "none" takes it away and ends the sessions of the user.',
    flags: { unverified: 'takes an address that nobody has verified' },
    values: { project: ['ID', 'the project of the user; without it the local suite'] },
    words: {
      usage: 'EMAIL viewer|editor|admin|none',
      known: { 1: [...roles, 'none'] },
      most: 2,
      required: true,
    },
  });
  const [email, role] = words;
  if (!email || !role) throw new Sentence(usage);
  const { project = localProject, unverified = false } = options;
  const auth = isLocal(project) ? await localSuite(project) : await realProject(project);
  const user = await orSentence(auth.getUserByEmail(email), email);
  if (role !== 'none' && !user.emailVerified && !unverified) {
    throw new Sentence(
      `Nobody has verified that ${email} is theirs: anyone could have signed up with it. ` +
        'Have its owner follow the verification e-mail first, or add --unverified if you know whose account it is.',
    );
  }
  const before = await setRole(auth, user, role);
  const where = isLocal(project) ? 'the local suite' : `project ${project}`;
  console.log(`${email} in ${where}: the role was ${before} and is ${role} now.`);
  if (role === 'none') {
    console.log(
      'It writes no more, and cannot renew its ID token: it reads until that expires, an hour at most.',
    );
    return;
  }
  console.log('It counts from the next ID token: sign in again, or refresh the token with getIdToken(true).');
  if (!isLocal(project)) {
    console.log(
      'If only you make accounts, close self-registration: Firebase console, Authentication, Settings, User actions, "Enable create (sign-up)" off.',
    );
  }
});

async function localSuite(projectId: string): Promise<Auth> {
  if (!(await emulatorAnswers('auth'))) {
    throw new Sentence(
      'The local suite is not running: start it with "npm start", or name a real project with --project ID.',
    );
  }
  process.env['FIREBASE_AUTH_EMULATOR_HOST'] = address('auth');
  return getAuth(initializeApp({ projectId }));
}

async function realProject(projectId: string): Promise<Auth> {
  await requireCredentials();
  delete process.env['FIREBASE_AUTH_EMULATOR_HOST'];
  return getAuth(initializeApp({ projectId, credential: applicationDefault() }));
}

/** Sets the claim, beside whatever other claims there are, and answers with the role before. */
async function setRole(
  auth: Auth,
  { uid, email = uid, customClaims }: UserRecord,
  role: string,
): Promise<string> {
  const { crm_role: before, ...others } = customClaims ?? {};
  const claims = role === 'none' ? others : { ...others, crm_role: role };
  await orSentence(auth.setCustomUserClaims(uid, claims), email);
  // After the claim: a session that began in between has no role any more.
  if (role === 'none') await orSentence(auth.revokeRefreshTokens(uid), email);
  return String(before ?? 'none');
}

async function orSentence<T>(answer: Promise<T>, email: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'auth/user-not-found')
      throw new Sentence(`There is no user with the e-mail address ${email}.`);
    if (code === 'auth/invalid-email') throw new Sentence(`"${email}" is not an e-mail address.`);
    if (code === 'auth/insufficient-permission')
      throw new Sentence('You need the role Firebase Authentication Admin (roles/firebaseauth.admin) there.');
    throw new Sentence(`Firebase Auth does not do it: ${reasonInCloud(error)}`);
  }
}
