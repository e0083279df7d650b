import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EmulatorParts, loadParts, serveFromOneProcess } from '../../scripts/one-process.ts';

// The parts of firebase-tools as far as they are changed, with processes that are told when to be ready and when to answer.

class Response extends EventEmitter {
  headersSent = false;
  sent: number | undefined;
  status(status: number) {
    this.headersSent = true;
    this.sent = status;
    return { type: () => ({ send: () => this.emit('close') }) };
  }
  answer() {
    this.status(200).type().send();
  }
}

interface Process {
  state: string;
  killed: boolean;
  runtime: { process: { kill: () => void } };
  answered: Response[];
}

let processes: Process[];
let pool: { workers: Process[]; refresh: () => void };
let request: () => Response;
let ready: (() => void)[];
let failing: Error | undefined;

beforeEach(() => {
  processes = [];
  ready = [];
  failing = undefined;
  const RuntimeWorker = class {
    state = 'CREATED';
    killed = false;
    runtime = { process: { kill: () => (this.killed = true) } };
    answered: Response[] = [];
    request(_request: unknown, response: Response) {
      this.state = 'BUSY';
      this.answered.push(response);
      // As firebase-tools does it: free after one answer, and ended where that is due.
      return new Promise<void>((resolve) => {
        response.once('close', () => {
          if (this.state === 'BUSY') this.state = 'IDLE';
          else if (this.state === 'FINISHING') this.runtime.process.kill();
          resolve();
        });
      });
    }
  };
  const RuntimeWorkerPool = class {
    workers: Process[] = [];
    cleanUpWorkers() {
      this.workers = this.workers.filter(({ killed }) => !killed);
    }
    getTriggerWorkers() {
      return this.workers;
    }
    getIdleWorker() {
      return this.workers.find(({ state }) => state === 'IDLE');
    }
    refresh() {
      for (const worker of this.workers) {
        if (worker.state === 'IDLE') worker.runtime.process.kill();
        if (worker.state !== 'CREATED') worker.state = 'FINISHING';
      }
    }
  };
  const FunctionsEmulator = class {
    workerPools = { default: new RuntimeWorkerPool() };
    async startRuntime() {
      if (failing) throw failing;
      const worker = new RuntimeWorker();
      processes.push(worker);
      this.workerPools.default.workers.push(worker);
      await new Promise<void>((resolve) => ready.push(resolve));
      worker.state = 'IDLE';
      return worker;
    }
    async handleHttpsTrigger(call: unknown, response: Response) {
      const workers = this.workerPools.default;
      const start = this.startRuntime.bind(this) as (...words: unknown[]) => Promise<unknown>;
      try {
        if (!workers.getIdleWorker()) await start({ codebase: 'default' }, { id: 'api' });
      } catch {
        return;
      }
      const worker = workers.getIdleWorker() as unknown as InstanceType<typeof RuntimeWorker> | undefined;
      if (!worker) throw new Error("can't call submitRequest without checking for idle workers");
      await worker.request(call, response);
    }
  };
  serveFromOneProcess({ RuntimeWorker, RuntimeWorkerPool, FunctionsEmulator } as unknown as EmulatorParts);
  const emulator = new FunctionsEmulator();
  pool = emulator.workerPools.default;
  request = () => {
    const response = new Response();
    void emulator.handleHttpsTrigger({}, response);
    return response;
  };
});

const settled = () => new Promise((resolve) => setTimeout(resolve));
const allReady = async () => {
  await settled();
  for (const resolve of ready.splice(0)) resolve();
  await settled();
};

describe('the functions emulator with one process for each function', () => {
  it('starts one process for forty requests at once, and gives it all of them', async () => {
    Array.from({ length: 40 }, request);
    await allReady();
    expect(processes.length).toBe(1);
    expect(processes[0]?.answered.length).toBe(40);
    processes[0]?.answered[0]?.answer();
    request();
    await settled();
    expect(processes.length).toBe(1);
    expect(processes[0]?.state).toBe('BUSY');
  });

  it('ends a process with old code after its last answer, and starts a new one', async () => {
    const [first, second] = [request(), request()];
    await allReady();
    pool.refresh();
    first.answer();
    expect(processes[0]?.killed).toBe(false);
    request();
    await allReady();
    expect(processes.length).toBe(2);
    expect(processes[1]?.answered.length).toBe(1);
    second.answer();
    expect(processes[0]?.killed).toBe(true);
  });

  it('ends a process at once that was starting with the old code', async () => {
    request();
    await settled();
    pool.refresh();
    await allReady();
    expect(processes.map(({ killed }) => killed)).toEqual([true, false]);
    await allReady();
    expect(processes[1]?.answered.length).toBe(1);
  });

  it('answers when the function cannot be started', async () => {
    failing = new Error('Failed to load function.');
    const response = request();
    await settled();
    expect(response.sent).toBe(503);
  });
});

it('knows the parts of the firebase-tools that is installed', () => {
  expect(loadParts()).toBeDefined();
});
