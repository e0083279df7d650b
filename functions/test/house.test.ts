import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { FLOORS, houseRules, mayImport, roomOf } from '../house.config.js';
import { functionsFolder } from '../scripts/project.ts';
import { circlesOf, importsAmong, inWords } from './support/import-graph.ts';

// The order of the rooms in src, which house.config.js has: every import goes down, and none in a circle.

const source = join(functionsFolder, 'src');
const names = (await readdir(source, { recursive: true })).filter((name) => /\.[cm]?[jt]s$/.test(name));
const files = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(source, name), 'utf8')] as const)),
);
const imports = importsAmong(files);

describe('src', () => {
  it('has every file in a room', () => {
    expect(names.filter((name) => roomOf(name) === null)).toEqual([]);
  });

  it('has no import that goes up, or to a room beside it', () => {
    expect(imports.filter(({ file, imported }) => !mayImport(file, imported)).map(inWords)).toEqual([]);
  });

  it('has no circle of imports, not even of types', () => {
    expect(circlesOf(imports).map((circle) => circle.map(inWords))).toEqual([]);
  });

  it('is read whole', () => {
    expect(imports.length).toBeGreaterThan(files.size);
    expect(imports.map(inWords)).toContainEqual(expect.stringMatching(/^index\.ts:\d+ imports app\.ts$/));
  });
});

describe('the check', () => {
  it('sees every way to import, with its line', () => {
    const ways = [
      "import { a } from './b.ts';",
      "import type { B } from './b.ts';",
      "export * from './b.ts';",
      "export type { B } from './b.ts';",
      "import './b.ts';",
      "const b = await import('./b.ts');",
      "type B = import('./b.ts').B;",
      "const b = require('./b.ts');",
    ];
    const text = ["import './b.js';", "import 'b.ts';", ...ways].join('\n');
    const found = importsAmong(
      new Map([
        ['x/a.ts', text],
        ['x/b.ts', ''],
      ]),
    );
    expect(found.map(inWords)).toEqual(ways.map((_, at) => `x/a.ts:${at + 3} imports x/b.ts`));
  });

  it('finds a circle of types, and of files that import each other in a row', () => {
    const imported = (...others: string[]) => others.map((name) => `import type { X } from './${name}';`);
    const found = importsAmong(
      new Map([
        ['a.ts', imported('b.ts', 'd.ts').join('\n')],
        ['b.ts', imported('c.ts').join('\n')],
        ['c.ts', imported('a.ts', 'd.ts').join('\n')],
        ['d.ts', ''],
      ]),
    );
    expect(circlesOf(found).map((circle) => circle.map(inWords))).toEqual([
      ['a.ts:1 imports b.ts', 'b.ts:1 imports c.ts', 'c.ts:1 imports a.ts'],
    ]);
  });

  it('knows up from down', () => {
    expect(mayImport('records/write/create.ts', 'firestore/database.ts')).toBe(true);
    expect(mayImport('records/write/create.ts', 'records/paths.ts')).toBe(true);
    expect(mayImport('records/write/create.ts', 'http/locals.ts')).toBe(false);
    expect(mayImport('crm/customers/kind.ts', 'records/kind.ts')).toBe(true);
    expect(mayImport('records/kind.ts', 'crm/customers/kind.ts')).toBe(false);
    expect(mayImport('crm/customers/kind.ts', 'crm/products/kind.ts')).toBe(false);
    expect(mayImport('search/plan.ts', 'standards/problem.ts')).toBe(false);
    expect(mayImport('schemas/text.ts', 'standards/problem.ts')).toBe(true);
    expect(mayImport('http/locals.ts', 'config.ts')).toBe(false);
    expect(mayImport('app.ts', 'crm/customers/router.ts')).toBe(true);
    expect(roomOf('utils/misc.ts')).toBeNull();
  });

  it('and ESLint say the same of every room, at every depth', () => {
    const linter = new Linter({ cwd: functionsFolder });
    const rules = houseRules([]);
    /** What ESLint refuses of the imports of a file, both by their paths in src. */
    const refused = (file: string, imported: readonly string[]) => {
      const text = imported
        .map((name) => `import '${posix.relative(posix.dirname(file), name)}';`)
        .join('\n');
      return linter.verify(text, rules, posix.join('src', file)).map(({ line }) => imported[line - 1]);
    };
    const rooms = FLOORS.flat().map((room) => room.replace('*', 'customers'));
    const others = [...rooms, 'crm/products', 'utils'].flatMap((room) => [`${room}/x.ts`, `${room}/y/x.ts`]);
    for (const room of rooms)
      for (const inside of ['', 'a/', 'a/b/']) {
        const file = `${room}/${inside}file.ts`;
        const imported = [...others, 'config.ts'].filter((name) => !name.startsWith(`${room}/${inside}`));
        expect([file, refused(file, imported)]).toEqual([
          file,
          imported.filter((name) => !mayImport(file, name)),
        ]);
      }
  });
});
