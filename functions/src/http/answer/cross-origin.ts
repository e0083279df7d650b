// Middleware for CORS (Fetch standard): which pages may call, and which headers they may send and read.
import cors from 'cors';
import type { RequestHandler } from 'express';

/**
 * An origin outside the list gets no `Access-Control-Allow-Origin`, but at the root, where there is nothing: a browser hides from a page whether
 * its origin is refused or the server is down, and a page that can read the 404 of the root knows.
 */
export function crossOrigin(origins: readonly (string | RegExp)[]): RequestHandler {
  const listed = cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ACCEPTED,
    exposedHeaders: EXPOSED,
    maxAge: 3600,
  });
  const anyOrigin = cors({ origin: '*', methods: ['GET', 'HEAD'] });
  return (req, res, next) => (ROOTS.includes(req.path) ? anyOrigin : listed)(req, res, next);
}

/** The origins of pages that a developer serves from this machine, on any port. */
export const LOCAL_ORIGINS = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** As the function's own URL and as Cloud Run's and Hosting's have it. */
const ROOTS: readonly string[] = ['/', '/api', '/api/'];

/** Headers of an answer that a page's script may read, beside the few that it always may. */
const EXPOSED = [
  'ETag',
  'Link',
  'Location',
  'X-Request-Id',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Firestore-Reads',
  'X-Firestore-Writes',
  'Server-Timing',
  'Idempotent-Replayed',
  'Preference-Applied',
  // Of an export.
  'Content-Disposition',
  'X-Snapshot-Time',
  'Changes-Since',
  'X-Total-Count',
  'X-Total-Is-Exact',
  'X-Digest-Columns',
  'X-Search-Relaxed',
];

/** Headers of a request that a page's script may send. */
const ACCEPTED = [
  'Authorization',
  'Content-Type',
  'Content-Digest',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'Prefer',
  'X-Firebase-AppCheck',
  'X-Request-Id',
  // What OpenTelemetry and Sentry add to every request of a page (W3C Trace Context, W3C Baggage); the log reads the first.
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
];
