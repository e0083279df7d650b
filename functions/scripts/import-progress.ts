import type { Import, ImportProgress } from '../client/src/import.ts';
import { oneLine } from './import-mapping.ts';

const WIDTH = 30;
const LINE_EVERY_MS = 3000;

/** What became of an import: the counts, the first rows that failed, and how it is taken back. */
export function reportLines(ended: Import): string[] {
  const faults = ended.first_problems.slice(0, MAX_SHOWN).map(({ line, column, message }) => {
    const place = column === null ? '' : `, ${oneLine(column)}`;
    return `  line ${line}${place}: ${message}`;
  });
  const isUndoable =
    ended.can_undo_until !== null && ended.undo === null && ended.created + ended.updated > 0;
  const undo = isUndoable ? [`To take it back: npm run import -- --undo ${ended.id}`] : [];
  return [importLine(ended), ...faults, ...undo];
}

const MAX_SHOWN = 10;

/** What became of an import, or has until now, in one line. */
function importLine(now: Import): string {
  const { state, undo } = now;
  if (undo !== null) {
    const { trashed, reverted, partly, kept, gone } = undo;
    return `${state}: ${trashed} moved to the trash, ${reverted} as before, ${partly} partly, ${kept} kept because they were edited since, ${gone} gone already.`;
  }
  const isDry = now.dry_run === true;
  const counts = (['created', 'updated', 'unchanged', 'skipped', 'failed'] as const)
    .filter((name) => now[name] > 0 || name === 'created' || name === 'failed')
    .map((name) => `${now[name]} ${name}`);
  const found = isDry
    ? [`${now.duplicates_in_file} repeated in the file`, `${now.probable_duplicates} probably there already`]
    : [];
  const of = now.rows === null ? '' : ` ${now.done} of ${now.rows} rows:`;
  return `${state}${isDry ? ' without writing' : ''}:${of} ${[...counts, ...found].join(', ')}.`;
}

/** How far an import is, in one line. */
function progressLine({ import: now, sent, share, secondsLeft, isWaiting }: ImportProgress): string {
  const filled = Math.round((share ?? 0) * WIDTH);
  const bar = '#'.repeat(filled) + '-'.repeat(WIDTH - filled);
  const percent = share === null ? ' ...' : `${Math.floor(share * 100)}%`.padStart(4);
  const pace = now.rows_per_second === null ? '' : `, ${now.rows_per_second} rows a second`;
  const what =
    now.state === 'receiving'
      ? `${megabytes(sent)} of ${megabytes(now.size)} MB sent`
      : now.state === 'reading'
        ? 'reading the file'
        : `${importLine(now).replace(/\.$/, '')}${pace}`;
  const left = secondsLeft === null || secondsLeft < 1 ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `[${bar}]${percent}  ${what}${left}${isWaiting ? ' (no answer: trying again)' : ''}`;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** Shows progress: one line that changes in a terminal, a new line every few seconds anywhere else. */
export function importPrinter(output: NodeJS.WriteStream = process.stderr) {
  let lastLineAt = -Infinity;
  let isOpen = false;
  const print = (progress: ImportProgress): void => {
    const line = progressLine(progress);
    if (output.isTTY) {
      output.write(`\r\u001B[K${line.slice(0, Math.max(40, output.columns - 1))}`);
      isOpen = true;
    } else if (performance.now() - lastLineAt > LINE_EVERY_MS) {
      output.write(`${line}\n`);
      lastLineAt = performance.now();
    }
  };
  /** Ends the line that changes. */
  const end = (): void => {
    if (isOpen) output.write('\n');
    isOpen = false;
  };
  return Object.assign(print, { end });
}
