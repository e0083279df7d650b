import { GoogleAuth } from 'google-auth-library';
import { Problem } from '../src/standards/problem.ts';
import { localProject } from './project.ts';
import { Sentence } from './sentence.ts';

/** Whether a project is only ever in the local suite: one that begins with `demo-`, or none. */
export function isLocal(project: string | undefined): boolean {
  return (project ?? localProject).startsWith('demo-');
}

/**
 * Throws a sentence unless there are application default credentials that Google takes. Asked before anything else, because each
 * SDK says it in another way, one only after its retries.
 */
export async function requireCredentials(): Promise<void> {
  leaveOutMetadataWarning();
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
  const token = auth.getAccessToken().then(
    () => undefined,
    (error: unknown) => error,
  );
  const patience = Promise.withResolvers<Error>();
  const timer = setTimeout(() => patience.resolve(new Error('Google does not answer')), PATIENCE_MS);
  const error = await Promise.race([token, patience.promise]);
  clearTimeout(timer);
  if (error !== undefined) throw new Sentence(reasonInCloud(error));
}

/** What an error of Google's says, in one sentence: never its stack. */
export function reasonInCloud(error: unknown): string {
  // What the API says of it is for its callers; the cause is for operators.
  if (error instanceof Problem && error.cause !== undefined) return reasonInCloud(error.cause);
  const { message } = error instanceof Error ? error : new Error(String(error));
  if (message.includes('default credentials'))
    return `There are no credentials for Google Cloud on this machine: log in with "${LOGIN}".`;
  if (message.includes('invalid_grant') || message.includes('invalid_rapt'))
    return `Google does not take the credentials of this machine any more: log in with "${LOGIN}".`;
  const sentence = message.split('\n')[0]?.trim() ?? '';
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

const LOGIN = 'gcloud auth application-default login';
const PATIENCE_MS = 15_000;

/** google-auth-library looks for a metadata server, which only exists in the cloud, and warns when there is none. */
function leaveOutMetadataWarning(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'MetadataLookupWarning') for (const print of printers) print(warning);
  });
}
