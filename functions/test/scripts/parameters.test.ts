import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { expect, it } from 'vitest';
import { functionsFolder } from '../../scripts/project.ts';

interface Manifest {
  params?: { name: string; default?: string | number | boolean }[];
}

/** What firebase-tools learns of the bundle, by the program with which it learns it. */
async function discover(): Promise<Manifest> {
  const folder = await mkdtemp(join(tmpdir(), 'discovery-'));
  const file = join(folder, 'functions.yaml');
  const discovery = join(
    functionsFolder,
    'node_modules',
    'firebase-functions',
    'lib',
    'bin',
    'firebase-functions.js',
  );
  try {
    await promisify(execFile)(process.execPath, [discovery, functionsFolder], {
      env: {
        ...process.env,
        GCLOUD_PROJECT: 'demo-crm',
        FUNCTIONS_CONTROL_API: 'true',
        FUNCTIONS_MANIFEST_OUTPUT_PATH: file,
      },
    });
    return JSON.parse(await readFile(file, 'utf8')) as Manifest;
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('every parameter of the bundle is in .env with its default, so that Firebase asks for none', async () => {
  const { params = [] } = await discover();
  const defaults = Object.fromEntries(params.map((param) => [param.name, String(param.default)]));
  expect(params).not.toEqual([]);
  expect(parseEnv(await readFile(join(functionsFolder, '.env'), 'utf8'))).toEqual(defaults);
});
