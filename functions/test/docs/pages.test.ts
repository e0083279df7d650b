import { access, glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { functionsFolder } from '../../scripts/project.ts';

/** The pages for people: what they point at exists, and the first one stays short. */

const root = join(functionsFolder, '..');

async function pages(): Promise<string[]> {
  const found: string[] = [];
  for (const pattern of ['*.md', 'functions/docs/**/*.md', 'functions/client/*.md'])
    for await (const page of glob(pattern, { cwd: root })) found.push(page);
  return found;
}

it('every link between the pages leads to a file', async () => {
  const broken: string[] = [];
  for (const page of await pages()) {
    const text = await readFile(join(root, page), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
      await access(join(root, dirname(page), target)).catch(() => broken.push(`${page}: ${target}`));
  }
  expect(broken).toEqual([]);
});

it('every npm script that a page names exists', async () => {
  const { scripts } = JSON.parse(await readFile(join(functionsFolder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named: string[] = [];
  for (const page of await pages()) {
    const text = await readFile(join(root, page), 'utf8');
    named.push(...[...text.matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name));
  }
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it('the README is read in five minutes: 150 lines of 120 characters', async () => {
  const lines = (await readFile(join(root, 'README.md'), 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(150);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});
