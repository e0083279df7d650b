// The limits of connections: how long a sender may take, a reader may pause and a connection may be idle, and how many there may be.
import type { RequestHandler } from 'express';
import onHeaders from 'on-headers';
import { beforeListening } from './before-listening.ts';

/**
 * Sets the limits of the platform's HTTP server. The functions framework makes the server and leaves it Node's defaults: a minute for
 * headers, five for a request, both looked at twice a minute, and as many connections as there are file descriptors. Whoever is too slow
 * gets a bare 408 from Node, and the connection is closed.
 */
export function limitConnections(): void {
  beforeListening((server) => {
    Object.assign(server, LIMITS);
    // No idle connection keeps a new one out.
    server.on('drop', () => server.closeIdleConnections());
  });
}

/**
 * Middleware that closes the connection of a reader who has taken nothing of the answer for `MAX_PAUSE_MS`: what is held for the answer
 * would be held for as long as he likes. A slow reader is not cut off while he makes progress that Node can see: Linux takes up to 4 MB of an
 * answer, and more when a third of that has gone out. So of an answer larger than that he must take 1.3 MB in this time, some 130 kB a second.
 *
 * It uses the timeout of the socket, by which Node tells that not a byte was moved. The platform sets it too, before there is an answer.
 */
export const cutOffIdleReaders: RequestHandler = (req, res, next) => {
  const { socket } = req;
  onHeaders(res, () => {
    let heardAt = -Infinity;
    let pausedAt = 0;
    res.on('timeout', () => {
      const now = performance.now();
      // Node is silent after a span in which bytes were moved.
      if (now - heardAt > CHECK_MS * 1.5) pausedAt = now - CHECK_MS;
      heardAt = now;
      if (now - pausedAt >= MAX_PAUSE_MS) socket.destroy();
      else socket.setTimeout(CHECK_MS);
    });
    socket.setTimeout(CHECK_MS);
  });
  next();
};

/** In milliseconds, except for the number of connections. */
const LIMITS = {
  /** From the first byte of a request, or from the connection, until its headers are there. */
  headersTimeout: 10_000,
  /** Until its body is there. Our own answer to a slow body comes first: after 10 for headers, 15 for the body and 5 to hear the caller out. */
  requestTimeout: 31_000,
  /** How often the two are looked at. */
  connectionsCheckingInterval: 1000,
  /**
   * How long an idle connection is kept. Longer than Google's front ends keep theirs, 600 s: if the server closed it first, they would now and
   * then send a request to a connection that is being closed, and the caller would get a 502.
   */
  keepAliveTimeout: 620_000,
  /** Twice the most requests that an instance can be told to serve at once. */
  maxConnections: 2000,
};

/** In milliseconds. */
const MAX_PAUSE_MS = 10_000;

/** How often a reader is looked at, in milliseconds: one who pauses is cut off so much later, at most. */
const CHECK_MS = 1000;
