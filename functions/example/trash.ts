// The trash: what was deleted, by whom and when, and the way back.
import type { TrashEntry } from '@crm/customers-client';
import { button, customerHash, h, heading } from './dom.ts';
import { find } from './list.ts';
import { attempt, say } from './messages.ts';
import { nameOf } from './people.ts';
import { customers, mayEdit } from './session.ts';
import { dateOf, words } from './words.ts';

export async function trashView(): Promise<HTMLElement> {
  const list = h('ul', { className: 'trash' });
  const more = h('p', {});
  const show = async (cursor: string | null): Promise<void> => {
    const page = await customers.trash({ limit: 20, cursor });
    list.append(...page.trash.map(item));
    const next = page.next_cursor;
    more.replaceChildren(
      next === null ? '' : button(words.more, () => void attempt(async () => show(next))),
      list.childElementCount === 0 ? words.trashIsEmpty : '',
    );
  };
  await show(null);
  return h('article', {}, heading(words.trash), list, more);
}

function item(entry: TrashEntry): HTMLElement {
  const { id, name, deleted_by, deleted_by_name, deleted_at, expires_at, merged_into } = entry;
  const restore = async (): Promise<void> => {
    await customers.restore(id);
    line.replaceChildren(h('a', { href: customerHash(id) }, name));
    line.querySelector('a')?.focus();
    say(words.restored(name));
    void find();
  };
  const line = h(
    'li',
    {},
    h('strong', {}, name),
    h('small', {}, words.deletedBy(nameOf(deleted_by, deleted_by_name), dateOf(deleted_at))),
    h('small', {}, words.keptUntil(dateOf(expires_at))),
    merged_into !== undefined && h('a', { href: customerHash(merged_into) }, words.mergedInto),
    mayEdit &&
      merged_into === undefined &&
      button(words.restore, () => void attempt(restore), { aria: `${words.restore}: ${name}` }),
  );
  return line;
}
