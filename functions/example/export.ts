// The export of what the list shows: a choice of format, how far it has come, and a way to stop it.
import { exportAll, type ListQuery } from '@crm/customers-client';
import { button, h, labelled, redraw } from './dom.ts';
import { attempt, say } from './messages.ts';
import { customers } from './session.ts';
import { words } from './words.ts';

const FORMATS = {
  excel: { format: 'csv', excel: true },
  csv: { format: 'csv' },
  ndjson: { format: 'ndjson' },
  vcard: { format: 'vcard' },
} as const;
type Format = keyof typeof FORMATS;

/** Customers of a part: few enough to see it get on. */
const PART = 500;

/** `query` says what is exported. */
export function exportBar(query: () => ListQuery): HTMLElement {
  const choice = h(
    'select',
    {},
    ...(Object.keys(FORMATS) as Format[]).map((value) => h('option', { value }, words.formats[value])),
  );
  const bar = h('form', { className: 'export' });
  const show = (running?: HTMLElement): void =>
    redraw(bar, labelled(words.exportAs, choice), running ?? h('button', { id: 'export' }, words.export));
  bar.addEventListener('submit', (event) => {
    event.preventDefault();
    const stop = new AbortController();
    const progress = h('progress', { ariaLabel: words.export });
    const status = h('span', { role: 'status' }, words.exporting(0, 0));
    choice.disabled = true;
    show(
      h(
        'span',
        { className: 'running' },
        progress,
        status,
        button(words.cancel, () => stop.abort(), { id: 'export' }),
      ),
    );
    const told = (done: number, all: number): void => {
      progress.max = all;
      progress.value = done;
      status.textContent = words.exporting(done, all);
    };
    void attempt(() => save(query(), choice.value as Format, stop.signal, told)).finally(() => {
      choice.disabled = false;
      show();
    });
  });
  show();
  return bar;
}

/** Keeps the parts until all are there: a file is whole, or is none. */
async function save(
  query: ListQuery,
  format: Format,
  signal: AbortSignal,
  told: (done: number, all: number) => void,
): Promise<void> {
  const parts: BlobPart[] = [];
  let filename = '';
  try {
    for await (const part of exportAll(
      customers,
      { ...query, ...FORMATS[format], limit: PART },
      { signal },
    )) {
      parts.push(part.bytes);
      filename = part.filename;
      const expected = Math.ceil(part.total / PART);
      told(parts.length, part.cursor === null ? parts.length : Math.max(expected, parts.length + 1));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    say(words.exportStopped);
    return;
  }
  const href = URL.createObjectURL(new Blob(parts));
  h('a', { href, download: filename }).click();
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  say(words.exported(filename));
}
