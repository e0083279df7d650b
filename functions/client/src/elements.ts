import { type Edit, valueAt } from './edit.ts';
import type { CustomerContact, CustomerInDB, CustomerNote, CustomerUpdate, OwnedItem } from './models.ts';
import { onCondition } from './on-condition.ts';
import { ConflictError, ProblemError } from './problem-error.ts';
import { same } from './same.ts';
import { etagOf } from './shown.ts';

/** The lists whose elements are known by their content. */
export interface Elements {
  notes: CustomerNote;
  contacts: CustomerContact;
  owned_items: OwnedItem;
}

export interface ElementCalls {
  send: (ifMatch: string, changes: CustomerUpdate, key: string) => Promise<CustomerInDB>;
  read: () => Promise<CustomerInDB>;
}

/**
 * Changes one element of a list, known by its content, or removes it. Whatever else others change meanwhile stays; if they have changed or removed
 * that element, this throws a {@link ConflictError}.
 *
 * @param shown the customer as it was shown with that element, if that is known
 * @param changes null to remove the element; what is undefined in it stays
 */
export async function editElement<Field extends keyof Elements>(
  field: Field,
  {
    element,
    changes,
    shown,
    key,
  }: { element: Elements[Field]; changes: object | null; shown: CustomerInDB | undefined; key: string },
  { send, read }: ElementCalls,
): Promise<CustomerInDB> {
  const placeIn = (customer: CustomerInDB) => customer[field].findIndex((each) => same(each, element));
  const customer = shown && placeIn(shown) >= 0 ? shown : await read();
  if (placeIn(customer) < 0) {
    const problem = new ProblemError({ code: 'precondition_failed', status: 412, detail: GONE });
    throw new ConflictError(problem, { conflicts: [], fields: [field], current: customer });
  }

  const wanted = changes && { ...element, ...withoutUndefined(changes) };
  const timesIn = (current: CustomerInDB, value: object) =>
    current[field].filter((each) => same(each, value)).length;
  // Of two that are alike, the other one is not meant.
  const isThere = (current: CustomerInDB) => timesIn(current, element) >= timesIn(customer, element);
  const changesIn = (current: CustomerInDB): CustomerUpdate => {
    const list: readonly object[] = current[field];
    const at = placeIn(current);
    const changed = [...list.slice(0, at), ...(wanted ? [wanted] : []), ...list.slice(at + 1)];
    return { [field]: isThere(current) ? changed : list };
  };
  const edit: Edit = {
    changes: changesIn(customer),
    changesIn,
    // Any change of the list: it is sent as a whole.
    meets: ({ pointer }) => stepsOf(pointer)[0] === field,
    isConflict: ({ pointer, from }) =>
      from === undefined || same(from, valueAt(element, stepsOf(pointer).slice(2))),
    // The same edit by two is no conflict.
    fieldsChangedIn: (current) =>
      isThere(current) || (wanted && timesIn(current, wanted) > timesIn(customer, wanted)) ? [] : [field],
  };
  return onCondition(etagOf(customer) ?? '', edit, {
    read,
    // A key stands for one content: a list that has been read anew has another key, the same for each repetition.
    send: (ifMatch, sent = {}) =>
      send(
        ifMatch ?? '',
        sent,
        sent === edit.changes ? key : `${key}-${(ifMatch ?? '').replace(/\W+/g, '')}`,
      ),
  });
}

const stepsOf = (pointer: string) => pointer.split('/').slice(1);

const withoutUndefined = (changes: object) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

const GONE = 'This has been changed or removed since it was shown.';
