// The history of a customer as a timeline: who changed what, when, from what to what; and the way back to a version.
import {
  ConflictError,
  type CustomerHistoryResponse,
  type CustomerInDB,
  type CustomerVersion,
} from '@crm/customers-client';
import { changeLine } from './change.ts';
import { confirmAnyway } from './conflict.ts';
import { button, h } from './dom.ts';
import { takeApart } from './merge.ts';
import { attempt, say } from './messages.ts';
import type { Shows } from './notes.ts';
import { nameOf, remember } from './people.ts';
import { customers, mayEdit } from './session.ts';
import { dateOf, words } from './words.ts';

export function historySection(
  customer: CustomerInDB,
  past: CustomerHistoryResponse,
  show: Shows,
): HTMLElement {
  const newest = past.history[0]?.version;
  const items = (page: CustomerHistoryResponse) =>
    page.history.map((each) =>
      item(each, {
        goBack: each.version === newest ? null : () => goBack(customer, each.version),
        takeApart: async () => show(await takeApart(customer, each.version)),
      }),
    );
  const goBack = async (customer: CustomerInDB, version: number): Promise<void> => {
    const before = newest ?? version;
    const reverted = await revert(customer, version);
    if (!reverted) return;
    await show(reverted);
    say(words.wentBack(version), async () => show(await customers.revert(reverted, before)));
  };
  const list = h('ol', {}, ...items(past));
  const more = h('p', {});
  const offerMore = ({ next_cursor: cursor }: CustomerHistoryResponse): void =>
    more.replaceChildren(
      cursor === null
        ? ''
        : button(
            words.more,
            () =>
              void attempt(async () => {
                const page = await customers.history(customer, { limit: 20, cursor });
                remember(page.history);
                list.append(...items(page));
                offerMore(page);
              }),
          ),
    );
  offerMore(past);
  return h('section', { className: 'history' }, h('h3', {}, words.history), list, more);
}

/** Who changed the customer last, and when. */
export function lastChange({ history: [newest] }: CustomerHistoryResponse): HTMLElement | null {
  if (newest === undefined) return null;
  return h('p', {}, h('small', {}, words.lastChange(nameOf(newest.by, newest.by_name), dateOf(newest.at))));
}

/** What can be done with a version. */
interface Deeds {
  /** Null of the newest one. */
  goBack: (() => Promise<void>) | null;
  takeApart: () => Promise<void>;
}

function item(entry: CustomerVersion, { goBack, takeApart }: Deeds): HTMLElement {
  const { version, action, at, by, by_name, changes } = entry;
  return h(
    'li',
    {},
    h('p', {}, h('strong', {}, words.actions[action]), ` · ${nameOf(by, by_name)}`),
    h('small', {}, h('time', { dateTime: at }, dateOf(at)), ` · ${words.version(version)} `),
    mayEdit &&
      goBack &&
      action !== 'delete' &&
      action !== 'merged' &&
      button(words.goBack, () => void attempt(goBack), {
        className: 'quiet',
        aria: `${words.goBack}: ${words.version(version)}`,
      }),
    mayEdit &&
      action === 'merge' &&
      button(words.takeApart, () => void attempt(takeApart), {
        className: 'quiet',
        aria: `${words.takeApart}: ${words.version(version)}`,
      }),
    // Of a creation everything is new.
    h('ul', {}, ...(action === 'create' ? [] : changes.map(changeLine))),
  );
}

/** Null where somebody has changed the customer meanwhile, and the user would rather not. */
async function revert(customer: CustomerInDB, version: number): Promise<CustomerInDB | null> {
  try {
    return await customers.revert(customer, version);
  } catch (error) {
    if (!(error instanceof ConflictError) || error.current === null) throw error;
    return (await confirmAnyway(error)) ? revert(error.current, version) : null;
  }
}
