import type { CustomerContact, CustomerInDB, CustomerNote, CustomerUpdate, OwnedItem } from './models.ts';
import { isRefusal } from './on-condition.ts';
import { ConflictError, ProblemError } from './problem-error.ts';
import { same } from './same.ts';
import { etagOf } from './shown.ts';

/** How often a list is read anew because the customer has been changed meanwhile. */
const MAX_RESENT = 5;

/** The lists whose elements are known by their content. */
export interface Elements {
  notes: CustomerNote;
  contacts: CustomerContact;
  owned_items: OwnedItem;
}

export interface ElementCalls {
  send: (ifMatch: string, changes: CustomerUpdate) => Promise<CustomerInDB>;
  read: () => Promise<CustomerInDB>;
}

/**
 * Replaces one element of a list, known by its content, or removes it. Whatever else others change meanwhile stays; if they have changed or removed
 * that element, this throws a {@link ConflictError}.
 *
 * @param shown the customer as it was shown with that element, if that is known
 * @param changes null to remove the element
 */
export async function editElement<Field extends keyof Elements>(
  field: Field,
  {
    element,
    changes,
    shown,
  }: { element: Elements[Field]; changes: object | null; shown: CustomerInDB | undefined },
  { send, read }: ElementCalls,
): Promise<CustomerInDB> {
  let refusal: ProblemError | undefined;
  let customer = shown ?? (await read());
  for (let left = MAX_RESENT; ; left--) {
    const list: readonly object[] = customer[field];
    const at = list.findIndex((each) => same(each, element));
    if (at >= 0) {
      const others = changes === null ? [] : [{ ...element, ...changes }];
      const changed = [...list.slice(0, at), ...others, ...list.slice(at + 1)];
      try {
        return await send(etagOf(customer) ?? '', { [field]: changed });
      } catch (error) {
        if (!isRefusal(error) || left === 0) throw error;
        refusal = error;
      }
    } else if (customer !== shown) {
      const problem = refusal ?? new ProblemError({ code: 'precondition_failed', status: 412, detail: GONE });
      const conflicts = problem.changed.filter(({ pointer }) => pointer.split('/')[1] === field);
      throw new ConflictError(problem, { conflicts, fields: [field], current: customer });
    }
    customer = await read();
  }
}

const GONE = 'This has been changed or removed since it was shown.';
