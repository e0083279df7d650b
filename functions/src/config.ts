// The settings of the API and the options of its deployment: only here are parameters and the environment read.
import type { HttpsOptions } from 'firebase-functions/https';
import { defineInt, defineString, select } from 'firebase-functions/params';
import type { AppSettings } from './app.ts';
import { LOCAL_ORIGINS } from './http/answer/cross-origin.ts';

/** The settings of the app, read when it is built and not at import. */
export function readSettings(): AppSettings {
  return {
    backendTimeoutMs: backendTimeoutMs.value(),
    publicPath: publicPath(),
    corsOrigins: [...listOf(corsOrigins.value()), ...(inEmulator() ? [LOCAL_ORIGINS] : [])],
    enforceAppCheck: appCheckMode.value() !== 'off',
    requestsPerMinute: requestsPerMinute.value(),
    trashDays: trashDays.value(),
    authEmulator: authEmulator(),
  };
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
  // `firebase deploy` starts the code to ask what is in it.
  if (process.env['FUNCTIONS_CONTROL_API'] === 'true') return false;
  return (process.env['FUNCTION_TARGET'] ?? 'api') === 'api';
}

/** The region of both functions; part of the function's URL. */
const region = defineString('CRM_REGION', {
  default: 'europe-west1',
  description: 'Cloud region of the functions: choose the one nearest to the database.',
});
const memory = defineInt('CRM_MEMORY_MIB', { default: 512, description: 'Memory of an instance, in MiB.' });
const concurrency = defineInt('CRM_CONCURRENCY', {
  default: 80,
  description: 'Requests that an instance serves at once.',
});
const timeout = defineInt('CRM_TIMEOUT_SECONDS', {
  default: 30,
  description: 'After this the platform ends a request.',
});
const minInstances = defineInt('CRM_MIN_INSTANCES', {
  default: 0,
  description: 'Instances kept warm; each costs money.',
});
const maxInstances = defineInt('CRM_MAX_INSTANCES', {
  default: 10,
  description: 'Bounds the bill and the load.',
});
const backendTimeoutMs = defineInt('CRM_BACKEND_TIMEOUT_MS', {
  default: 8000,
  description: 'How long one call to Firestore or Firebase Auth may take, in milliseconds.',
});
const corsOrigins = defineString('CRM_CORS_ORIGINS', {
  default: '',
  description: 'Origins of the web applications that may call, such as https://crm.example.com, with commas.',
});
const appCheckMode = defineString('CRM_APP_CHECK', {
  default: 'off',
  input: select(['off', 'enforce']),
  description: 'Whether a valid App Check token is needed with every request.',
});
const requestsPerMinute = defineInt('CRM_REQUESTS_PER_MINUTE', {
  default: 1200,
  description: 'Requests of one user on one instance in a minute; 0 for no limit.',
});

const trashDays = defineInt('CRM_TRASH_DAYS', {
  default: 30,
  description: 'Days for which a deleted customer can be brought back.',
});

/** How `api` is deployed. It checks tokens itself, so anyone may invoke it; CORS is the app's. */
export const apiOptions: HttpsOptions = {
  region,
  memory,
  concurrency,
  timeoutSeconds: timeout,
  minInstances,
  maxInstances,
  cpu: 1,
  cors: false,
  invoker: 'public',
};

/** How the triggers are deployed. Retried until they succeed; their work is safe to repeat. */
export const triggerOptions = {
  region,
  memory,
  concurrency,
  maxInstances,
  cpu: 1,
  retry: true,
} as const;

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
function publicPath(): string {
  return inEmulator() ? `/${process.env['GCLOUD_PROJECT'] ?? ''}/${region.value()}/api` : '/api';
}

function inEmulator(): boolean {
  return process.env['FUNCTIONS_EMULATOR'] === 'true';
}

function listOf(commaSeparated: string): string[] {
  return commaSeparated.split(',').flatMap((entry) => entry.trim() || []);
}
