import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { type FrameworkProcess, startFramework } from '../support/framework-process.ts';
import { FaultyProxy } from '../support/faulty-proxy.ts';
import { CUSTOMERS_PATH } from '../support/paths.ts';
import { until } from '../support/until.ts';
import { signUp } from '../support/users.ts';

// The end of an instance: SIGTERM for the built bundle under the functions framework, as Cloud Run sends it.

interface Instance {
  framework: FrameworkProcess;
  proxy: FaultyProxy;
  token: string;
}

/** An instance whose Firestore can be stopped and let go on. */
async function startInstance(): Promise<Instance> {
  const project = 'demo-shutdown';
  const proxy = await FaultyProxy.start({ target: process.env['FIRESTORE_EMULATOR_HOST'] ?? '', seed: 3 });
  const framework = await startFramework({
    GCLOUD_PROJECT: project,
    FIRESTORE_EMULATOR_HOST: proxy.address,
    FIREBASE_AUTH_EMULATOR_HOST: process.env['FIREBASE_AUTH_EMULATOR_HOST'],
    FUNCTIONS_EMULATOR: 'true',
  });
  onTestFinished(async () => {
    await framework.stop();
    await proxy.refuse();
  });
  return { framework, proxy, token: (await signUp('viewer', {}, project)).token };
}

/** Asks for a customer that nobody has; gives the status of the answer, or the code of the error. */
async function ask({ framework, token }: Instance, agent: Agent): Promise<number | string> {
  const headers = { Authorization: `Bearer ${token}` };
  const request = get(`${framework.url}${CUSTOMERS_PATH}/nobody`, { agent, headers });
  try {
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return answer.statusCode ?? 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  }
}

it('answers forty requests in flight, refuses new ones, closes idle connections and ends at once', async () => {
  const instance = await startInstance();
  const { framework, proxy } = instance;
  const idle = new Agent({ keepAlive: true });
  expect(await ask(instance, idle)).toBe(404);
  const idleEnded = once(Object.values(idle.freeSockets).flat()[0] ?? idle, 'close');

  await proxy.freeze();
  const agent = new Agent({ keepAlive: true });
  const asked = Array.from({ length: 40 }, () => ask(instance, agent));
  // Some of them are still on their way into the process.
  await sleep(10);
  const start = performance.now();
  process.kill(framework.pid, 'SIGTERM');
  await idleEnded;
  await until(async () => (await ask(instance, new Agent())) === 'ECONNREFUSED' || null);
  process.kill(framework.pid, 'SIGTERM');
  await sleep(500);
  await proxy.pass();
  expect(new Set(await Promise.all(asked))).toEqual(new Set([404]));
  expect(await framework.ended).toBe(0);
  // Nothing waits for the connections that were kept alive.
  expect(performance.now() - start).toBeLessThan(6000);
  agent.destroy();
  idle.destroy();
});

it('ends at once where nothing is in flight', async () => {
  const { framework } = await startInstance();
  const start = performance.now();
  process.kill(framework.pid, 'SIGTERM');
  expect(await framework.ended).toBe(0);
  expect(performance.now() - start).toBeLessThan(2000);
});

it('cuts off what does not end within nine seconds: the platform waits for ten', async () => {
  const { framework } = await startInstance();
  const { hostname, port } = new URL(framework.url);
  const endless = connect(Number(port), hostname);
  onTestFinished(() => void endless.destroy());
  endless.on('error', () => undefined);
  endless.write(`POST ${CUSTOMERS_PATH} HTTP/1.1\r\nHost: x\r\nX-Endless: `);
  const dripping = setInterval(() => endless.write('x'), 100);
  await sleep(300);
  const start = performance.now();
  process.kill(framework.pid, 'SIGTERM');
  // `once` would take a reset, which is as good an end, for a failure.
  await new Promise((resolve) => endless.once('close', resolve));
  clearInterval(dripping);
  const took = performance.now() - start;
  expect(took).toBeGreaterThan(8500);
  expect(took).toBeLessThan(9900);
  expect(await framework.ended).toBe(0);
  expect(performance.now() - start).toBeLessThan(9950);
}, 30_000);
