// Several customers chosen in the list: tags them or moves them to the trash with one request, tells which were left as they are and why, and takes it back.
import { batch, type BatchOperation, type CustomerInDB, etagOf } from '@crm/customers-client';
import { changeLines } from './conflict.ts';
import { button, customerHash, go, h, labelled, mergeHash, reopen } from './dom.ts';
import { attempt, say, sentenceOf } from './messages.ts';
import { customers } from './session.ts';
import { tagsOf, words } from './words.ts';

/** As many operations as one request takes. */
const MOST = 100;
/** How many requests are made at once of what is no operation of a batch. */
const AT_ONCE = 10;

const chosen = new Map<string, CustomerInDB>();
const boxes = new Map<string, HTMLInputElement>();
/** The rows, by their ids; a row that is shown again is as it is now. */
const shown = new Map<string, CustomerInDB>();
/** What was sent last and has no answer yet: the same again has the same key, so that nothing is done twice. */
let pending = { operations: '', key: '' };
let redrawBar = (): void => undefined;

/** The box of a row. */
export function chooser(customer: CustomerInDB): HTMLElement {
  const { id, name } = customer;
  shown.set(id, customer);
  if (chosen.has(id)) chosen.set(id, customer);
  const box = h('input', { type: 'checkbox', checked: chosen.has(id), ariaLabel: words.choose(name) });
  box.addEventListener('change', () => {
    choose(id, box.checked);
    redrawBar();
  });
  boxes.set(id, box);
  return box;
}

/** Only what is in front of the user is chosen: what a new first page does not show is chosen no longer. */
export function keepChosen(page: readonly CustomerInDB[]): void {
  for (const id of shown.keys())
    if (!page.some((each) => each.id === id)) for (const of of [chosen, boxes, shown]) of.delete(id);
  redrawBar();
}

/** What can be done with those that are chosen. `refresh` reads the list again. */
export function chosenBar(refresh: () => Promise<void>): HTMLElement {
  const all = h('input', { type: 'checkbox', id: 'choose-all' });
  all.addEventListener('change', () => {
    for (const [id, box] of boxes) choose(id, (box.checked = all.checked));
    redrawBar();
  });
  const count = h('p', { role: 'status' });
  const tag = h('input', { required: true, autocomplete: 'off' });
  const two = h('a', { className: 'button' }, words.mergeTwo);
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void attempt(() => addTags(tag.value, refresh));
      },
    },
    labelled(words.newTag, tag),
    h('button', { className: 'primary' }, words.addTag),
    two,
    button(words.deleteChosen, () => void attempt(() => remove(refresh)), { className: 'danger' }),
  );
  const bar = h(
    'div',
    { className: 'chosen', role: 'group', ariaLabel: words.several },
    h('label', {}, all, words.chooseAll),
    count,
    form,
  );
  redrawBar = () => {
    bar.hidden = boxes.size === 0;
    form.hidden = chosen.size === 0;
    const [one, other] = chosen.keys();
    two.hidden = chosen.size !== 2;
    if (one !== undefined && other !== undefined) two.href = mergeHash(one, other);
    count.textContent = chosen.size === 0 ? '' : words.chosen(chosen.size);
    all.checked = boxes.size > 0 && chosen.size === boxes.size;
    all.indeterminate = chosen.size > 0 && chosen.size < boxes.size;
  };
  redrawBar();
  return bar;
}

function choose(id: string, isChosen: boolean): void {
  const customer = shown.get(id);
  if (isChosen && customer) chosen.set(id, customer);
  else chosen.delete(id);
}

/** An addition meets no colleague's change: it is on no condition. */
async function addTags(text: string, refresh: () => Promise<void>): Promise<void> {
  const added = tagsOf(text);
  if (added.length === 0) return;
  const those = [...chosen.values()];
  const { done, failed } = await send(
    those,
    ({ id }) => ({ method: 'append', id, body: { tags: added } }) as const,
  );
  // Who had one before keeps it when this is taken back.
  const newOf = ({ tags }: CustomerInDB) => added.filter((tag) => !tags.includes(tag));
  const undo = undoing(
    async (customer) => {
      for (const tag of newOf(customer)) await customers.removeTag(customer, tag);
    },
    words.untagged,
    refresh,
  );
  await refresh();
  tell(words.tagged(done.length), failed, undo(done.filter((customer) => newOf(customer).length > 0)));
  redrawOpen(done);
}

/** Each as its row shows it: whom a colleague has changed meanwhile stays, and stays chosen as it is now. */
async function remove(refresh: () => Promise<void>): Promise<void> {
  const those = [...chosen.values()];
  const { done, failed } = await send(those, (customer) => {
    const etag = etagOf(customer);
    return { method: 'delete', id: customer.id, ...(etag !== undefined && { if_match: etag }) } as const;
  });
  const undo = undoing((customer) => customers.restore(customer), words.restoredMany, refresh);
  if (done.some(isOpen)) go('#/');
  await refresh();
  tell(words.deletedMany(done.length), failed, undo(done));
}

/** What takes something back for each, as often as it has not succeeded for all; undefined for nobody. */
function undoing(
  back: (customer: CustomerInDB) => Promise<unknown>,
  textOf: (count: number) => string,
  refresh: () => Promise<void>,
) {
  const undo = (those: readonly CustomerInDB[]) =>
    those.length === 0
      ? undefined
      : async (): Promise<void> => {
          const errors: unknown[] = [];
          for (let at = 0; at < those.length; at += AT_ONCE)
            errors.push(
              ...(await Promise.all(those.slice(at, at + AT_ONCE).map((each) => errorOf(back(each))))),
            );
          const { done, failed } = outcomesOf(those, errors);
          await refresh();
          tell(textOf(done.length), failed, undo(failed.map(({ customer }) => customer)));
          redrawOpen(done);
        };
  return undo;
}

/** Why it failed; undefined where it did not. */
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

interface Outcomes {
  done: CustomerInDB[];
  failed: { customer: CustomerInDB; error: unknown }[];
}

async function send(
  those: readonly CustomerInDB[],
  operationOf: (customer: CustomerInDB) => BatchOperation,
): Promise<Outcomes> {
  const operations = those.map(operationOf);
  const json = JSON.stringify(operations);
  if (pending.operations !== json) pending = { operations: json, key: crypto.randomUUID() };
  const errors: unknown[] = [];
  for (let at = 0; at < operations.length; at += MOST) {
    const key = `${pending.key} ${at}`;
    const outcomes = await batch(customers, operations.slice(at, at + MOST), { key });
    errors.push(...outcomes.map(({ error }) => error));
  }
  pending = { operations: '', key: '' };
  return outcomesOf(those, errors);
}

function outcomesOf(those: readonly CustomerInDB[], errors: readonly unknown[]): Outcomes {
  const pairs = those.map((customer, at) => ({ customer, error: errors[at] }));
  return {
    done: pairs.flatMap(({ customer, error }) => (error === undefined ? [customer] : [])),
    failed: pairs.filter(({ error }) => error !== undefined),
  };
}

/** How many it was done for, and of each of the others why not. */
function tell(text: string, failed: Outcomes['failed'], undo?: () => Promise<unknown>): void {
  if (failed.length === 0) {
    say(text, undo);
    return;
  }
  const lines = failed.map(({ customer, error }) =>
    h(
      'li',
      {},
      h('a', { href: customerHash(customer.id) }, customer.name),
      `: ${sentenceOf(error)}`,
      changeLines(error),
    ),
  );
  say(`${text} ${words.leftAsIs(failed.length)}`, undo, h('ul', {}, ...lines));
}

const isOpen = ({ id }: CustomerInDB) => location.hash.split('/')[2] === encodeURIComponent(id);

/** The customer that is open beside the list is drawn again, unless it is being edited. */
function redrawOpen(those: readonly CustomerInDB[]): void {
  if (those.some(isOpen) && !location.hash.endsWith('/edit')) reopen();
}
