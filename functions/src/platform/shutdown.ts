// The end of an instance: on SIGTERM the requests in flight are answered before the process ends.
import diagnosticsChannel from 'node:diagnostics_channel';
import type { Server, ServerResponse } from 'node:http';
import { beforeListening } from './before-listening.ts';

/**
 * Cloud Run sends SIGTERM when it stops an instance, and SIGKILL 10 s later. The functions framework's own handler ends the process at once:
 * of 40 requests in flight, 39 connections were reset and one got a 500 (measured). This one takes its place. New connections are refused
 * and idle ones closed; the process ends when the last request is answered, at the latest after `DRAIN_MS`.
 *
 * Where the platform has no handler there is nothing to replace: firebase-tools' runtime shall end at once, with the local suite.
 */
export function endGracefully(): void {
  const open = new Set<ServerResponse>();
  diagnosticsChannel.subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse };
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isEnding) response.shouldKeepAlive = false;
  });
  let isEnding = false;
  beforeListening((server) => {
    // The framework adds its handler when the server has begun to listen.
    server.once('listening', () =>
      setImmediate(() => {
        const others = process.listeners('SIGTERM');
        if (others.length === 0) return;
        // Ours comes before theirs go: with none between them, a signal that has just arrived would be lost (seen in CI).
        process.on('SIGTERM', () => {
          if (isEnding) return;
          isEnding = true;
          drain(server, open);
        });
        for (const other of others) process.off('SIGTERM', other);
      }),
    );
  });
}

/** How long requests have to end, in milliseconds: none of ours takes longer than 9 s, and the platform waits 10 s. */
const DRAIN_MS = 9300;

/**
 * How long connections are still accepted, in milliseconds: those that wait for it, or whose request has not been read yet, are reset when the
 * server closes. On a busy machine 100 was too short (measured).
 */
const ACCEPT_MS = 400;

/** How often connections are closed that have become idle, in milliseconds. */
const CHECK_MS = 50;

function drain(server: Server, open: ReadonlySet<ServerResponse>): void {
  for (const response of open) response.shouldKeepAlive = false;
  setTimeout(() => {
    server.close(() => process.exit(0));
    // A request may have ended with headers that promised to keep its connection.
    setInterval(() => server.closeIdleConnections(), CHECK_MS);
  }, ACCEPT_MS);
  setTimeout(() => {
    server.closeAllConnections();
    process.exit(0);
  }, DRAIN_MS);
}
