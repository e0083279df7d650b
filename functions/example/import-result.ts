// What became of the rows of an import, and its undo.
import {
  failedRows,
  type Import,
  type ImportRow,
  importRows,
  undoImport,
} from '@crm/customers-client/import';
import { ask } from './dialog.ts';
import { button, customerHash, h, type Inside } from './dom.ts';
import { importWords } from './import-words.ts';
import { attempt } from './messages.ts';
import { customers, mayEdit } from './session.ts';
import { placeName, words } from './words.ts';

const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
const UNDO_OUTCOMES = ['trashed', 'reverted', 'partly', 'kept', 'gone'] as const;

/** How many rows became what, in a line. */
export function countsOf(now: Import): string {
  const text = importWords();
  const { undo } = now;
  const counts = undo
    ? UNDO_OUTCOMES.filter((name) => undo[name] > 0).map((name) => text.outcomes[name](undo[name]))
    : OUTCOMES.filter((name) => now[name] > 0).map((name) => text.outcomes[name](now[name]));
  if (now.duplicates_in_file > 0) counts.push(text.inFile(now.duplicates_in_file));
  if (now.probable_duplicates > 0) counts.push(text.probable(now.probable_duplicates));
  return counts.join(' · ');
}

/** @param next gets the import when its undo has begun */
export async function resultView(now: Import, next: (changed: Import) => void): Promise<HTMLElement> {
  const text = importWords();
  const isUndoable = now.can_undo_until !== null && now.undo === null && now.created + now.updated > 0;
  const undo = async (): Promise<void> => {
    if (await ask(text.undo, text.undoText(now.filename), [], text.undo))
      await attempt(async () => next(await undoImport(customers, now.id)));
  };
  return h(
    'section',
    {},
    now.problem && h('p', { className: 'fault' }, now.problem.detail),
    h('p', { id: 'counts' }, countsOf(now)),
    ...(await rowLists(now)),
    h(
      'p',
      { className: 'actions' },
      now.failed > 0 && mayEdit && button(text.download, () => void attempt(() => download(now))),
      isUndoable && mayEdit && button(text.undo, () => void undo(), { className: 'danger' }),
    ),
  );
}

/** The rows that somebody should look at. */
async function rowLists(now: Import): Promise<Inside[]> {
  const text = importWords();
  if (now.undo !== null) {
    if (now.undo.kept + now.undo.partly === 0) return [];
    const { rows } = await importRows(customers, now.id, { limit: MOST_LOOKED_AT });
    const kept = rows.filter(({ undo }) => undo?.outcome === 'kept' || undo?.outcome === 'partly');
    return section(text.keptRows, kept.slice(0, MOST_SHOWN).map(keptItem));
  }
  if (
    now.dry_run === true &&
    now.duplicates_in_file + now.probable_duplicates + now.skipped + now.updated > 0
  ) {
    const { rows } = await importRows(customers, now.id, { limit: MOST_LOOKED_AT });
    const told = rows.filter(
      ({ problems, same_as_row: same, duplicates }) =>
        problems.length > 0 || same !== null || duplicates.length > 0,
    );
    return section(text.problems, told.slice(0, MOST_SHOWN).map(problemItem));
  }
  if (now.failed === 0) return [];
  const { rows } = await importRows(customers, now.id, { outcome: 'failed', limit: MOST_SHOWN });
  return section(text.problems, rows.map(problemItem));
}

const MOST_LOOKED_AT = 1000;
const MOST_SHOWN = 50;

const section = (title: string, items: HTMLElement[]): Inside[] =>
  items.length === 0 ? [] : [h('h3', {}, title), h('ul', { className: 'rows' }, ...items)];

function problemItem({ line, problems, same_as_row: same, duplicates }: ImportRow): HTMLElement {
  const text = importWords();
  const told = [
    ...problems.map(({ column, message }) => (column === null ? message : `${column}: ${message}`)),
    ...(same === null ? [] : [text.sameAs(same)]),
  ];
  return h(
    'li',
    {},
    h('b', {}, text.line(line)),
    ` ${told.join(' · ')} `,
    ...duplicates.map(({ id }) => h('a', { href: customerHash(id) }, text.isThere)),
  );
}

function keptItem({ line, customer_id: id, undo }: ImportRow): HTMLElement {
  const fields = undo?.kept.map((field) => placeName(`/${field}`)).join(', ');
  const told = undo?.why === 'merged' ? importWords().wasMerged : fields;
  const label = `${importWords().line(line)}${told ? `: ${told}` : ''}`;
  return h('li', {}, id === null ? label : h('a', { href: customerHash(id) }, label));
}

/** Gives the failed rows as a file. */
async function download({ id, filename }: Import): Promise<void> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of failedRows(customers, id)) parts.push(part);
  const href = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
  h('a', { href, download: `${filename}.failed.csv`, ariaLabel: words.save }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}

/** Until the browser has taken it. */
const KEPT_MS = 60_000;
