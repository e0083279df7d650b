import { createRequire } from 'node:module';

/**
 * Loaded into firebase-tools before it starts: the Functions emulator then serves each function from one process, many requests at
 * once, as production does, and not each request at once from a process of its own. Why it is done in there and not by a server
 * of our own is in docs/adr/0015-one-process-for-each-function.md.
 */
export function serveFromOneProcess(parts: EmulatorParts): void {
  shareWorkers(parts.RuntimeWorker.prototype, parts.RuntimeWorkerPool.prototype);
  startOnce(parts.FunctionsEmulator.prototype);
}

/** What is used of firebase-tools, by its own names. */
export interface EmulatorParts {
  RuntimeWorker: { prototype: Worker };
  RuntimeWorkerPool: { prototype: Pool };
  FunctionsEmulator: { prototype: Emulator };
}

/** A process that serves one function. */
interface Worker {
  state: 'CREATED' | 'IDLE' | 'BUSY' | 'FINISHING' | 'FINISHED';
  runtime: { process: { kill: () => void } };
  /** Ours: the requests that it has not answered yet. */
  inFlight?: number;
  request: (request: unknown, response: Response, body?: unknown, debug?: unknown) => Promise<void>;
}

/** The processes of all functions. */
interface Pool {
  /** Ours: how often the functions have been loaded again. */
  generation?: number;
  cleanUpWorkers: () => void;
  getTriggerWorkers: (triggerId: string, runtime: unknown) => Worker[];
  getIdleWorker: (triggerId: string, runtime: unknown) => Worker | undefined;
  refresh: () => void;
}

interface Emulator {
  workerPools: Record<string, Pool>;
  /** Ours: the processes that are starting, by function. */
  starting?: Map<string, Promise<Worker>>;
  startRuntime: (backend: { codebase: string }, trigger?: { id: string }) => Promise<Worker>;
  handleHttpsTrigger: (request: unknown, response: Response) => Promise<void>;
}

interface Response {
  headersSent: boolean;
  once: (event: 'close', listener: () => void) => void;
  status: (status: number) => { type: (type: string) => { send: (body: string) => void } };
}

function shareWorkers(worker: Worker, pool: Pool): void {
  const { request } = worker;
  worker.request = function (this: Worker, ...call) {
    const [, response] = call;
    this.inFlight = (this.inFlight ?? 0) + 1;
    if (this.state === 'IDLE') this.state = 'BUSY';
    response.once('close', () => {
      this.inFlight = (this.inFlight ?? 0) - 1;
      if (this.inFlight > 0) return;
      if (this.state === 'BUSY') this.state = 'IDLE';
      else if (this.state === 'FINISHING') this.runtime.process.kill();
    });
    // To firebase-tools a process is free when one request is over, and is ended when one fails: it sees a stand-in, for this request.
    const standIn = Object.create(this, {
      state: { value: 'BUSY', writable: true },
      runtime: { value: { ...this.runtime, process: { kill: () => undefined } } },
    }) as Worker;
    return request.apply(standIn, call);
  };

  pool.getIdleWorker = function (this: Pool, triggerId, runtime) {
    this.cleanUpWorkers();
    return this.getTriggerWorkers(triggerId, runtime).find(
      ({ state }) => state === 'IDLE' || state === 'BUSY',
    );
  };

  const { refresh } = pool;
  pool.refresh = function (this: Pool) {
    this.generation = (this.generation ?? 0) + 1;
    refresh.call(this);
  };
}

function startOnce(emulator: Emulator): void {
  const { startRuntime, handleHttpsTrigger } = emulator;
  emulator.startRuntime = function (this: Emulator, backend, trigger) {
    const starting = (this.starting ??= new Map<string, Promise<Worker>>());
    const name = `${backend.codebase}/${trigger?.id ?? ''}`;
    const known = starting.get(name);
    if (known) return known;
    const worker = startCurrent(this.workerPools[backend.codebase], () =>
      startRuntime.call(this, backend, trigger),
    ).finally(() => starting.delete(name));
    starting.set(name, worker);
    return worker;
  };

  emulator.handleHttpsTrigger = async function (this: Emulator, request, response) {
    // A process can be ended by a change of the code between its start and the request.
    for (let attempt = 0; attempt < ATTEMPTS && !response.headersSent; attempt++) {
      try {
        await handleHttpsTrigger.call(this, request, response);
        break;
      } catch (error) {
        if (attempt === ATTEMPTS - 1) console.error(`⚠  ${String(error)}`);
      }
    }
    // Without this the caller of a function that could not be started would wait for ever.
    if (!response.headersSent) response.status(503).type('text').send(NOT_STARTED);
  };
}

/** Starts a process, and once more if the code has changed meanwhile: firebase-tools would leave it with the old code. */
async function startCurrent(pool: Pool | undefined, start: () => Promise<Worker>): Promise<Worker> {
  for (;;) {
    const { generation } = pool ?? {};
    const worker = await start();
    if (pool?.generation === generation) return worker;
    worker.state = 'FINISHING';
    worker.runtime.process.kill();
  }
}

const ATTEMPTS = 3;
const NOT_STARTED = 'The function could not be started: see the output of the local suite.\n';

/** The parts of the firebase-tools that is installed, or undefined if it is another than this was made for. */
export function loadParts(): EmulatorParts | undefined {
  const require = createRequire(import.meta.url);
  try {
    const { RuntimeWorker, RuntimeWorkerPool } =
      require('firebase-tools/lib/emulator/functionsRuntimeWorker.js') as EmulatorParts;
    const { FunctionsEmulator } =
      require('firebase-tools/lib/emulator/functionsEmulator.js') as EmulatorParts;
    const known = [
      RuntimeWorker.prototype.request,
      RuntimeWorkerPool.prototype.cleanUpWorkers,
      RuntimeWorkerPool.prototype.getTriggerWorkers,
      RuntimeWorkerPool.prototype.getIdleWorker,
      RuntimeWorkerPool.prototype.refresh,
      FunctionsEmulator.prototype.startRuntime,
      FunctionsEmulator.prototype.handleHttpsTrigger,
    ];
    if (known.some((method) => typeof method !== 'function')) return undefined;
    return { RuntimeWorker, RuntimeWorkerPool, FunctionsEmulator };
  } catch {
    return undefined;
  }
}
