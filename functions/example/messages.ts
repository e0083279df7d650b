// What the page tells its user, read aloud by a screen reader: what was done, with a way back, or what went wrong.
import { ConflictError, ProblemError } from '@crm/customers-client';
import { button, h } from './dom.ts';
import { words } from './words.ts';

const box = h('div', { id: 'messages', role: 'status' });

export const messages = box;

/** Says what was done, and `more` below it. `undo` takes it back; the button for it gets the focus. */
export function say(text: string, undo?: () => Promise<unknown>, more: Node | string = ''): void {
  const back = undo && button(words.undo, () => void attempt(undo), { className: 'primary' });
  box.replaceChildren(
    h('div', {}, h('p', {}, text), more),
    back ?? '',
    button('✕', clear, { className: 'quiet', aria: words.close }),
  );
  back?.focus();
}

export function clear(): void {
  box.replaceChildren();
}

/** Does something that may fail; says so if it does. Undefined then. */
export async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  clear();
  try {
    return await work();
  } catch (error) {
    fail(error);
    return undefined;
  }
}

export function fail(error: unknown): void {
  box.replaceChildren(
    h('p', { role: 'alert', className: 'fault' }, sentenceOf(error)),
    button('✕', clear, { className: 'quiet', aria: words.close }),
  );
}

/** In one sentence. The API's may be shown as they are: they come in the page's language. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'offline' || error.code === 'unreachable') return words.unreachable;
  if (error instanceof ConflictError) return error.current === null ? words.gone : words.changedMeanwhile;
  if (error.code === 'precondition_failed') return words.changedMeanwhile;
  return error.requestId && error.status >= 500 ? `${error.message} (${error.requestId})` : error.message;
}
