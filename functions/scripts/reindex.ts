import { customersKind } from '../src/crm/customers/kind.ts';
import { countBehind, reindex, type ReindexProgress } from '../src/records/foreign/reindex.ts';
import { reasonInCloud } from './cloud.ts';
import { readCommandLine } from './command-line.ts';
import { openProject } from './open-project.ts';
import { progressPrinter, resumeCommand } from './reindex-progress.ts';
import { runScript, Sentence } from './sentence.ts';
import { onStopSignal } from './stop-signal.ts';

/**
 * `npm run reindex`: gives every customer what lists and searches find it by. Without `--project` in the local suite; with it, in
 * that project, reached with the application default credentials; a `demo-` project is only ever in the suite. `--from ID`
 * goes on behind a customer, where an earlier run stopped and said so.
 */
await runScript(async () => {
  const { project, from } = readCommandLine({
    name: 'reindex',
    does: 'Gives every customer what the lists and searches of this release find it by.',
    values: {
      project: ['ID', 'the project; without it the local suite'],
      from: ['CUSTOMER_ID', 'goes on behind this customer'],
    },
  }).options;
  const stopping = new AbortController();
  onStopSignal((_signal, times) => {
    if (times > 1) process.exit(130);
    stopping.abort();
  });
  let lastId = from;
  try {
    const connection = await openProject(project);
    const show = progressPrinter(await countBehind(customersKind, connection, from));
    const progress = await reindex(customersKind, connection, {
      from,
      signal: stopping.signal,
      onPage: (now) => {
        lastId = now.lastId;
        show(now);
      },
    });
    report(progress, project);
  } catch (error) {
    if (error instanceof Sentence) throw error;
    throw new Sentence(
      `The run failed: ${reasonInCloud(error)}\nTo go on: ${resumeCommand('reindex', lastId, project)}`,
    );
  }

  function report({ seen, written, right, swept, failed }: ReindexProgress, of: string | undefined): void {
    console.log(
      `${seen} customers seen: ${written} written, ${right} already right, ${swept} index entries swept, ${failed.length} failed.`,
    );
    for (const { id, reason } of failed) console.error(`${id}: ${reason}`);
    if (failed.length > 0) process.exitCode = 1;
    if (!stopping.signal.aborted) return;
    console.log(`Stopped. To go on: ${resumeCommand('reindex', lastId, of)}`);
    process.exitCode = 130;
  }
});
