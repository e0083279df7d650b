// The moment before the HTTP server listens: everything is loaded, and no request has come yet.
import diagnosticsChannel from 'node:diagnostics_channel';
import { Server } from 'node:http';

/**
 * Calls `react` with each HTTP server of this process when it is told to listen. It is the first moment at which the
 * environment may be read.
 */
export function beforeListening(react: (server: Server) => void): void {
  diagnosticsChannel.subscribe('tracing:net.server.listen:asyncStart', (message) => {
    const { server } = message as { server: unknown };
    if (server instanceof Server) react(server as Server);
  });
}
