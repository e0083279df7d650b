// The list: finds as one types, shows how many there are, and more of them, and lets several be chosen.
import type { CustomerInDB, CustomerListResponse } from '@crm/customers-client';
import { chooser, chosenBar, keepChosen } from './chosen.ts';
import { button, customerHash, h } from './dom.ts';
import { exportBar } from './export.ts';
import { fail } from './messages.ts';
import { customers, mayEdit } from './session.ts';
import { words } from './words.ts';

const PAUSE_MS = 200;
const PAGE = 20;

const input = h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: false });
const status = h('p', { id: 'found', role: 'status' });
const rows = h('ul', { id: 'customers' });
const more = h('p', {});
let typing = new AbortController();

input.addEventListener('input', () => void find(PAUSE_MS));

/** The pane, in the language of now. What was typed stays. */
export function listView(): HTMLElement {
  input.placeholder = words.searchHint;
  void find();
  return h(
    'section',
    { className: 'list', ariaLabel: words.title },
    h('label', { htmlFor: 'search', className: 'hidden' }, words.search),
    h(
      'div',
      { className: 'find' },
      input,
      mayEdit && h('a', { href: '#/new', className: 'button primary' }, words.newCustomer),
    ),
    status,
    mayEdit && chosenBar(find),
    rows,
    more,
    mayEdit && exportBar(() => ({ search: input.value })),
  );
}

/** Asks for the first page, after a pause; an answer that comes after a newer question is not shown. */
export async function find(pauseMs = 0): Promise<void> {
  typing.abort();
  const { signal } = (typing = new AbortController());
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  if (!signal.aborted) await show(null, signal);
}

async function show(cursor: string | null, signal: AbortSignal): Promise<void> {
  try {
    const page = await customers.list({ search: input.value, limit: PAGE, cursor }, { signal });
    if (signal.aborted) return;
    status.textContent = `${page.relaxed ? `${words.relaxed} ` : ''}${totalOf(page)}`;
    const shown = page.customers.map(row);
    if (cursor === null) {
      rows.replaceChildren(...shown);
      keepChosen(page.customers);
    } else rows.append(...shown);
    markOpen();
    // Whoever pressed "more" goes on at the first of the new ones.
    if (cursor !== null) shown[0]?.querySelector('a')?.focus();
    const next = page.next_cursor;
    more.replaceChildren(next === null ? '' : button(words.more, () => void show(next, signal)));
  } catch (error) {
    if (!signal.aborted) fail(error);
  }
}

/** `total` may be an upper bound, and 1001 stands for more than a thousand. */
function totalOf({ total, total_is_exact }: CustomerListResponse): string {
  if (total === 0) return words.nobody;
  if (total_is_exact) return words.total(total);
  return total > 1000 ? words.manyTotal : words.atMost(total);
}

function row(customer: CustomerInDB): HTMLElement {
  const { id, name } = customer;
  const link = h('a', { href: customerHash(id) }, h('strong', {}, name), h('span', {}, aboutOf(customer)));
  return h('li', {}, mayEdit && chooser(customer), link);
}

/** What tells one customer from another of that name. */
export function aboutOf({ organization, location, contacts }: CustomerInDB): string {
  const contact = contacts.find(({ primary }) => primary) ?? contacts[0];
  return [organization, location?.city, contact?.value].filter(Boolean).join(' · ');
}

/** Shows in its row what has become of a customer. */
export function updateRow(customer: CustomerInDB): void {
  rowOf(customerHash(customer.id))?.closest('li')?.replaceWith(row(customer));
  markOpen();
}

/** Marks the row of the customer that is open. */
export function markOpen(): void {
  for (const link of rows.querySelectorAll('[aria-current]')) link.ariaCurrent = null;
  const open = rowOf(location.hash);
  if (open) open.ariaCurrent = 'true';
}

/** Where the focus goes back to when a customer is closed. */
export function focusRow(hash: string): void {
  (rowOf(hash) ?? input).focus();
}

/** The row of the customer that an address names, whatever part of it. */
function rowOf(hash: string): HTMLAnchorElement | undefined {
  const id = hash.split('/')[2];
  return [...rows.querySelectorAll('a')].find((link) => link.hash.split('/')[2] === id);
}
