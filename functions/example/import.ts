// An import, from the choice of a file to its undo: what is shown depends on how far it is.
import { getImport, type Import, isAtWork, listImports } from '@crm/customers-client/import';
import { chooseView } from './import-choose.ts';
import { mappingView } from './import-mapping.ts';
import { progressView } from './import-progress.ts';
import { resultView } from './import-result.ts';
import { importWords } from './import-words.ts';
import { h, heading, redraw } from './dom.ts';
import { customers, mayEdit } from './session.ts';
import { dateOf } from './words.ts';

/** @param id of an import; empty for a new one */
export async function importView(id: string): Promise<HTMLElement> {
  const article = h('article', { className: 'import' });
  if (id === '')
    article.append(heading(importWords().title), ...(mayEdit ? [chooseView()] : []), await earlierList());
  else await show(article, await getImport(customers, id));
  return article;
}

/** Draws an import as it is now, and again when it has gone on. */
async function show(article: HTMLElement, now: Import): Promise<void> {
  const words = importWords();
  const next = (changed: Import) => void (article.isConnected && show(article, changed));
  const isOpen = now.state === 'receiving' || now.state === 'checked';
  const inside = isAtWork(now)
    ? [progressView(now, next)]
    : [
        ...(now.state === 'receiving' ? [] : [await resultView(now, next)]),
        ...(isOpen && mayEdit ? [await mappingView(now, next)] : []),
      ];
  redraw(
    article,
    heading(now.filename),
    h('p', { role: 'status' }, words.states[now.state]),
    ...inside,
    h('p', {}, h('a', { href: '#/import' }, words.another)),
  );
}

async function earlierList(): Promise<HTMLElement> {
  const words = importWords();
  const { imports } = await listImports(customers, { limit: 10 });
  const items = imports.map(({ id, filename, created_at: at, state }) =>
    h(
      'li',
      {},
      h('a', { href: `#/import/${encodeURIComponent(id)}` }, filename),
      h('small', {}, `${words.states[state]}, ${dateOf(at)}`),
    ),
  );
  return h(
    'section',
    {},
    h('h3', {}, words.earlier),
    items.length === 0 ? words.none : h('ul', { className: 'trash' }, ...items),
  );
}
