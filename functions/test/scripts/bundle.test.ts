import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownPlugins, writeBundle } from '../../scripts/build.ts';
import { bundleFile, entryFile, sourceFile } from '../../scripts/project.ts';
import { customer } from '../../src/crm/customers/contract/examples.ts';
import { contract } from '../support/contract.ts';

// What a cold start costs, in counts: the times are the benchmark's (npm run bench -- cold-start).
const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
const inFolder = (name: string) => join(folder, name);
const bytecode = `functions.${process.arch}.bytecode`;

afterAll(() => rm(folder, { recursive: true }));

/** Loads a file as the functions framework does and answers with what `expression` says then. */
async function loaded(file: string, expression: string): Promise<string[]> {
  const program = `require(${JSON.stringify(file)}); console.log(JSON.stringify(${expression}))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
    env: { FUNCTION_TARGET: 'api', PATH: process.env['PATH'] },
  });
  return JSON.parse(stdout) as string[];
}

/** What a part of the document says in words; one or two of them could be anywhere. */
function proseOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'string') return proseOf(value);
    const sentence = value.split('\n\nRole:')[0] ?? '';
    return /^(?:summary|description)$/.test(key) && sentence.length > 12 ? [sentence] : [];
  });
}

const functions = 'Object.keys(module.children[0].exports).sort()';

describe('the bundle', () => {
  it('is no larger than 2.9 MB', async () => {
    expect((await stat(bundleFile)).size).toBeLessThan(2_900_000);
  });

  it('has the problems of the API inside, and none of the prose and examples of the document', async () => {
    const bundle = await readFile(bundleFile, 'utf8');
    const { schemas, headers, parameters } = contract.components as unknown as Record<string, object>;
    const ofModels = proseOf(schemas);
    const sentences = proseOf([contract.paths, headers, parameters]).filter(
      (sentence) => !ofModels.includes(sentence),
    );
    const isInside = (text: string) => bundle.includes(JSON.stringify(text).slice(1, -1));
    expect(isInside('There is no customer with this id')).toBe(true);
    expect(sentences.length).toBeGreaterThan(50);
    expect(sentences.filter(isInside)).toEqual([]);
    expect(isInside(customer['parish']?.value.name ?? '')).toBe(false);
  });

  it('has a source map of our own files, which leads a place in a stack to its source', async () => {
    const text = await readFile(`${bundleFile}.map`, 'utf8');
    expect(text.length).toBeLessThan(800_000);
    const map = JSON.parse(text) as SourceMapPayload;
    expect(map).not.toHaveProperty('sourcesContent');
    expect(map.sources.length).toBeGreaterThan(100);
    expect(map.sources.filter((name) => !name.startsWith('../src/'))).toEqual([]);
    const lines = (await readFile(bundleFile, 'utf8')).split('\n');
    const placeOf = (word: string) => {
      const line = lines.findIndex((each) => each.includes(word));
      const found = new SourceMap(map).findEntry(line, lines[line]?.indexOf(word) ?? 0);
      // Of a place that is on no map, only that.
      return 'originalSource' in found && (found.originalSource as unknown) !== undefined ? found : null;
    };
    for (const [word, file] of [
      ['There is no customer with this id', 'crm/customers/problems.ts'],
      ['not one bearer token', 'http/auth/authentication.ts'],
    ] as const) {
      const place = placeOf(word);
      expect(place?.originalSource).toBe(`../src/${file}`);
      const source = (await readFile(join(dirname(sourceFile), file), 'utf8')).split('\n');
      expect(source[place?.originalLine ?? 0]).toContain(word);
    }
    // A place in a package is no place of ours.
    expect(placeOf('grpc.max_connection_age')).toBeNull();
  });

  describe('at its start', () => {
    const bundled: string[] = [];
    let evaluated: string[] = [];
    let builtins: string[] = [];

    beforeAll(async () => {
      const file = inFolder('traced.cjs');
      const trace = {
        name: 'trace',
        transform: (code: string, id: string) => {
          if (!/\.[mc]?[jt]s$/.test(id) || code.includes('is left out of the bundle')) return null;
          bundled.push(id);
          const traced = `(globalThis.evaluated ??= []).push(${JSON.stringify(id)});\n${code}`;
          return { code: traced, map: { mappings: '' } };
        },
      };
      await writeBundle({ file, plugins: [...ownPlugins, trace] });
      evaluated = await loaded(file, 'globalThis.evaluated');
      builtins = await loaded(
        file,
        'process.moduleLoadList.filter((name) => /^NativeModule (?!internal)/.test(name))',
      );
    });

    it.each([
      ['Auth', /\/firebase-admin\/lib\/(?:esm\/)?auth\/|\/(?:jose|jsonwebtoken|jwks-rsa)\//],
      ['App Check', /\/firebase-admin\/lib\/(?:esm\/)?app-check\//],
    ])('does not evaluate %s, which is in the bundle', (_what, part) => {
      expect(bundled.filter((id) => part.test(id))).not.toEqual([]);
      expect(evaluated.filter((id) => part.test(id))).toEqual([]);
    });

    it.each([
      ['the generator of the contract', /\/zod-openapi\//],
      ['the docs viewer', /swagger/],
      [
        'what the Admin SDK would call Firestore with',
        /\/google-gax\/build\/|\/firestore-api\/build\/protos\//,
      ],
    ])('has no %s', (_what, part) => {
      expect(bundled.filter((id) => part.test(id))).toEqual([]);
    });

    it('evaluates no file of ours that is only for the contract', async () => {
      const source = dirname(sourceFile);
      const all = await readdir(source, { recursive: true });
      const files = all.filter((name) => /(^|\/)contract(\.ts|\/.*\.ts)$/.test(name));
      expect(files.length).toBeGreaterThan(5);
      expect(files.filter((name) => evaluated.includes(join(source, name)))).toEqual([]);
    });

    it('evaluates few modules', () => {
      expect(evaluated.some((id) => id.endsWith('/src/app.ts'))).toBe(true);
      // Of the packages: a file of our own more or less costs nothing in one bundle.
      expect(evaluated.filter((id) => id.includes('/node_modules/')).length).toBeLessThan(590);
      expect(builtins.length).toBeGreaterThan(20);
      expect(builtins.length).toBeLessThan(45);
    });
  });
});

describe('the entry', () => {
  const entry = inFolder('index.cjs');

  beforeAll(async () => {
    await copyFile(entryFile, entry);
    await copyFile(bundleFile, inFolder('functions.cjs'));
  });

  it('has bytecode from the build, which V8 takes', async () => {
    const from = await readFile(entryFile, 'utf8');
    await writeFile(inFolder('told.cjs'), `${from}\nexports.rejected = [script.cachedDataRejected];`);
    await copyFile(join(bundleFile, '..', bytecode), inFolder(bytecode));
    expect(await loaded(inFolder('told.cjs'), 'module.children[0].exports.rejected')).toEqual([false]);
  });

  it.each<[string, (good: Buffer) => Buffer | null]>([
    ['no bytecode', () => null],
    ['bytecode of another bundle', (good) => Buffer.concat([Buffer.alloc(4), good.subarray(4)])],
    ['bytecode that was cut', (good) => good.subarray(0, good.length / 2)],
    ['bytecode that was changed', (good) => Buffer.from(good).fill(7, 5000, 5100)],
    ['an empty file', () => Buffer.alloc(0)],
  ])('starts with %s', async (_what, made) => {
    const content = made(await readFile(join(bundleFile, '..', bytecode)));
    await rm(inFolder(bytecode), { force: true });
    if (content) await writeFile(inFolder(bytecode), content);
    expect(await loaded(entry, functions)).toEqual([
      'api',
      'checkHistory',
      'forgetCustomer',
      'jobs',
      'reconcileCustomer',
    ]);
  });
});
