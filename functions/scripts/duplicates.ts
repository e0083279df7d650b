import { customersKind } from '../src/crm/customers/kind.ts';
import { type FindAllProgress, findAllPairs } from '../src/records/duplicates/find-all.ts';
import { reasonInCloud } from './cloud.ts';
import { readCommandLine } from './command-line.ts';
import { openProject } from './open-project.ts';
import { resumeCommand } from './reindex-progress.ts';
import { runScript, Sentence } from './sentence.ts';
import { onStopSignal } from './stop-signal.ts';

// Stands before the script, which runs as soon as it is read.
const LINE_EVERY_MS = 3000;

/**
 * `npm run duplicates`: finds the pairs of customers that are probably one, in the whole collection. Without `--project` in the local suite;
 * with it, in that project, as `npm run reindex`. `--from ID` goes on with the pairs behind a customer, where an earlier run stopped and
 * said so: what is compared is read again.
 */
await runScript(async () => {
  const { project, from } = readCommandLine({
    name: 'duplicates',
    does: 'Finds the pairs of customers that are probably one.',
    values: {
      project: ['ID', 'the project; without it the local suite'],
      from: ['CUSTOMER_ID', 'goes on with the pairs behind this customer'],
    },
  }).options;
  const stopping = new AbortController();
  onStopSignal((_signal, times) => {
    if (times > 1) process.exit(130);
    stopping.abort();
  });
  let lastId = from;
  let lastLineAt = -Infinity;
  try {
    const connection = await openProject(project);
    const { signal } = stopping;
    const progress = await findAllPairs(customersKind, connection, {
      from,
      signal,
      onPage: (now) => {
        lastId = now.lastId;
        if (performance.now() - lastLineAt < LINE_EVERY_MS) return;
        lastLineAt = performance.now();
        console.error(lineOf(now));
      },
    });
    console.log(lineOf(progress));
    if (!signal.aborted) return;
    console.log(`Stopped. To go on: ${resumeCommand('duplicates', lastId, project)}`);
    process.exitCode = 130;
  } catch (error) {
    if (error instanceof Sentence) throw error;
    throw new Sentence(
      `The run failed: ${reasonInCloud(error)}\nTo go on: ${resumeCommand('duplicates', lastId, project)}`,
    );
  }
});

function lineOf({ seen, checked, pairs, written, removed }: FindAllProgress): string {
  return `${seen} customers read, ${checked} compared: ${pairs} pairs found, ${written} written, ${removed} removed.`;
}
