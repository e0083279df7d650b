import diagnosticsChannel from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { beforeListening } from './listening.ts';

/** What the request said of its body, before this file made the platform blind to it. */
export interface BodyHeaders {
  contentType: string | undefined;
  contentEncoding: string | undefined;
}

const bodyHeaders = new WeakMap<IncomingMessage, BodyHeaders>();

/** Node's 16 KiB would answer a long token with a bare 431; longer headers than this still get that. */
const MAX_HEADER_BYTES = 128 * 1024;

/**
 * Takes body parsing back from the platform.
 *
 * The functions framework (in production) and firebase-tools' runtime (in the emulator) parse a body
 * before the app sees the request: malformed JSON or a bad charset becomes an HTML page, a gzip bomb is
 * inflated before any token is checked (489 kB became 480 MB), and an undecodable path is answered in
 * HTML by their router. Node announces a request on a diagnostics channel before any of them runs. There
 * the type and the encoding are remembered and replaced by ones that nothing parses or inflates, and
 * a path that cannot be decoded is replaced, so that the request reaches the app, which answers it.
 *
 * `when` is asked per request: the same bundle serves the trigger, whose events the platform must parse.
 */
export function openFrontDoor({ when }: { when: () => boolean }): void {
  beforeListening((server) => Object.assign(server, { maxHeaderSize: MAX_HEADER_BYTES }));
  diagnosticsChannel.subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const { headers } = request;
    if (!when() || bodyHeaders.has(request)) return;
    bodyHeaders.set(request, {
      contentType: headers['content-type'],
      contentEncoding: headers['content-encoding'],
    });
    delete headers['content-encoding'];
    // Also where there was none: a body without a type would not be read at all, and look like no body.
    headers['content-type'] = 'application/octet-stream';
    request.url = decodablePath(request.url ?? '/');
  });
}

/** The body headers as they were sent; of a request that came in by no front door, those that it has. */
export function sentBodyHeaders(request: IncomingMessage): BodyHeaders {
  return (
    bodyHeaders.get(request) ?? {
      contentType: request.headers['content-type'],
      contentEncoding: request.headers['content-encoding'],
    }
  );
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
