// Takes body parsing back from the platform, so that the app reads every body itself, as a stream.
import diagnosticsChannel from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { beforeListening } from './before-listening.ts';

/**
 * The functions framework (in production) and firebase-tools' runtime (in the emulator) read and parse a body before the
 * app sees the request. They hold anybody's 30 MB in memory, answer malformed JSON or a bad charset with an HTML page,
 * inflate a gzip bomb before any token is checked (489 kB became 480 MB, measured), and their router answers a path that
 * cannot be decoded in HTML.
 *
 * Node announces each request on a diagnostics channel before any of them runs. This removes the headers by which
 * their parsers know that there is a body (RFC 9112, 6.3; Node itself has read them by then). It also replaces a path that
 * cannot be decoded and the target `*`, and lets every expectation pass, so that the request reaches the app.
 *
 * `when` is asked for each request: the same bundle serves the triggers, whose events the platform must parse.
 */
export function openFrontDoor({ when }: { when: () => boolean }): void {
  beforeListening((server) => {
    Object.assign(server, { maxHeaderSize: MAX_HEADER_BYTES });
    // Node itself would answer any expectation but `100-continue` with a bare 417.
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  });
  diagnosticsChannel.subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (!when()) return;
    delete request.headers['content-length'];
    delete request.headers['transfer-encoding'];
    request.url = decodablePath(request.url ?? '/');
  });
}

/** With Node's own 16 KiB, a long token would get a bare 431. Longer headers than this still do. */
const MAX_HEADER_BYTES = 128 * 1024;

/** The URL, or one that leads nowhere where its path cannot be decoded: no resource has such a name. */
function decodablePath(url: string): string {
  // Of `GET *` and `OPTIONS *`: the framework's router knows only paths that begin with a slash.
  if (url === '*') return '/*';
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
