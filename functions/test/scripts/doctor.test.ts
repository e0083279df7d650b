import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { functionsFolder } from '../../scripts/project.ts';

// Inside the suite, which holds the ports.
async function doctor(environment: NodeJS.ProcessEnv): Promise<{ code: number; stdout: string }> {
  const script = join(functionsFolder, 'scripts', 'doctor.ts');
  return promisify(execFile)(process.execPath, [script], { env: { ...process.env, ...environment } }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: unknown) => error as { code: number; stdout: string },
  );
}

it('finds what the suite needs', async () => {
  const { code, stdout } = await doctor({});
  expect(stdout).not.toContain('✖');
  expect(stdout).toMatch(/^✔ Java +\d+, /m);
  expect(stdout).toMatch(/^✔ Port 8080 +in use by the local suite that is running/m);
  expect(code).toBe(0);
});

it('fails when something is missing that the suite needs', async () => {
  const { code, stdout } = await doctor({
    FIRESTORE_EMULATOR_BINARY_PATH: '/nowhere',
    CRM_TRASH_DAYS: 'x',
  });
  expect(stdout).toMatch(
    /^✖ Firestore emulator +FIRESTORE_EMULATOR_BINARY_PATH names \/nowhere, and there is no such/m,
  );
  expect(stdout).toMatch(/^✖ Parameters +In the environment of this shell: CRM_TRASH_DAYS=x/m);
  expect(stdout).toMatch(/^The suite cannot start: 2 things are to be mended\.$/m);
  expect(code).toBe(1);
});
