// "Perhaps you mean ...": asks before somebody is entered who seems to be there, with the reasons; the other can be opened, or restored from the trash.
import { type CustomerDuplicate, type DuplicateOptions, ProblemError } from '@crm/customers-client';
import { ask } from './dialog.ts';
import { button, customerHash, go, h } from './dom.ts';
import { aboutOf, find } from './list.ts';
import { attempt, say } from './messages.ts';
import { nameOf, remember } from './people.ts';
import { reasonList } from './reasons.ts';
import { customers } from './session.ts';
import { dateOf, words } from './words.ts';

/**
 * Saves, unless it seems to be there: then it asks, and saves all the same where the user says so. Null where they do not.
 *
 * @param entered what is saved, for the places in the reasons
 */
export async function unlessKnown<Saved>(
  entered: object,
  save: (options: DuplicateOptions) => Promise<Saved>,
): Promise<Saved | null> {
  try {
    return await save({ onDuplicate: 'refuse', duplicateLevel: 'probable' });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'duplicate_found') throw error;
    const found = h('ul', { className: 'perhaps' }, ...error.duplicates.map((each) => item(each, entered)));
    const isAnother = await ask(words.perhapsTitle, words.perhapsText, [found], words.saveAnyway);
    return isAnother ? save({ onDuplicate: 'allow' }) : null;
  }
}

function item({ customer, trash, level, reasons }: CustomerDuplicate, entered: object): HTMLElement {
  const { id, name } = customer;
  if (trash) remember([{ by: trash.deleted_by, by_name: trash.deleted_by_name }]);
  return h(
    'li',
    {},
    h('p', {}, trash ? h('strong', {}, name) : h('a', { href: customerHash(id) }, name)),
    h('small', {}, [words.levels[level], aboutOf(customer)].filter(Boolean).join(' · ')),
    trash &&
      h(
        'small',
        {},
        words.deletedBy(nameOf(trash.deleted_by, trash.deleted_by_name), dateOf(trash.deleted_at)),
      ),
    reasonList(reasons, [entered, customer]),
    trash && restoreButton(customer),
  );
}

function restoreButton({ id, name }: CustomerDuplicate['customer']): HTMLElement {
  const restore = async (): Promise<void> => {
    await customers.restore(id);
    go(customerHash(id));
    say(words.restored(name));
    void find();
  };
  const element = button(
    words.restore,
    () => {
      element.closest('dialog')?.close();
      void attempt(restore);
    },
    { aria: `${words.restore}: ${name}` },
  );
  return element;
}
