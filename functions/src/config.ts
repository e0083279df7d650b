import type { HttpsOptions } from 'firebase-functions/https';
import { defineInt, defineString } from 'firebase-functions/params';
import type { AppSettings } from './app.ts';

/** The region of both functions; part of the function's URL. */
export const region = defineString('CRM_REGION', {
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
const databaseTimeoutMs = defineInt('CRM_DATABASE_TIMEOUT_MS', {
  default: 8000,
  description: 'How long one call to Firestore or Firebase Auth may take, in milliseconds.',
});

/** How `api` is deployed. It checks tokens itself, so anyone may invoke it; CORS is the app's (DESIGN 2.5). */
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

/** What the app needs to know, read when it is built and not at import. */
export function readSettings(): AppSettings {
  return { databaseTimeoutMs: databaseTimeoutMs.value(), publicPath: publicPath() };
}

/** How long a call to Firebase Auth may take, in milliseconds. */
export function authTimeoutMs(): number {
  return databaseTimeoutMs.value();
}

/**
 * Whether this process serves `api`. Each function runs in a process of its own on the same bundle, and
 * only this one may take body parsing away from the platform.
 */
export function servesApi(): boolean {
  return process.env['FUNCTION_TARGET'] === 'api';
}

/** In the emulator a function's URL starts with the project and the region. */
function publicPath(): string {
  const inEmulator = process.env['FUNCTIONS_EMULATOR'] === 'true';
  return inEmulator ? `/${process.env['GCLOUD_PROJECT'] ?? ''}/${region.value()}/api` : '/api';
}
