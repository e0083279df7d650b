import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firebaseJsonFile, functionsFolder } from '../../scripts/project.ts';

/** What `firebase deploy` uploads, packed by firebase-tools' own code. */

const { prepareFunctionsUpload } = createRequire(import.meta.url)(
  'firebase-tools/lib/deploy/functions/prepareFunctionsUpload.js',
) as {
  prepareFunctionsUpload: (
    project: string,
    source: string,
    config: { ignore: string[] },
    additional: string[],
  ) => Promise<{ pathToSource: string }>;
};

const DOCS = [
  'client.js',
  'favicon-32x32.png',
  'openapi.json',
  'page.css',
  'page.js',
  'swagger-ui-bundle.js',
  'swagger-ui.css',
];

/** The list that the package is held to. */
const LIST = [
  'lib/contract/client.tgz',
  'lib/contract/files.json',
  ...DOCS.flatMap((name) => [name, `${name}.br`, `${name}.gz`]).map((name) => `lib/contract/${name}`),
  'lib/functions.cjs',
  'lib/functions.cjs.map',
  `lib/functions.${process.arch}.bytecode`,
  'lib/index.cjs',
  'package-lock.json',
  'package.json',
].sort();

/** What may lie about in a folder. */
const PLANTED = [
  'service-account.json',
  'key.pem',
  '.env.backup',
  '.env.local',
  '.npmrc',
  'package.json.orig',
  'customers.csv',
  'firebase-debug.log',
];

let root: string;
let folder: string;

/** The names in a zip archive (PKWARE APPNOTE 4.3.12), with their contents. */
async function pack(): Promise<Map<string, Buffer>> {
  const { functions } = JSON.parse(await readFile(firebaseJsonFile, 'utf8')) as {
    functions: [{ ignore: string[] }];
  };
  const { pathToSource } = await prepareFunctionsUpload(root, folder, { ignore: functions[0].ignore }, []);
  const zip = await readFile(pathToSource);
  await rm(pathToSource);
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(begin, begin + size);
    files.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      method === 0 ? content : inflateRawSync(content),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}

beforeAll(async () => {
  // A folder above with the same name must not matter.
  root = join(await mkdtemp(join(tmpdir(), 'package-')), 'functions', 'project');
  folder = join(root, 'functions');
  await mkdir(folder, { recursive: true });
  for (const name of ['lib', 'example', 'package.json', 'package-lock.json', '.env'])
    await cp(join(functionsFolder, name), join(folder, name), { recursive: true });
  for (const place of [
    '.',
    'lib',
    'lib/contract',
    'lib/deeper',
    'src',
    'secrets',
    'secrets/lib',
    '.config',
    'node_modules/x',
  ])
    for (const name of PLANTED) {
      await mkdir(join(folder, place), { recursive: true });
      await writeFile(join(folder, place, name), 'secret');
    }
});

afterAll(() => rm(join(root, '..', '..'), { recursive: true }));

describe('the deployment package', () => {
  it('holds what is on the list and nothing else, whatever lies about', async () => {
    const files = await pack();
    expect([...files.keys()].sort()).toEqual(LIST);
    const bytes = [...files.values()].reduce((sum, content) => sum + content.length, 0);
    expect(bytes).toBeLessThan(11_000_000);
  });

  it('is whole: the functions load from it, without a package', async () => {
    const unpacked = join(root, 'unpacked');
    for (const [name, content] of await pack()) {
      await mkdir(join(unpacked, name, '..'), { recursive: true });
      await writeFile(join(unpacked, name), content);
    }
    const program = `console.log(Object.keys(require(${JSON.stringify(unpacked)})).length)`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
      env: { FUNCTION_TARGET: 'api' },
    });
    expect(stdout.trim()).toBe('5');
  });
});
