// How far an import is, or its undo, until it is over.
import {
  cancelImport,
  type Import,
  progressOf,
  type ImportProgress,
  watchImport,
} from '@crm/customers-client/import';
import { button, h } from './dom.ts';
import { countsOf } from './import-result.ts';
import { importWords } from './import-words.ts';
import { attempt, fail } from './messages.ts';
import { customers, mayEdit } from './session.ts';

/** @param over gets the import when it is at its end */
export function progressView(now: Import, over: (ended: Import) => void): HTMLElement {
  const text = importWords();
  const bar = h('progress', { max: 1, ariaLabel: text.states[now.state] });
  const line = h('p', {});
  const counts = h('p', {});
  const view = h(
    'section',
    {},
    bar,
    line,
    counts,
    mayEdit &&
      now.state !== 'undoing' &&
      button(text.stop, () => void attempt(() => cancelImport(customers, now.id)), { id: 'stop' }),
  );
  const leaving = new AbortController();
  const show = ({ import: at, share, secondsLeft, isWaiting }: ImportProgress): void => {
    // The page shows something else now.
    if (view.isConnected) wasShown = true;
    else if (wasShown) leaving.abort();
    if (share === null) bar.removeAttribute('value');
    else bar.value = share;
    const all = at.state === 'undoing' ? at.created + at.updated : at.rows;
    const parts = [
      all !== null && text.rowsOf(at.done, all),
      at.rows_per_second !== null && text.pace(at.rows_per_second),
      secondsLeft !== null && text.left(secondsLeft),
      isWaiting && text.noAnswer,
    ];
    line.textContent = parts.filter(Boolean).join(' · ');
    counts.textContent = countsOf(at);
  };
  let wasShown = false;
  show(progressOf(now));
  watchImport(customers, now.id, { onProgress: show, signal: leaving.signal }).then(
    over,
    (error: unknown) => {
      if (!leaving.signal.aborted) fail(error);
    },
  );
  return view;
}
