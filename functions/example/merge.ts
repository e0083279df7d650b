// Two customers side by side that become one: which one stays, whose value where they differ, and what would be lost; and the way back.
import {
  type CustomerInDB,
  merge,
  type MergePreview,
  previewMerge,
  ProblemError,
  unmerge,
} from '@crm/customers-client';
import { changeLines } from './conflict.ts';
import { button, customerHash, go, h, heading, type Inside, redraw, reopen } from './dom.ts';
import { aboutOf, find } from './list.ts';
import { attempt, say } from './messages.ts';
import { customers } from './session.ts';
import { dateOf, languageName, placeName, textOf, words } from './words.ts';

/** The fields that are shown, the lists last. */
const FIELDS = [
  ...(['name', 'organization', 'location', 'language', 'nextcloud_folder'] as const),
  ...(['contacts', 'tags', 'notes', 'owned_items', 'linked_user_ids'] as const),
];

/** What the user has chosen, and what is shown of it. */
interface Merging {
  /** In the order of their columns, as they were shown: the merge is on the condition that they still are. */
  both: readonly [CustomerInDB, CustomerInDB];
  /** The one that stays. */
  into: string;
  /** Whose value, by field. */
  choose: Record<string, string>;
  preview: MergePreview;
  /** The same merge again, after a lost answer, has the same key. */
  key: string;
}

type Choice = Pick<Merging, 'choose'> & { into: string | null };

/** What was chosen and is not merged yet, by the page's address: it outlives a look at a customer and a switch of the language. */
const choices = new Map<string, Choice>();

export async function mergeView(...ids: [string, string]): Promise<HTMLElement> {
  const article = h('article', {});
  const hash = location.hash;
  let asked = 0;
  const look = async (into: string | null, choose: Merging['choose']): Promise<void> => {
    choices.set(hash, { into, choose });
    const mine = ++asked;
    for (const each of article.querySelectorAll<HTMLButtonElement>('button.primary')) each.disabled = true;
    const merging = await read(ids, into, choose);
    if (mine === asked) redraw(article, ...draw(merging, look));
  };
  const { into, choose } = choices.get(hash) ?? { into: null, choose: {} };
  await look(into, choose);
  return article;
}

/** Redraws the screen as it is with another choice. */
type Look = (into: string, choose: Merging['choose']) => Promise<void>;

async function read(
  [one, other]: readonly [string, string],
  into: string | null,
  choose: Merging['choose'],
): Promise<Merging> {
  // Who was merged before is the one that it was merged into.
  const both = await Promise.all([customers.get(one), customers.get(other)]);
  const [first, second] = both;
  if (first.id === second.id) throw new Error(words.mergedAlready);
  // As a rule the older one stays.
  const older = first.created_at <= second.created_at ? first : second;
  const staying = both.find(({ id }) => id === into) ?? older;
  const leaving = staying === first ? second : first;
  // Whose value was chosen may have been merged meanwhile.
  const chosen = Object.fromEntries(
    Object.entries(choose).filter(([, id]) => both.some((each) => each.id === id)),
  );
  const preview = await previewMerge(customers, staying, [leaving], { choose: chosen });
  return { both, into: staying.id, choose: chosen, preview, key: crypto.randomUUID() };
}

function draw(merging: Merging, look: Look): Inside[] {
  const { both, into, choose, preview } = merging;
  const whole = (customer: CustomerInDB) =>
    option({
      name: 'into',
      customer,
      isChosen: customer.id === into,
      inside: [
        h('b', {}, customer.name),
        h('small', {}, aboutOf(customer)),
        h('small', {}, words.createdAt(dateOf(customer.created_at))),
      ],
      choose: () => look(customer.id, choose),
    });
  const { lost } = preview;
  return [
    heading(words.mergeTitle),
    h('fieldset', {}, h('legend', {}, words.whichStays), h('div', { className: 'two' }, ...both.map(whole))),
    ...FIELDS.map((field) => row(field, merging, look)),
    h(
      'section',
      { role: 'status' },
      h('h3', {}, words.wouldBeLost),
      lost.length === 0
        ? h('p', {}, words.nothingLost)
        : h('ul', { className: 'reasons' }, ...lost.map((each) => lostLine(each, both))),
    ),
    h(
      'p',
      { className: 'actions' },
      button(words.merge, () => void attempt(() => mergeNow(merging, look)), { className: 'primary' }),
      h('a', { href: '#/duplicates', className: 'button' }, words.cancel),
    ),
  ];
}

/** One field of both, side by side: to choose from where they differ; of lists, of which all is kept, what they will be. */
function row(field: (typeof FIELDS)[number], merging: Merging, look: Look): HTMLElement | null {
  const { both, into, choose, preview } = merging;
  const conflict = preview.conflicts.find((each) => each.field === field);
  const value = (customer: CustomerInDB) =>
    h('span', {}, field === 'language' ? languageName(customer.language) : textOf(customer[field]));
  if (both.every((customer) => textOf(customer[field]) === words.nothing)) return null;
  const cells = both.map((customer) =>
    conflict === undefined
      ? h('p', {}, value(customer))
      : option({
          name: field,
          customer,
          isChosen: (conflict.chosen ?? into) === customer.id,
          inside: [value(customer)],
          choose: () => look(into, { ...choose, [field]: customer.id }),
        }),
  );
  const isList = Array.isArray(preview.result[field]);
  return h(
    'fieldset',
    {},
    h('legend', {}, placeName(`/${field}`)),
    h('div', { className: 'two' }, ...cells),
    isList && h('p', {}, h('small', {}, `${words.afterwards}: ${textOf(preview.result[field])}`)),
  );
}

interface Option {
  name: string;
  customer: CustomerInDB;
  isChosen: boolean;
  inside: Inside[];
  choose: () => Promise<void>;
}

/** A radio button, whose id keeps the focus when the screen is drawn again. */
function option({ name, customer, isChosen, inside, choose }: Option): HTMLElement {
  const radio = h('input', { type: 'radio', name, id: `${name} ${customer.id}`, checked: isChosen });
  radio.addEventListener('change', () => void attempt(choose));
  return h('label', { className: 'option' }, radio, h('span', {}, ...inside));
}

function lostLine({ id, field, value, foreign }: MergePreview['lost'][number], both: Merging['both']) {
  const name = both.find((customer) => customer.id === id)?.name ?? '';
  const what = [textOf(value), foreign && words.ofAnotherProgram].filter(Boolean).join(', ');
  return h('li', {}, `${placeName(`/${field}`)}: ${what} `, h('small', {}, words.ofWhom(name)));
}

async function mergeNow({ both, into, choose, key }: Merging, look: Look): Promise<void> {
  const [first, second] = both;
  const [staying, leaving] = first.id === into ? [first, second] : [second, first];
  try {
    const { customer } = await merge(customers, staying, [leaving], { choose, key });
    choices.clear();
    go(customerHash(customer.id));
    void find();
    say(words.merged(leaving.name, customer.name), async () => {
      await takeApart(customer, await versionOf(customer, leaving));
      reopen();
    });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'precondition_failed') throw error;
    await look(into, choose);
    say(words.changedMeanwhile, undefined, changeLines(error));
  }
}

/** The version of the merge: somebody may have changed the customer since. */
async function versionOf(customer: CustomerInDB, leaving: CustomerInDB): Promise<number> {
  for await (const { version, merged_from } of customers.allVersions(customer))
    if (merged_from?.some(({ id }) => id === leaving.id)) return version;
  throw new Error(words.gone);
}

/** Undoes a merge, whatever was changed since, and tells what of that stays where it is. Returns the customer as it is then. */
export async function takeApart(customer: CustomerInDB, version: number): Promise<CustomerInDB> {
  const undone = await unmerge(customers, customer, version, { ifMatch: null });
  void find();
  const kept = undone.kept.map(({ field, value }) =>
    h('li', {}, `${placeName(`/${field}`)}: ${textOf(value)}`),
  );
  const back = undone.restored.map(({ id, name }) => h('li', {}, h('a', { href: customerHash(id) }, name)));
  say(
    words.tookApart(back.length),
    undefined,
    h(
      'div',
      {},
      h('ul', {}, ...back),
      ...(kept.length > 0 ? [h('p', {}, words.keptSince), h('ul', {}, ...kept)] : []),
    ),
  );
  return undone.customer;
}
