// The choice of a file, by drag and drop or by a button, and its way to the API.
import { sendFile } from '@crm/customers-client/import';
import { button, go, h } from './dom.ts';
import { importWords } from './import-words.ts';
import { attempt, say } from './messages.ts';
import { customers } from './session.ts';
import { words } from './words.ts';

const MOST_BYTES = 128 * 524_288;

export function chooseView(): HTMLElement {
  const text = importWords();
  const input = h('input', {
    type: 'file',
    id: 'file',
    hidden: true,
    accept: '.csv,.tsv,.txt,.vcf,.ndjson,.jsonl,.xlsx',
    onchange: () => void take(input.files?.[0]),
  });
  const status = h('p', { role: 'status' });
  const bar = h('progress', { max: 1, value: 0, hidden: true, ariaLabel: text.states.receiving });
  const leaving = new AbortController();
  let isBusy = false;
  const stop = button(text.stop, () => leaving.abort(), { className: 'quiet' });
  stop.hidden = true;
  const choose = button(text.choose, () => input.click(), { className: 'primary' });
  const zone = h(
    'div',
    {
      className: 'drop',
      ondragover: (event) => {
        event.preventDefault();
        zone.classList.add('is-over');
      },
      ondragleave: () => zone.classList.remove('is-over'),
      ondrop: (event) => {
        event.preventDefault();
        zone.classList.remove('is-over');
        void take(event.dataTransfer?.files[0]);
      },
    },
    h('p', {}, text.drop),
    choose,
    input,
    h('p', {}, h('small', {}, text.formats)),
    status,
    bar,
    stop,
  );
  async function take(file: File | undefined): Promise<void> {
    input.value = '';
    // A second file while one is on its way.
    if (file === undefined || isBusy) return;
    isBusy = true;
    await attempt(async () => {
      const { blob, filename, said } = await readable(file);
      if (blob.size > MOST_BYTES) throw new Error(text.tooLarge);
      bar.hidden = stop.hidden = false;
      const { id } = await sendFile(customers, {
        ...{ file: blob, filename, signal: leaving.signal },
        onProgress: ({ share, isWaiting }) => {
          bar.value = share ?? 0;
          status.textContent = isWaiting ? text.noAnswer : text.sending(percent(share ?? 0));
        },
      });
      // Whoever has gone elsewhere meanwhile finds it in the list.
      if (!zone.isConnected) return;
      go(`#/import/${encodeURIComponent(id)}`);
      if (said) say(said);
    });
    bar.hidden = stop.hidden = true;
    isBusy = false;
    status.textContent = leaving.signal.aborted ? words.cancel : '';
  }
  return zone;
}

const percent = (share: number) => `${Math.floor(share * 100)}%`;

/** The file as the API reads it: a workbook is made a CSV, here. */
async function readable(file: File): Promise<{ blob: Blob; filename: string; said?: string }> {
  if (!/\.xlsx$/i.test(file.name)) return { blob: file, filename: file.name };
  const { workbookAsCsv } = await import('./workbook.ts');
  const { csv, sheet, sheets } = await workbookAsCsv(file);
  return { blob: csv, filename: `${file.name}.csv`, said: importWords().ofSheet(sheet, sheets) };
}
