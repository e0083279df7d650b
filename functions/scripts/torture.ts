import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './sentence.ts';

/** `npm run torture`: the scenarios of test/faults at their long sizes, in the suite, and a table of their figures. */
await runScript(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'customers-api-'));
  const figures = join(folder, 'figures');
  try {
    // One file after another: each has the machine, and the database, for itself.
    const command = 'vitest run test/faults --no-file-parallelism --testTimeout=600000';
    const suite = spawn(process.execPath, [join(import.meta.dirname, 'suite.ts'), command], {
      stdio: 'inherit',
      env: { ...process.env, CRM_TORTURE: '1', CRM_FIGURES: figures },
    });
    const [status] = (await once(suite, 'exit')) as [number | null];
    const lines = (await readFile(figures, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    const rows = lines.map((line) => JSON.parse(line) as [string, string]);
    const width = Math.max(0, ...rows.map(([scenario]) => scenario.length));
    for (const [scenario, result] of rows) console.log(`${scenario.padEnd(width)}  ${result}`);
    process.exitCode = status ?? 1;
  } finally {
    await rm(folder, { recursive: true });
  }
});
