import type { ReindexProgress } from '../src/records/foreign/reindex.ts';

const WIDTH = 30;
const LINE_EVERY_MS = 3000;

/** How far a run has come, in one line. */
export function progressLine(
  { seen, written }: Pick<ReindexProgress, 'seen' | 'written'>,
  total: number,
): string {
  // Customers may have been added since they were counted.
  const share = total === 0 ? 1 : Math.min(1, seen / total);
  const filled = Math.round(share * WIDTH);
  const bar = '#'.repeat(filled) + '-'.repeat(WIDTH - filled);
  return `[${bar}] ${Math.floor(share * 100)}%  ${seen} of ${total} seen, ${written} written`;
}

/** Shows progress: one line that changes in a terminal, a new line every few seconds anywhere else. */
export function progressPrinter(total: number, output: NodeJS.WriteStream = process.stderr) {
  let lastLineAt = -Infinity;
  return (progress: Pick<ReindexProgress, 'seen' | 'written'>): void => {
    const line = progressLine(progress, total);
    const isLast = progress.seen >= total;
    if (output.isTTY) output.write(`\r\u001B[K${line}${isLast ? '\n' : ''}`);
    else if (isLast || performance.now() - lastLineAt > LINE_EVERY_MS) {
      output.write(`${line}\n`);
      lastLineAt = performance.now();
    }
  };
}

/** The command that goes on where a run stopped. */
export function resumeCommand(
  script: 'reindex' | 'duplicates',
  lastId: string | undefined,
  project: string | undefined,
): string {
  const options = [
    ...(lastId === undefined ? [] : ['--from', lastId]),
    ...(project === undefined ? [] : ['--project', project]),
  ].map((word) => (/^[\w-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`));
  // An id may begin with a dash, which would look like an option of its own.
  const joined = options.join(' ').replace(/--from (?='?-)/, '--from=');
  return [`npm run ${script}`, ...(joined === '' ? [] : ['--', joined])].join(' ');
}
