// Middleware that sets the headers of every answer.
import type { RequestHandler } from 'express';
import onHeaders from 'on-headers';

/**
 * No cache may keep an answer, unless the route says otherwise. Each says what the request has cost, in billed Firestore
 * operations and in milliseconds (`Server-Timing`, W3C).
 */
export const responseHeaders: RequestHandler = (_req, res, next) => {
  const start = performance.now();
  res.set('Cache-Control', 'no-store');
  onHeaders(res, () => {
    const { reads, writes, trips, milliseconds } = res.locals.database.bill;
    const total = performance.now() - start;
    res.set({
      'X-Firestore-Reads': String(reads),
      'X-Firestore-Writes': String(writes),
      'Server-Timing': `firestore;dur=${milliseconds.toFixed(1)};desc="round trips: ${trips}", total;dur=${total.toFixed(1)}`,
    });
  });
  next();
};
