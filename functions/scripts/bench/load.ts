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
