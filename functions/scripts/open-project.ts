// The Firestore that a script works on: of the local suite, or of a project that was named.
import { applicationDefault, initializeApp } from 'firebase-admin/app';
import { type Connection, connectionOf } from '../src/firestore/client.ts';
import { isLocal, requireCredentials } from './cloud.ts';
import { address, localProject } from './project.ts';
import { emulatorAnswers } from './running-suite.ts';
import { Sentence } from './sentence.ts';

/** Throws a sentence where the suite does not run, or where there are no credentials for the project. */
export async function openProject(project = localProject): Promise<Connection> {
  if (!isLocal(project)) {
    await requireCredentials();
    return connectionOf(initializeApp({ projectId: project, credential: applicationDefault() }), undefined);
  }
  if (!(await emulatorAnswers('firestore'))) {
    throw new Sentence(
      'The local suite is not running: start it with "npm start", or name a real project with --project ID.',
    );
  }
  return connectionOf(initializeApp({ projectId: project }), address('firestore'));
}
