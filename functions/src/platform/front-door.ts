import diagnosticsChannel from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { beforeListening } from './before-listening.ts';

/** Node's 16 KiB would answer a long token with a bare 431; longer headers than this still get that. */
const MAX_HEADER_BYTES = 128 * 1024;

/**
 * Takes body parsing back from the platform.
 *
 * The functions framework (in production) and firebase-tools' runtime (in the emulator) read and parse a body
 * before the app sees the request: anybody's 30 MB are held in memory, malformed JSON or a bad charset becomes an HTML
 * page, a gzip bomb is inflated before any token is checked (489 kB became 480 MB), and an undecodable path is answered in
 * HTML by their router. Node announces a request on a diagnostics channel before any of them runs. There
 * the headers by which their parsers know that there is a body are removed (RFC 9112, 6.3; Node itself has read them), so that
 * the app gets it as a stream, and a path that cannot be decoded is replaced, so that the request reaches the app, which answers it.
 *
 * `when` is asked per request: the same bundle serves the trigger, whose events the platform must parse.
 */
export function openFrontDoor({ when }: { when: () => boolean }): void {
  beforeListening((server) => Object.assign(server, { maxHeaderSize: MAX_HEADER_BYTES }));
  diagnosticsChannel.subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (!when()) return;
    delete request.headers['content-length'];
    delete request.headers['transfer-encoding'];
    request.url = decodablePath(request.url ?? '/');
  });
}

/** A path that leads nowhere in place of one that cannot be decoded: no resource has such a name. */
function decodablePath(url: string): string {
  const [path = ''] = url.split('?', 1);
  return isDecodable(path) ? url : '/undecodable';
}

function isDecodable(path: string): boolean {
  try {
    // Always true. The bundler takes `decodeURIComponent` for pure and drops a call whose result is not used.
    return decodeURIComponent(path).length <= path.length;
  } catch {
    return false;
  }
}
