// The settings of the API and the options of its deployment: only this file reads the environment.
import type { HttpsOptions } from 'firebase-functions/https';
import { defineInt, defineString, select } from 'firebase-functions/params';
import type { AppSettings } from './app.ts';
import { LOCAL_ORIGINS } from './http/answer/cross-origin.ts';
import { RETRIES, STEP_TIMEOUT_SECONDS } from './jobs/queue.ts';
import { PARAMETERS, type ParameterName, readParameters, sentenceOf } from './parameters.ts';

/** The settings of the app, read when it is built and not at import. */
export function readSettings(): AppSettings {
  const { values } = readParameters(process.env);
  if (values === null) throw new Error('the parameters are wrong: requireParameters() comes first');
  return {
    backendTimeoutMs: values.CRM_BACKEND_TIMEOUT_MS,
    publicPath: publicPath(values.CRM_REGION),
    corsOrigins: [...values.CRM_CORS_ORIGINS, ...(inEmulator() ? [LOCAL_ORIGINS] : [])],
    enforceAppCheck: values.CRM_APP_CHECK === 'enforce',
    requestsPerMinute: values.CRM_REQUESTS_PER_MINUTE,
    readsPerMinute: values.CRM_READS_PER_MINUTE,
    trashDays: values.CRM_TRASH_DAYS,
    servesDocs: values.CRM_DOCS === 'on',
    logsIds: values.CRM_LOG_CUSTOMER_IDS === 'on',
    authEmulator: authEmulator(),
  };
}

/** Whether the triggers keep the pairs of customers that are probably one. */
export function keepsDuplicates(): boolean {
  return readParameters(process.env).values?.CRM_DUPLICATES === 'on';
}

/**
 * Whether the environment names an Auth emulator although this process does not run in the emulator. The Admin SDK would then
 * accept tokens that nobody signed, so the API must not start.
 */
export function trustsUnsignedTokens(): boolean {
  return servesApi() && process.env['FIREBASE_AUTH_EMULATOR_HOST'] !== undefined && !inEmulator();
}

/**
 * Whether this process serves `api`. Each function runs in a process of its own, from the same bundle, and only that of `api`
 * may take body parsing away from the platform. The platform names the function in the environment. A functions framework that
 * was started by hand has the name in its arguments and gets no events to parse, so it counts as `api`.
 */
export function servesApi(): boolean {
  if (isBeingDeployed()) return false;
  return (process.env['FUNCTION_TARGET'] ?? 'api') === 'api';
}

/**
 * Throws if a parameter is set to what it may not be, with a sentence for each. Called when the bundle is loaded, so that a
 * revision with such a value never serves: the one before it goes on.
 */
export function requireParameters(): void {
  if (isBeingDeployed()) return;
  const { faults } = readParameters(process.env);
  if (faults.length === 0) return;
  const error = new Error(faults.map(sentenceOf).join('\n'));
  error.name = 'Parameters';
  // The place in the bundle says nothing to whoever has to mend a value.
  error.stack = error.message;
  throw error;
}

/** What a deployment asks for and fills in: every parameter, in the order in which operators see them. */
const options = {
  region: text('CRM_REGION'),
  serviceAccount: text('CRM_SERVICE_ACCOUNT'),
  memory: wholeNumber('CRM_MEMORY_MIB'),
  concurrency: wholeNumber('CRM_CONCURRENCY'),
  timeoutSeconds: wholeNumber('CRM_TIMEOUT_SECONDS'),
  minInstances: wholeNumber('CRM_MIN_INSTANCES'),
  maxInstances: wholeNumber('CRM_MAX_INSTANCES'),
};
// The others are read where the functions run, and need only be known to Firebase.
wholeNumber('CRM_BACKEND_TIMEOUT_MS');
text('CRM_CORS_ORIGINS');
text('CRM_APP_CHECK', ['off', 'enforce']);
wholeNumber('CRM_REQUESTS_PER_MINUTE');
wholeNumber('CRM_READS_PER_MINUTE');
wholeNumber('CRM_TRASH_DAYS');
text('CRM_DOCS', ['on', 'off']);
text('CRM_LOG_CUSTOMER_IDS', ['on', 'off']);
text('CRM_DUPLICATES', ['on', 'off']);

/** How `api` is deployed. It checks tokens itself, so anyone may invoke it; CORS is the app's. */
export const apiOptions: HttpsOptions = {
  ...options,
  cpu: 1,
  cors: false,
  invoker: 'public',
};

/** How the triggers are deployed. Retried until they succeed; their work is safe to repeat. */
export const triggerOptions = {
  region: options.region,
  serviceAccount: options.serviceAccount,
  memory: options.memory,
  concurrency: options.concurrency,
  maxInstances: options.maxInstances,
  cpu: 1,
  retry: true,
} as const;

/** How the function that runs the steps of jobs is deployed: one step at a time in an instance, because each takes its memory. */
export const taskOptions = {
  region: options.region,
  serviceAccount: options.serviceAccount,
  memory: options.memory,
  concurrency: 1,
  maxInstances: options.maxInstances,
  cpu: 1,
  timeoutSeconds: STEP_TIMEOUT_SECONDS,
  retryConfig: RETRIES,
  rateLimits: { maxConcurrentDispatches: 4 },
} as const;

/** The region of the functions, and of their queue. */
export const region = (): string =>
  readParameters(process.env).values?.CRM_REGION ?? PARAMETERS.CRM_REGION.default;

/** Where the emulator of Firestore is, as host and port; undefined in the cloud. */
export function firestoreEmulator(): string | undefined {
  return process.env['FIRESTORE_EMULATOR_HOST'];
}

/** Where the docs page signs in its development users, from the browser; null outside the emulator. */
function authEmulator(): AppSettings['authEmulator'] {
  const host = process.env['FIREBASE_AUTH_EMULATOR_HOST'];
  if (!inEmulator() || host === undefined) return null;
  return { origin: `http://${host}`, project: process.env['GCLOUD_PROJECT'] ?? '' };
}

/** In the emulator a function's URL starts with the project and the region. */
function publicPath(region: string): string {
  return inEmulator() ? `/${process.env['GCLOUD_PROJECT'] ?? ''}/${region}/api` : '/api';
}

function inEmulator(): boolean {
  return process.env['FUNCTIONS_EMULATOR'] === 'true';
}

/** `firebase deploy` and a build start the code only to ask what is in it. */
function isBeingDeployed(): boolean {
  return process.env['FUNCTIONS_CONTROL_API'] === 'true';
}

function text(name: ParameterName, words?: string[]) {
  const { default: value, description } = PARAMETERS[name];
  const input = words && { input: select(words) };
  return defineString(name, { default: String(value), description, ...input });
}

function wholeNumber(name: ParameterName) {
  const { default: value, description } = PARAMETERS[name];
  return defineInt(name, { default: Number(value), description });
}
