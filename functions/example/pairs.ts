// Customers that are probably one, side by side: to be merged, or said to be two.
import {
  type CustomerInDB,
  dismissDuplicate,
  type DuplicatePair,
  duplicatePairs,
  takeDismissalBack,
} from '@crm/customers-client';
import { button, customerHash, h, heading, mergeHash } from './dom.ts';
import { aboutOf } from './list.ts';
import { attempt, say } from './messages.ts';
import { nameOf, remember } from './people.ts';
import { reasonList } from './reasons.ts';
import { customers, mayEdit } from './session.ts';
import { dateOf, words } from './words.ts';

/** @param status which pairs: those that nobody has judged yet, or those that somebody has said are two */
export async function pairsView(status: 'open' | 'dismissed'): Promise<HTMLElement> {
  const list = h('ul', { className: 'pairs' });
  const more = h('p', {});
  const count = h('p', { role: 'status' });
  let left = 0;
  /** How many there are. */
  const tell = (): void => {
    count.textContent = left === 0 ? words.noPairs[status] : words.pairs(left);
  };
  const judged = (by: -1 | 1): void => {
    left += by;
    tell();
  };
  const show = async (cursor: string | null): Promise<void> => {
    const page = await duplicatePairs(customers, { status, limit: 20, cursor });
    const shown = page.pairs.map((pair) => item(pair, judged));
    list.append(...shown);
    if (cursor === null) left = page.total;
    else shown[0]?.querySelector('a')?.focus();
    const next = page.next_cursor;
    more.replaceChildren(next === null ? '' : button(words.more, () => void attempt(async () => show(next))));
    tell();
  };
  await show(null);
  const other = status === 'open' ? '#/duplicates/dismissed' : '#/duplicates';
  return h(
    'article',
    {},
    heading(status === 'open' ? words.duplicates : words.dismissedPairs),
    count,
    list,
    more,
    h('p', {}, h('a', { href: other }, status === 'open' ? words.dismissedPairs : words.duplicates)),
  );
}

function item(pair: DuplicatePair, judged: (by: -1 | 1) => void): HTMLElement {
  const { a, b, level, reasons, dismissed } = pair;
  if (dismissed) remember([dismissed]);
  const names = `${a.name} / ${b.name}`;
  const line = h('li', { tabIndex: -1 });
  const set = async (isTwo: boolean): Promise<void> => {
    await (isTwo ? dismissDuplicate : takeDismissalBack)(customers, a, b);
    // One that was judged leaves the list, and is back in its place when that is taken back.
    const isBack = isTwo === (dismissed !== null);
    // A second click.
    if (line.hidden === !isBack) return;
    line.hidden = !isBack;
    judged(isBack ? 1 : -1);
    if (isBack) {
      line.focus();
      say(isTwo ? words.areTwo(names) : words.takenBack(names));
    } else say(isTwo ? words.areTwo(names) : words.takenBack(names), () => set(!isTwo));
  };
  line.append(
    h('div', { className: 'two' }, side(a), side(b)),
    h('p', {}, h('small', {}, words.levels[level])),
    reasonList(reasons, [a, b]),
    ...(dismissed
      ? [h('small', {}, words.dismissedBy(nameOf(dismissed.by, dismissed.by_name), dateOf(dismissed.at)))]
      : []),
    ...(mayEdit
      ? [
          h(
            'p',
            { className: 'actions' },
            h(
              'a',
              {
                href: mergeHash(a.id, b.id),
                className: 'button primary',
                ariaLabel: `${words.merge}: ${names}`,
              },
              words.merge,
            ),
            dismissed
              ? button(words.takeBack, () => void attempt(() => set(false)), {
                  aria: `${words.takeBack}: ${names}`,
                })
              : button(words.dismiss, () => void attempt(() => set(true)), {
                  aria: `${words.dismiss}: ${names}`,
                }),
          ),
        ]
      : []),
  );
  return line;
}

/** One of the two. */
function side(customer: CustomerInDB): HTMLElement {
  return h(
    'p',
    {},
    h('a', { href: customerHash(customer.id) }, customer.name),
    h('small', {}, aboutOf(customer)),
  );
}
