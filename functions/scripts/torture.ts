import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine } from './command-line.ts';
import { runSuite } from './in-suite.ts';
import { runScript } from './sentence.ts';

/** `npm run torture`: the scenarios of test/faults at their long sizes, in the suite, and a table of their figures. */
await runScript(async () => {
  readCommandLine({
    name: 'torture',
    does: 'Runs the long fault tests in the suite, and prints a table of their figures.',
  });
  const folder = await mkdtemp(join(tmpdir(), 'customers-api-'));
  const figures = join(folder, 'figures');
  try {
    // One file after another: each has the machine, and the database, for itself.
    const command = 'vitest run test/faults --no-file-parallelism --testTimeout=600000';
    const status = await runSuite(command, { CRM_TORTURE: '1', CRM_FIGURES: figures });
    const lines = (await readFile(figures, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    const rows = lines.map((line) => JSON.parse(line) as [string, string]);
    const width = Math.max(0, ...rows.map(([scenario]) => scenario.length));
    for (const [scenario, result] of rows) console.log(`${scenario.padEnd(width)}  ${result}`);
    process.exitCode = status;
  } finally {
    await rm(folder, { recursive: true });
  }
});
