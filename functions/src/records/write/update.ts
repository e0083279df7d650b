import { isDeepStrictEqual } from 'node:util';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { checkStorable } from '../../crm/customers/bounds.ts';
import { checkIfMatch, type Current, readCurrent, unmoved } from './read.ts';
import { type CustomerState, type HistoryAction, stateOf, type VersionedCustomer } from '../history/entry.ts';
import { customerDocument } from '../paths.ts';
import { customerNotFound } from '../../crm/customers/problems.ts';
import { READ_MASK, toCustomer } from '../../crm/customers/document.ts';
import { write, type WriteContext } from './commit.ts';

/** Fields to set; those that are not named stay as they are. */
export type Changes = Partial<CustomerState>;

export interface UpdateOptions {
  action?: HistoryAction;
  /** The entity tags of `If-Match`; null for no condition. */
  ifMatch: EntityTags | null;
  /** What to set, given what is there. */
  change: (current: Current) => Changes;
}

/**
 * Sets the fields that `change` names and that differ, and no others, so that two callers who change different fields both
 * keep their change; an update that changes nothing writes nothing. Throws 404 `customer_not_found` and 412
 * `precondition_failed`.
 */
export async function update(
  context: WriteContext,
  id: string,
  { action = 'update', ifMatch, change }: UpdateOptions,
): Promise<VersionedCustomer> {
  const document = customerDocument(context.database.firestore, id);
  return write(context, id, async (attempt) => {
    const current = await readCurrent(context, id, attempt, READ_MASK);
    if (current === null) throw customerNotFound();
    await checkIfMatch(context, current, ifMatch);
    const changes = differing(change(current), current);
    if (Object.keys(changes).length === 0) return current;
    const changed = { ...changes, updated_at: new Date().toISOString() };
    const state = stateWith(changed, current);
    return {
      after: current.version,
      foreign: current.foreign,
      action,
      state,
      addTo: (batch, _meta) => {
        checkStorable(document.path, state, _meta, Object.keys(changes));
        batch.update(document, { ...changed, _meta }, unmoved(current));
        return 1;
      },
    };
  });
}

/**
 * The customer as the changed document will be read. Lists go into the document with the elements that another program
 * left in them, which no answer, no index and no history can hold as they are.
 */
function stateWith(changed: Changes, { snapshot }: Current): CustomerState {
  const { id, createTime, updateTime } = snapshot;
  const data = () => ({ ...snapshot.data(), ...changed });
  const get = (field: string): unknown => snapshot.get(field);
  return stateOf(toCustomer({ id, data, get, createTime, updateTime }, () => undefined));
}

/**
 * What of `wanted` is not stored so already. A list that was sent back as it was read stays as it is stored, with what other
 * programs keep in its elements; any other value that is read as what it is not is mended.
 */
function differing(wanted: Changes, { snapshot, customer }: Current): Changes {
  const fields = (Object.entries(wanted) as [keyof Changes, unknown][]).filter(([field, value]) => {
    const stored: unknown = snapshot.get(field);
    const isAsRead = Array.isArray(stored) && isDeepStrictEqual(customer[field], value);
    return !isAsRead && !isDeepStrictEqual(stored, value);
  });
  return Object.fromEntries(fields);
}
