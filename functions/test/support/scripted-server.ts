import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { until } from './until.ts';

/** An answer to give, or a connection to cut after the request was read. */
type Scripted = { status: number; headers: Record<string, string>; body: unknown } | 'lost';

export interface ScriptedServer {
  url: string;
  /** What has been asked since the last script began. */
  requests: IncomingMessage[];
  /** Begins a new script: one answer for each request. */
  answers: (...script: Scripted[]) => void;
  /** Waits until so many requests have come. */
  seen: (count: number) => Promise<unknown>;
  /** Cuts every connection, and with it an answer that is not yet whole. */
  cut: () => void;
}

/** A server that answers as a test tells it to, for what no real one does on command. */
export function useScriptedServer(): ScriptedServer {
  let script: Scripted[] = [];
  let server: Server;
  const scripted: ScriptedServer = {
    url: '',
    requests: [],
    answers: (...answers) => {
      script = answers;
      scripted.requests.length = 0;
    },
    seen: (count) => until(() => Promise.resolve(scripted.requests.length >= count ? true : null)),
    cut: () => server.closeAllConnections(),
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      scripted.requests.push(request);
      const answer = script.shift();
      request.resume().on('end', () => {
        if (answer === undefined || answer === 'lost') request.socket.destroy();
        else
          response
            .writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers })
            .end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    scripted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return scripted;
}
