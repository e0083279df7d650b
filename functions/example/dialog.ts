// A question over the page.
import { h } from './dom.ts';
import { words } from './words.ts';

/** True for `yes`. Escape is no answer, nor is a link in it that is followed: false. While one question is open, the next one is not asked. */
export async function ask(title: string, text: string, inside: HTMLElement[], yes: string): Promise<boolean> {
  if (document.querySelector('dialog')) return false;
  const dialog = h('dialog', {
    ariaLabel: title,
    onclick: ({ target }) => {
      if (target instanceof Element && target.closest('a')) dialog.close();
    },
  });
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', {}, title),
    text && h('p', {}, text),
    ...inside,
    h(
      'p',
      { className: 'actions' },
      h('button', { value: 'yes', className: 'primary' }, yes),
      h('button', { value: '', type: 'button', onclick: () => dialog.close() }, words.cancel),
    ),
  );
  dialog.append(form);
  document.body.append(dialog);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
  dialog.showModal();
  const answer = await promise;
  dialog.remove();
  return answer;
}
