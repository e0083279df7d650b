import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportPreview } from '../../client/src/import.ts';
import { mapped } from '../../scripts/import-mapping.ts';
import { functionsFolder } from '../../scripts/project.ts';
import { useApi } from '../support/api.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';

const api = useApi();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]) {
  const script = join(functionsFolder, 'scripts', 'import.ts');
  const child = spawn(process.execPath, [script, '--api', `${api.url}/api`, ...words], {
    env: { ...process.env, TOKEN: api.users.editor.token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
