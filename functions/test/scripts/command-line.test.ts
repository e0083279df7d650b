import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nearest, readCommandLine } from '../../scripts/command-line.ts';
import { functionsFolder } from '../../scripts/project.ts';

const script = {
  name: 'toy',
  does: 'Plays.',
  flags: { ui: 'shows it', keep: 'keeps it' },
  values: { project: ['ID', 'whose'] as const },
  words: { usage: 'ROLE', known: { 0: ['viewer', 'editor'] }, most: 1 },
};
const read = (...words: string[]) => readCommandLine(script, words, {});

describe('the command line of a script', () => {
  it('has its options and words', () => {
    expect(read('editor', '--ui', '--project', 'x')).toEqual({
      words: ['editor'],
      options: { ui: true, project: 'x' },
    });
  });

  it.each([
    [['--uii'], 'Unknown option --uii: did you mean --ui?'],
    [['--kepe=1'], 'Unknown option --kepe: did you mean --keep?'],
    [['--porject', 'x'], 'Unknown option --porject: did you mean --project?'],
    [['--hlep'], 'Unknown option --hlep: did you mean --help?'],
    [['--force'], 'Unknown option --force: "npm run toy -- --help" shows what there is.'],
    [['-u'], 'Unknown option -u: did you mean --ui?'],
    [['--ui=no'], 'The option --ui takes no value; it was given "no".'],
    [['--project'], 'The option --project needs a value: --project ID'],
    [['--project', '--ui'], 'The option --project needs a value: --project ID'],
    [['edtor'], 'There is no "edtor"; there are viewer, editor: did you mean editor?'],
    [['boss'], 'There is no "boss"; there are viewer, editor.'],
    [['editor', 'more'], '"more" is one word too many: "npm run toy -- --help" shows what there is.'],
  ])('%j ends with a sentence', (words, sentence) => {
    expect(() => read(...words)).toThrow(sentence);
  });

  it('tells where npm has kept an option for itself', () => {
    expect(() => readCommandLine(script, [], { npm_config_ui: 'true' })).toThrow(
      'npm has kept --ui for itself: write npm run toy -- --ui',
    );
  });

  it('takes a value that begins with a dash behind an equals sign', () => {
    expect(read('--project=-x').options).toEqual({ project: '-x' });
  });

  it('leaves the options of another command alone', () => {
    const suite = { name: 'suite', does: '', words: { usage: 'COMMAND', rest: true, required: true } };
    expect(readCommandLine(suite, ['vitest', 'run', '--help'], {}).words).toEqual([
      'vitest',
      'run',
      '--help',
    ]);
    expect(() => readCommandLine(suite, ['--hlep', 'x'], {})).toThrow('did you mean --help?');
    expect(() => readCommandLine(suite, [], {})).toThrow('Usage: npm run suite -- COMMAND');
  });
});

it('the nearest name is near', () => {
  expect(nearest('memroy', ['terms', 'memory'])).toBe('memory');
  expect(nearest('xy', ['ui', 'keep'])).toBeUndefined();
});

describe('every script of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(functionsFolder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const own = Object.entries(scripts).flatMap(([name, line]) => {
    const file = /^node (?:-r \S+ )?(scripts\/[\w-]+\.ts)$/.exec(line)?.[1];
    return file === undefined ? [] : [[name, file] as const];
  });

  it('is one of these', () => {
    expect(own.length).toBeGreaterThanOrEqual(14);
  });

  it.each(own)('%s has help, and names the option that was meant', (name, file) => {
    const run = (option: string) =>
      spawnSync(process.execPath, [join(functionsFolder, file), option], {
        encoding: 'utf8',
        timeout: 30_000,
        // Whatever it needs is not there: it must not get that far.
        env: { PATH: process.env['PATH'], FIRESTORE_EMULATOR_BINARY_PATH: '/nowhere' },
      });
    const help = run('--help');
    expect(help.stderr).toBe('');
    expect(help.stdout).toMatch(new RegExp(`^Usage: npm run ${name}\\b`));
    expect(help.status).toBe(0);
    const mistyped = run('--hepl');
    expect(mistyped.stderr).toBe('Unknown option --hepl: did you mean --help?\n');
    expect(mistyped.status).toBe(1);
  });
});
