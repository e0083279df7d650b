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
