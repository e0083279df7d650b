import { expect, it, onTestFinished } from 'vitest';
import { startFramework } from '../support/framework-process.ts';
import { CUSTOMERS_PATH } from '../support/paths.ts';
import { sendRaw } from '../support/raw-request.ts';

/** The start of the built bundle, as production starts it: by an environment that nobody here has set. */
const stray = { GCLOUD_PROJECT: 'demo-crm', FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099' };

it('is refused where the variable of the Auth emulator has strayed into production', async () => {
  await expect(startFramework(stray)).rejects.toThrow(
    /"severity":"ERROR".*FIREBASE_AUTH_EMULATOR_HOST is set outside the emulator/,
  );
  await expect(startFramework({ ...stray, FUNCTION_TARGET: undefined })).rejects.toThrow(
    /outside the emulator/,
  );
});

it('is refused to nobody without that variable, to a trigger, or to a deployment that asks what is in the code', async () => {
  for (const environment of [
    { GCLOUD_PROJECT: 'demo-crm' },
    { ...stray, FUNCTION_TARGET: 'reconcileCustomer' },
    { ...stray, FUNCTIONS_CONTROL_API: 'true' },
  ]) {
    const framework = await startFramework(environment);
    onTestFinished(() => framework.stop());
    expect((await sendRaw(framework.url, { path: '/api/nothing' })).status).toBe(404);
  }
});

it('is refused where a parameter is set to what it may not be, with a sentence for each', async () => {
  const wrong = { CRM_REQUESTS_PER_MINUTE: '12oo', CRM_TRASH_DAYS: 'thirty', CRM_APP_CHECK: 'on' };
  for (const FUNCTION_TARGET of ['api', 'reconcileCustomer']) {
    const started = startFramework({ GCLOUD_PROJECT: 'demo-crm', FUNCTION_TARGET, ...wrong });
    const { message } = await started.then(
      () => new Error('it has started'),
      (error: unknown) => error as Error,
    );
    expect(message.split('\n').filter((line) => line.includes('CRM_'))).toEqual([
      expect.stringMatching(/CRM_APP_CHECK=on: it must be off or enforce\.$/),
      'CRM_REQUESTS_PER_MINUTE=12oo: it must be a whole number from 0 to 1000000.',
      'CRM_TRASH_DAYS=thirty: it must be a whole number from 1 to 3650.',
    ]);
  }
});

it('is refused to no deployment that asks what is in the code, whatever is set', async () => {
  const framework = await startFramework({ FUNCTIONS_CONTROL_API: 'true', CRM_TRASH_DAYS: 'thirty' });
  await framework.stop();
});

it('by the arguments of the framework alone has the front door too', async () => {
  const framework = await startFramework({ GCLOUD_PROJECT: 'demo-crm', FUNCTION_TARGET: undefined });
  onTestFinished(() => framework.stop());
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  const request = { method: 'POST', path: CUSTOMERS_PATH, headers, body: '{"name":' };
  expect(await sendRaw(framework.url, request)).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
});

it('keeps the framework from making a domain for a request of the API', async () => {
  const telling = `
    import domain from 'node:domain';
    const { create } = domain;
    domain.create = () => (console.log('a domain was made'), create());`;
  const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(telling)}`];
  const framework = await startFramework({ GCLOUD_PROJECT: 'demo-crm' }, { nodeArguments });
  onTestFinished(() => framework.stop());
  expect((await sendRaw(framework.url, { path: '/api/nothing' })).status).toBe(404);
  expect(framework.lines).not.toContain('a domain was made');
});
