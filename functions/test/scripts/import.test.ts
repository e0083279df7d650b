import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ImportPreview } from '../../client/src/import.ts';
import { mapped } from '../../scripts/import-mapping.ts';
import { functionsFolder } from '../../scripts/project.ts';
import { type TestApi, useApi } from '../support/api.ts';
import { connectionTo } from '../support/firestore.ts';
import { holdCommits } from '../support/held-commits.ts';
import { useManualQueue } from '../support/manual-queue.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';

const api = useApi();
const byHand = useManualQueue();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterAll(() => rm(folder, { recursive: true }));

const script = join(functionsFolder, 'scripts', 'import.ts');
const environment = (of = api) => ({ ...process.env, TOKEN: of.users.editor.token });

/** Runs it without a terminal; with `stopAt` it gets Ctrl-C when it has said that. */
const run = (...given: Given[]) => runAt(api, ...given);

type Given = string | { stopAt: string };

async function runAt(target: TestApi, ...given: Given[]) {
  const words = given.filter((word) => typeof word === 'string');
  const child = spawn(process.execPath, [script, '--api', `${target.url}/api`, ...words], {
    env: environment(target),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const word of given)
    if (typeof word === 'object')
      child.stderr.on('data', (chunk) => String(chunk).includes(word.stopAt) && child.kill('SIGINT'));
  const [output, errors, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('exit', resolve)),
  ]);
  return { output, errors, status };
}

it(
  'npm run import shows how a file is read, imports it, keeps what failed, and takes it back',
  { timeout: 60_000 },
  async () => {
    const file = join(folder, 'λίστα.csv');
    await writeFile(file, '\uFEFFΕπωνυμία;Κιν.;Κωδ\r\nΔήμος Πατρέων;6971234567;7\r\n;6971234568;8\r\n');
    // There is nobody to ask.
    const asked = await run(file);
    expect(asked.errors).toContain('There is nobody to ask');
    expect(asked).toMatchObject({
      status: 2,
      output: expect.stringContaining('Nothing was imported.') as string,
    });
    expect(asked.output).toMatch(
      /Read as csv, utf-8, delimiter ";"\.\n\s+Επωνυμία\s+-> name\s+Δήμος Πατρέων/,
    );
    const dry = await run(file, '--dry-run');
    expect(dry.output).toContain('checked without writing: 2 of 2 rows: 1 created, 1 failed');
    expect(dry.status).toBe(1);
    const total = async () => (await api.as('viewer').get(`${path}?search=6971234567`)).body.total as number;
    expect(await total()).toBe(0);
    const done = await run(
      file,
      '--yes',
      '--map',
      'Κιν.=contacts:phone:κινητό',
      '--map',
      'Κωδ=',
      '--tag',
      'λίστα',
    );
    expect(done.errors).not.toContain('Error');
    expect(done.output).toContain('done: 2 of 2 rows: 1 created, 1 failed.');
    expect(done.output).toContain('line 3, Επωνυμία: ');
    expect(done.status).toBe(1);
    const { customers } = (await api.as('viewer').get(`${path}?search=6971234567`)).body;
    expect(customers).toMatchObject([
      { tags: ['λίστα'], contacts: [{ label: 'κινητό', value: '6971234567' }] },
    ]);
    // The dry run has written such a file, too.
    expect(await readFile(`${file}.failed-2.csv`, 'utf8')).toMatch(
      /^\uFEFFΕπωνυμία;Κιν\.;Κωδ;_line;_problem\r\n;6971234568;8;3;/,
    );
    const [, id = ''] = /--undo (\S+)/.exec(done.output) ?? [];
    expect(await run('--undo', id)).toMatchObject({
      status: 0,
      output: expect.stringContaining('undone: 1 moved to the trash') as string,
    });
    expect(await total()).toBe(0);
  },
);

/** Runs it where `script` gives it a terminal; `answer` is typed when it asks. */
async function inTerminal(answer: string, ...words: string[]) {
  const quoted = [process.execPath, script, '--api', `${api.url}/api`, ...words]
    .map((word) => `'${word}'`)
    .join(' ');
  const child = spawn('script', ['-qec', quoted, '/dev/null'], { env: environment() });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes('(yes/no)') && child.stdin.writable) child.stdin.end(answer);
  }
  const status = child.exitCode ?? (await new Promise<number | null>((resolve) => child.on('exit', resolve)));
  return { output, status };
}

it(
  'asks in a terminal; Ctrl-C instead of an answer says how to go on, and that goes on',
  { timeout: 60_000 },
  async () => {
    const file = join(folder, 'ρωτά.csv');
    await writeFile(file, 'name,phone\r\nΠρώτη Ρωτά,6971234571\r\nΔεύτερη Ρωτά,6971234572\r\n');
    const left = await inTerminal('\u0003', file);
    expect(left.status).toBe(130);
    const [, id = ''] = /To go on: npm run import -- \S+ --resume (\S+)/.exec(left.output) ?? [];
    expect(id, left.output).not.toBe('');
    const other = join(folder, 'άλλο.csv');
    await writeFile(other, 'name\r\nΆλλη\r\n');
    expect((await run(other, '--resume', id)).errors).toContain('is of another file');
    expect((await run('--resume', id)).errors).toContain('Its file is not here as a whole');
    expect((await inTerminal('no\n', file, '--resume', id)).output).toContain('Nothing was imported.');
    const done = await inTerminal('yes\n', file, '--resume', id);
    expect(done.output).toContain('done: 2 of 2 rows: 2 created, 0 failed.');
    expect(done.status).toBe(0);
    // Nothing is doubled.
    expect((await run('--resume', id)).output).toContain('done: 2 of 2 rows: 2 created');
    const total = (await api.as('viewer').get(`${path}?search=6971234571`)).body.total as number;
    expect(total).toBe(1);
  },
);

it('is left with Ctrl-C while the file is sent; it goes on once', { timeout: 60_000 }, async () => {
  const file = join(folder, 'μεγάλο.csv');
  const rows = Array.from({ length: 30 }, (_, at) => `Μεγάλη ${at},${'x'.repeat(60_000)}`);
  await writeFile(file, ['name,long', ...rows].join('\r\n'));
  const words = [file, '--yes', '--map', 'long=', '--tag', 'μεγάλο'];
  const left = await run(...words, { stopAt: 'MB sent' });
  expect(left.status).toBe(130);
  const [, id = ''] = /--resume (\S+)/.exec(left.output) ?? [];
  const done = await run(...words, '--resume', id);
  expect(done.output).toContain('done: 30 of 30 rows: 30 created, 0 failed.');
  expect(done.status).toBe(0);
  expect((await api.as('viewer').get(`${path}?tag=${encodeURIComponent('μεγάλο')}`)).body.total).toBe(30);
});

it(
  'is left with Ctrl-C while the rows are imported: the import goes on, and is looked at again',
  { timeout: 60_000 },
  async () => {
    const { api: target, queue, next, run: step, drain } = byHand;
    const file = join(folder, 'τρέχει.csv');
    await writeFile(file, ['name', 'Πρώτη Τρέχει', 'Δεύτερη Τρέχει', 'Τρίτη Τρέχει'].join('\r\n'));
    const leaving = runAt(target, file, '--yes', '--tag', 'τρέχει', { stopAt: 'importing' });
    await vi.waitFor(() => expect(queue).toHaveLength(1), 20_000);
    // A line comes every 3 s. The step stands still before a row is written, as long as somebody needs to press the keys.
    await sleep(3200);
    const held = holdCommits(connectionTo(target.firestore), 'crm_customers/', 'Δεύτερη Τρέχει');
    const working = step(next(), { connection: held.connection });
    await held.reached;
    const left = await leaving;
    expect(left.status).toBe(130);
    expect(left.output).toMatch(/Stopped\. The import goes on\. To go on: npm run import -- --resume \S+\n$/);
    const [, id = ''] = /--resume (\S+)/.exec(left.output) ?? [];
    held.release();
    const resumed = runAt(target, '--resume', id);
    await working;
    // Somebody has pressed resume beside a run that is at work: that makes a step more, which finds all done.
    await drain();
    const done = await resumed;
    await drain();
    expect(done.output).toContain('done: 3 of 3 rows: 3 created, 0 failed.');
    expect(done.status).toBe(0);
    expect((await byHand.editor.get(`${path}?tag=${encodeURIComponent('τρέχει')}`)).body.total).toBe(3);
  },
);

it('refuses a mapping that the file has no column for, and names the nearest one', () => {
  const preview = {
    mapping: { Όνομα: 'name' },
    columns: [{ name: 'Όνομα' }, { name: 'a=b' }],
  } as unknown as ImportPreview;
  expect(mapped(preview, ['a=b=external:erp', '#1=contacts:other:a:b'])).toEqual({
    Όνομα: 'name',
    'a=b': { field: 'external', system: 'erp' },
    '#1': { field: 'contacts', type: 'other', label: 'a:b' },
  });
  expect(() => mapped(preview, ['Ονομα=name'])).toThrow('There is no column "Ονομα": did you mean "Όνομα"?');
  expect(() => mapped(preview, ['Όνομα=nmae'])).toThrow('There is no field "nmae": did you mean "name"?');
  expect(() => mapped(preview, ['Όνομα'])).toThrow('--map is COLUMN=FIELD');
});
