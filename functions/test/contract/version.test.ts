import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

// One number for everything that is released together, and one Node for everything that runs.

const read = createRequire(import.meta.url);
const api = read('../../package.json') as Record<string, unknown>;

it('has one version number: package, lock file, contract and client', () => {
  const { version } = api;
  expect({
    lock: read('../../package-lock.json'),
    contract: read('../../openapi.json'),
    client: read('../../client/package.json'),
  }).toMatchObject({
    lock: { version, packages: { '': { version } } },
    contract: { info: { version } },
    client: { version },
  });
});

it('is deployed on the Node that its scripts and tests run on', () => {
  const { version } = read('node/package.json') as { version: string };
  const { functions } = read('../../../firebase.json') as { functions: { runtime: string }[] };
  expect(functions.map(({ runtime }) => runtime)).toEqual([`nodejs${version.split('.')[0] ?? ''}`]);
  // Whoever builds it must not find another answer here: firebase-tools asks package.json only where firebase.json is silent.
  expect(api).not.toHaveProperty('engines');
});
