// Two people have changed the same: shows both, who and when, and asks which one should stay.
import { ConflictError, type CustomerUpdate, ProblemError } from '@crm/customers-client';
import { changeLine } from './change.ts';
import { ask } from './dialog.ts';
import { h } from './dom.ts';
import { nameOf, remember } from './people.ts';
import { dateOf, placeName, textOf, words } from './words.ts';

/**
 * Asks for each field that both have changed. Returns what of `error.changes` is to be written still, for
 * `update(error.current, ...)`; null where the user has closed the question.
 */
export async function resolveEdit(error: ConflictError): Promise<CustomerUpdate | null> {
  const kept = structuredClone(error.changes ?? {}) as Fields;
  const choices = error.fields.map((field) => ({
    field,
    takesTheirs: choice(field, valueAt(kept, field), valueAt(error.current, field), authorOf(error, field)),
  }));
  const answer = await ask(
    words.conflictTitle,
    words.conflictText,
    choices.map(({ takesTheirs }) => takesTheirs.element),
    words.save,
  );
  if (!answer) return null;
  for (const { field, takesTheirs } of choices) if (takesTheirs.isChosen()) remove(kept, field);
  return kept;
}

/** Asks whether to delete or go back all the same: says what has been changed since it was shown, by whom. */
export async function confirmAnyway(error: ConflictError): Promise<boolean> {
  return ask(words.changedMeanwhile, '', [changeLines(error)], words.doAnyway);
}

/** What others have changed since it was shown: each with who and when. Empty for any other error. */
export function changeLines(error: unknown): HTMLUListElement {
  const changed = error instanceof ConflictError ? error.conflicts : changedOf(error);
  remember(changed);
  const lines = changed.map((change) => {
    const line = changeLine(change);
    line.append(h('small', {}, authorLine(change)));
    return line;
  });
  return h('ul', {}, ...lines);
}

const changedOf = (error: unknown) => (error instanceof ProblemError ? error.changed : []);

/** The same for one text, such as a note: whether mine is to be kept; null where the user has closed the question. */
export async function keepsMine(error: ConflictError, mine: string, theirs: string): Promise<boolean | null> {
  const { element, isChosen } = choice('text', mine, theirs, authorOf(error, error.fields[0] ?? ''));
  const answer = await ask(words.conflictTitle, '', [element], words.save);
  return answer ? !isChosen() : null;
}

/** Two radio buttons: mine, and what is there now. */
function choice(field: string, mine: unknown, theirs: unknown, author: string) {
  const option = (takesTheirs: boolean, label: string, value: unknown, by: string) => {
    const radio = h('input', { type: 'radio', name: `choice ${field}`, checked: !takesTheirs });
    const about = by && h('small', {}, by);
    return { radio, label: h('label', {}, radio, h('span', {}, h('b', {}, label), textOf(value), about)) };
  };
  const my = option(false, words.keepMine, mine, '');
  const their = option(true, words.takeTheirs, theirs, author);
  return {
    element: h('fieldset', {}, h('legend', {}, placeName(`/${field}`)), my.label, their.label),
    isChosen: () => their.radio.checked,
  };
}

type Change = ConflictError['conflicts'][number];
type Fields = Record<string, unknown>;

/** Who changed a field last, and when; '' where the history does not tell. */
function authorOf({ conflicts }: ConflictError, field: string): string {
  remember(conflicts);
  const last = conflicts
    .filter(({ pointer }) => `${pointer}/`.startsWith(`/${field}/`))
    .reduce<Change | undefined>(
      (newest, each) => (newest && newest.at >= each.at ? newest : each),
      undefined,
    );
  return last ? authorLine(last) : '';
}

const authorLine = ({ by, by_name, by_self, at }: Change) =>
  words.changedAt(by_self ? words.youElsewhere : nameOf(by, by_name), dateOf(at));

/** The value of a field such as `organization` or `location/city`. */
const valueAt = (value: unknown, field: string): unknown =>
  field.split('/').reduce((inner, key) => (inner as Fields | null | undefined)?.[key], value);

function remove(changes: Fields, field: string): void {
  const [first = '', part] = field.split('/');
  // What is undefined is not sent.
  if (part === undefined) changes[first] = undefined;
  else (changes[first] as Fields)[part] = undefined;
}
