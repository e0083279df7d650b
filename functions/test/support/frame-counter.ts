/** A TCP proxy that lets everything through and counts what a gRPC client begins and cancels. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Http2Frames } from './http2-frames.ts';

export interface FrameCounter {
  address: string;
  /** Calls that have been begun: HEADERS from the client. */
  calls: number;
  /** When calls were cancelled: RST_STREAM from the client, as performance.now() has it, and the bytes of answers until then. */
  resets: { at: number; bytesAnswered: number }[];
  /** Connections that have been opened. */
  connections: number;
  /** Bytes of answers. */
  bytesAnswered: number;
  stop: () => void;
}

/** RFC 9113, 3.4: what a client sends before its first frame. */
const PREFACE_BYTES = 24;
const HEADERS = 1;
const RST_STREAM = 3;

export async function startFrameCounter(target: string): Promise<FrameCounter> {
  const [host = '', port] = target.split(':');
  const sockets = new Set<Socket>();
  const server = createServer((downstream) => {
    counter.connections += 1;
    const upstream = connect(Number(port), host);
    for (const socket of [downstream, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true).on('error', () => undefined);
      socket.on('close', () => {
        downstream.destroy();
        upstream.destroy();
      });
    }
    const frames = new Http2Frames();
    let preface = PREFACE_BYTES;
    downstream.on('data', (chunk) => {
      const skipped = Math.min(preface, chunk.length);
      preface -= skipped;
      for (const frame of frames.push(chunk.subarray(skipped))) {
        if (frame[3] === HEADERS) counter.calls += 1;
        if (frame[3] === RST_STREAM)
          counter.resets.push({ at: performance.now(), bytesAnswered: counter.bytesAnswered });
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      counter.bytesAnswered += chunk.length;
      // A client that does not read keeps the server waiting, as without a proxy.
      if (!downstream.write(chunk)) {
        upstream.pause();
        downstream.once('drain', () => upstream.resume());
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const counter: FrameCounter = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: 0,
    resets: [],
    connections: 0,
    bytesAnswered: 0,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return counter;
}
