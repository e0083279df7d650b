import type { AppSettings } from '../../src/app.ts';

/** The app as a test or a measurement wants it: parameters as they are by default, but no rate limit. */
export const appSettings: AppSettings = {
  backendTimeoutMs: 8000,
  publicPath: '/api',
  corsOrigins: [],
  enforceAppCheck: false,
  requestsPerMinute: 0,
  readsPerMinute: 0,
  trashDays: 30,
  servesDocs: true,
  logsIds: true,
  authEmulator: null,
};
