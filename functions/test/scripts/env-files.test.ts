import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireParameters } from '../../scripts/parameters.ts';
import { functionsFolder } from '../../scripts/project.ts';

/** The files of a deployment, as an operator may have written them. */

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'env-'));
  folder = join(root, 'functions');
  await mkdir(folder);
  await cp(join(functionsFolder, '.env'), join(folder, '.env'));
});

afterEach(() => rm(root, { recursive: true }));

/** What is said of the files, each line without the folder. */
async function faults(files: Record<string, string>, project = 'shop', environment = {}): Promise<string[]> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const said = await requireParameters(project, { folder, environment }).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
  return said.split('\n').flatMap((line) => line.replace(/^\S*\/(?=[^/]*$|\.env)/, '') || []);
}

it('the files of this project are right, for the suite and for any project', async () => {
  await requireParameters('demo-crm', { environment: {} });
  await requireParameters('shop', { environment: {} });
});

describe('a value that a parameter may not have is told with its place, its name and what is allowed', () => {
  it.each([
    ['CRM_REQUESTS_PER_MINUTE', '12oo', 'it must be a whole number from 0 to 1000000.'],
    ['CRM_REQUESTS_PER_MINUTE', '-1', 'it must be a whole number from 0 to 1000000.'],
    ['CRM_REQUESTS_PER_MINUTE', '1e3', 'it must be a whole number from 0 to 1000000.'],
    ['CRM_REQUESTS_PER_MINUTE', '', 'it must be a whole number from 0 to 1000000.'],
    ['CRM_TRASH_DAYS', 'thirty', 'it must be a whole number from 1 to 3650.'],
    ['CRM_TRASH_DAYS', '0', 'it must be a whole number from 1 to 3650.'],
    ['CRM_TRASH_DAYS', '30 days', 'it must be a whole number from 1 to 3650.'],
    ['CRM_APP_CHECK', 'on', 'it must be off or enforce.'],
    ['CRM_APP_CHECK', 'Enforce', 'it must be off or enforce.'],
    ['CRM_DOCS', 'yes', 'it must be on or off.'],
    ['CRM_LOG_CUSTOMER_IDS', 'true', 'it must be on or off.'],
    ['CRM_DUPLICATES', 'yes', 'it must be on or off.'],
    ['CRM_MEMORY_MIB', '256', 'it must be 512, 1024, 2048 or 4096.'],
    ['CRM_MEMORY_MIB', '512MiB', 'it must be 512, 1024, 2048 or 4096.'],
    ['CRM_CONCURRENCY', '0', 'it must be a whole number from 1 to 1000.'],
    ['CRM_TIMEOUT_SECONDS', '20', 'it must be a whole number from 30 to 3600.'],
    ['CRM_BACKEND_TIMEOUT_MS', '8s', 'it must be a whole number from 100 to 9000.'],
    ['CRM_REGION', 'Europe', 'it must be a region of Google Cloud, such as europe-west1.'],
    ['CRM_MIN_INSTANCES', '11', 'it must not be more than CRM_MAX_INSTANCES.'],
    [
      'CRM_SERVICE_ACCOUNT',
      'somebody@example.com',
      'it must be the address of a service account, such as crm-api@PROJECT.iam.gserviceaccount.com, or empty.',
    ],
    ...['*', 'crm.example.com', 'https://crm.example.com/', 'https://a.example, ftp://b.example'].map(
      (value): [string, string, string] => [
        'CRM_CORS_ORIGINS',
        value,
        'it must be exact origins with commas between them, such as https://crm.example.com, with no path and no slash at the end.',
      ],
    ),
  ])('%s=%s', async (name, value, must) => {
    expect(await faults({ '.env.shop': `\n${name}=${value}\n` })).toEqual([
      `.env.shop:2: ${name}=${value}: ${must}`,
    ]);
  });
});

it('all faults are told at once, those of the last assignment where there are several', async () => {
  const content = 'CRM_TRASH_DAYS=1\nCRM_TRASH_DAYS=x\nCRM_DOCS=maybe\n';
  expect(await faults({ '.env.shop': content })).toEqual([
    '.env.shop:2: CRM_TRASH_DAYS=x: it must be a whole number from 1 to 3650.',
    '.env.shop:3: CRM_DOCS=maybe: it must be on or off.',
  ]);
});

it('a wrong value that a later file replaces is no fault', async () => {
  expect(await faults({ '.env.shop': 'CRM_DOCS=off', '.env.local': 'CRM_DOCS=?' })).toEqual([]);
  expect(await faults({ '.env.demo-crm': 'CRM_DOCS=?', '.env.local': 'CRM_DOCS=off' }, 'demo-crm')).toEqual(
    [],
  );
  expect(await faults({ '.env.local': 'CRM_DOCS=?' }, 'demo-crm')).toEqual([
    '.env.local:1: CRM_DOCS=?: it must be on or off.',
  ]);
});

it('a line that cannot be read is named, and nothing of it is printed', async () => {
  const content = '# good\nexport CRM_DOCS="on" # good\nCRM_TRASH_DAYS 30\r\n\n  a secret\n';
  expect(await faults({ '.env.shop': content })).toEqual(
    [3, 5].map(
      (line) => `.env.shop:${line}: this line cannot be read: it must be NAME=value, or begin with #.`,
    ),
  );
});

it('a name that is no parameter, or that firebase-tools refuses, is told', async () => {
  const [unknown, reserved, ...more] = await faults({ '.env.shop': 'CRM_TRASH_DAY=30\nPORT=1\n' });
  expect(unknown).toMatch(/^\.env\.shop:1: there is no parameter CRM_TRASH_DAY; there are CRM_REGION, /);
  expect(reserved).toMatch(/^\.env\.shop:2: firebase-tools refuses the name PORT: /);
  expect(more).toEqual([]);
});

it('a parameter that is in no file is told: firebase-tools would ask for it', async () => {
  expect((await faults({ '.env': '' }))[0]).toBe(
    'CRM_REGION is in no file, and firebase-tools would ask for it: add CRM_REGION=europe-west1 to .env.',
  );
});

it('the file of an alias counts for its project', async () => {
  await writeFile(join(root, '.firebaserc'), '{"projects":{"live":"shop"}}');
  const files = { '.env.live': 'CRM_DOCS=?' };
  expect(await faults(files)).toEqual(['.env.live:1: CRM_DOCS=?: it must be on or off.']);
  expect(await faults(files, 'other')).toEqual([]);
});

it('a wrong value in the environment of the shell is told', async () => {
  expect(await faults({}, 'shop', { CRM_TRASH_DAYS: 'x', CRM_API_URL: 'http://x' })).toEqual([
    'In the environment of this shell: CRM_TRASH_DAYS=x: it must be a whole number from 1 to 3650.',
  ]);
});
