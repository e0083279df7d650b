// The notes of a customer: who wrote each and when; adds, mends and removes them.
import { ConflictError, type CustomerInDB, type CustomerNote } from '@crm/customers-client';
import { keepsMine } from './conflict.ts';
import { button, h, labelled } from './dom.ts';
import { attempt, say } from './messages.ts';
import { nameOf } from './people.ts';
import { customers, mayEdit } from './session.ts';
import { dateOf, words } from './words.ts';

/** Shows a customer as a write has returned it. */
export type Shows = (customer: CustomerInDB) => Promise<void>;

export function notesSection(customer: CustomerInDB, show: Shows): HTMLElement {
  const notes = customer.notes.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return h(
    'section',
    { className: 'notes' },
    h('h3', {}, words.fields.notes),
    mayEdit &&
      noteForm('new-note', words.addNote, '', async (text) => {
        await show(await customers.addNote(customer, { text }));
      }),
    notes.length === 0 && h('p', {}, words.noNotes),
    h('ul', {}, ...notes.map((note, at) => noteItem(customer, note, at, show))),
  );
}

function noteItem(customer: CustomerInDB, note: CustomerNote, at: number, show: Shows): HTMLElement {
  const item = h('li', {});
  const draw = (): void =>
    item.replaceChildren(
      h('p', {}, note.text),
      h('small', {}, `${nameOf(note.by)}, ${dateOf(note.at)} `),
      ...(mayEdit
        ? [
            button(words.edit, mend, {
              className: 'quiet',
              id: `mend-${at}`,
              aria: `${words.editNote}: ${note.text}`,
            }),
            button(words.remove, () => void attempt(remove), {
              className: 'quiet',
              aria: `${words.removeNote}: ${note.text}`,
            }),
          ]
        : []),
    );
  const mend = (): void => {
    const form = noteForm(`mend-${at}`, words.editNote, note.text, async (text) => {
      const edited = await editNote(customer, note, text);
      if (edited) await show(edited);
    });
    const leave = (): void => {
      draw();
      item.querySelector('button')?.focus();
    };
    form.append(button(words.cancel, leave));
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      leave();
    });
    item.replaceChildren(form);
    form.querySelector('textarea')?.focus();
  };
  const remove = async (): Promise<void> => {
    await show(await orShowNow(customers.removeNote(customer, note), show));
    say(words.noteRemoved, async () => show(await customers.addNote(customer, note)));
  };
  draw();
  return item;
}

function noteForm(id: string, label: string, value: string, save: (text: string) => Promise<void>) {
  const text = h('textarea', { id, value, rows: 2, required: true });
  return h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        // Where the focus stays when the customer is drawn again.
        text.focus();
        void attempt(() => save(text.value));
      },
    },
    labelled(label, text),
    h('button', { className: 'primary' }, words.save),
  );
}

/** A write of an element; where a colleague has changed that one meanwhile, it is shown as it is now, and the write fails. */
export async function orShowNow(write: Promise<CustomerInDB>, show: Shows): Promise<CustomerInDB> {
  return write.catch(async (error: unknown) => {
    if (error instanceof ConflictError && error.current) await show(error.current);
    throw error;
  });
}

/** Null where the user has left the question open. */
async function editNote(of: CustomerInDB, note: CustomerNote, text: string): Promise<CustomerInDB | null> {
  try {
    return await customers.editNote(of, note, { text });
  } catch (error) {
    if (!(error instanceof ConflictError) || error.current === null) throw error;
    const { current } = error;
    const theirs = current.notes.find(({ by, at }) => by === note.by && at === note.at);
    const keep = await keepsMine(error, text, theirs?.text ?? '');
    if (keep === null) return null;
    if (!keep) return current;
    return theirs ? editNote(current, theirs, text) : customers.addNote(current, { ...note, text });
  }
}
