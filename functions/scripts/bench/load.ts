import { Agent, request } from 'node:http';
import { median } from './table.ts';
import { cpuTime } from './process-figures.ts';

/** One request, again and again. */
export interface Call {
  /** Or what makes it for each request. */
  url: string | (() => string);
  method?: string;
  headers?: Record<string, string>;
  /** Made anew for each request: a created customer has a name of its own. */
  body?: () => string;
}

/** What a server does under a load. */
export interface LoadFigures {
  /** The median of one request after another, in milliseconds. */
  latency: number;
  /** Requests per second, 32 at a time. */
  throughput: number;
  /** Processor time of the server's process for each request of those, in milliseconds. */
  cpu: number;
}

const CONCURRENCY = 32;

/** What takes this long is asked less often, or the whole would take hours. */
const SLOW_MS = 400;
const SLOW_REQUESTS = 3;
const CONCURRENCY_OF_SLOW = 4;
const isSlow = (times: readonly number[]) => times.length >= SLOW_REQUESTS && median(times) > SLOW_MS;

/** Measures one side: requests one by one, then 32 at a time for `milliseconds`. */
export async function measureLoad(
  call: Call,
  pid: number,
  { single = 100, milliseconds = 2000 }: { single?: number; milliseconds?: number } = {},
): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  try {
    const times: number[] = [];
    while (times.length < single && !isSlow(times)) {
      const start = performance.now();
      await send(call, agent);
      times.push(performance.now() - start);
    }
    const before = await cpuTime(pid);
    const start = performance.now();
    let done = 0;
    const work = async () => {
      while (performance.now() - start < milliseconds) {
        await send(call, agent);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: isSlow(times) ? CONCURRENCY_OF_SLOW : CONCURRENCY }, work));
    const seconds = (performance.now() - start) / 1000;
    return {
      latency: median(times),
      throughput: done / seconds,
      cpu: ((await cpuTime(pid)) - before) / done,
    };
  } finally {
    agent.destroy();
  }
}

/**
 * Sends what V8 needs to see before it has compiled a server's code to its end: a page of 50 takes twice the processor time of the
 * 3,000th in the first hundreds (measured). So many for every server, or a slow database would leave its server the dearer code.
 */
export async function warmUp(call: Call): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const start = performance.now();
  let left = WARM_REQUESTS;
  const work = async () => {
    while (left-- > 0 && performance.now() - start < WARM_MS) await send(call, agent);
  };
  try {
    await Promise.all(Array.from({ length: CONCURRENCY_OF_WARM_UP }, work));
  } finally {
    agent.destroy();
  }
}

const WARM_REQUESTS = 3000;
/** A server that reads all customers for each page is given up on sooner. */
const WARM_MS = 120_000;
const CONCURRENCY_OF_WARM_UP = 8;

/** The medians of several rounds. */
export function middleOf(rounds: readonly LoadFigures[]): LoadFigures {
  const of = (key: keyof LoadFigures) => median(rounds.map((round) => round[key]));
  return { latency: of('latency'), throughput: of('throughput'), cpu: of('cpu') };
}

/** The answer's body; throws unless it is a success. */
export async function send(
  { url, method = 'GET', headers = {}, body }: Call,
  agent?: Agent,
): Promise<string> {
  const content = body?.();
  return new Promise((resolve, reject) => {
    const target = typeof url === 'string' ? url : url();
    const sent = request(
      target,
      {
        method,
        agent,
        headers: { ...(content !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if ((answer.statusCode ?? 500) < 300) resolve(text);
          else reject(new Error(`${method} ${target}: ${answer.statusCode ?? ''} ${text.slice(0, 300)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(content);
  });
}
