import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** A request that gets no answer, or another one. */
interface Loss {
  /** Whether it arrives all the same, and only its answer is lost. */
  isDone: boolean;
  /** An answer of something between, which says that it may be tried again at once. */
  status?: number;
  /** What happens before its sender knows. */
  meanwhile?: () => Promise<unknown>;
}

export interface LosingProxy {
  url: string;
  /** How many requests have come since it was last told to lose some. */
  requests: number;
  /** Loses the next requests; all others go through, and one in the place of a null. */
  loses: (...losses: (Loss | null)[]) => void;
}

/** An HTTP proxy before an API whose caller does not always learn what has been done. */
export function useLosingProxy(target: () => string): LosingProxy {
  let losses: (Loss | null)[] = [];
  let server: Server;
  const proxy: LosingProxy = {
    url: '',
    requests: 0,
    loses: (...next) => {
      losses = next;
      proxy.requests = 0;
    },
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      proxy.requests += 1;
      const loss = losses.shift() ?? undefined;
      const lose = async () => {
        await loss?.meanwhile?.();
        if (loss?.status === undefined) request.socket.destroy();
        else response.writeHead(loss.status, { 'Retry-After': '0' }).end();
      };
      if (loss?.isDone === false) {
        request.resume().on('end', () => void lose());
        return;
      }
      // As they were sent: the API's front door, in this process, changes the others.
      const { method = '', rawHeaders: headers, url = '' } = request;
      const forwarded = httpRequest(`${target()}${url}`, { method, headers }, (answer) => {
        if (loss === undefined) answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers));
        else answer.resume().on('end', () => void lose());
      });
      // Whoever hangs up at one end is not waited for at the other.
      forwarded.on('error', () => request.socket.destroy());
      response.on('close', () => forwarded.destroy());
      request.pipe(forwarded);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return proxy;
}
