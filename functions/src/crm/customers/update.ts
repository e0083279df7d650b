import { isDeepStrictEqual } from 'node:util';
import { type EntityTags, matchesStrongly } from '../../http/conditional.ts';
import { changesSince } from './history.ts';
import type { CustomerState, HistoryAction, VersionedCustomer } from './history-entry.ts';
import { customerDocument } from './paths.ts';
import { customerNotFound, preconditionFailed } from './problems.ts';
import { READ_MASK, toCustomer } from './stored-customer.ts';
import { checkStorable, type Current, readCurrent, stateOf, write, type WriteContext } from './write.ts';

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

/** Throws 412 when none of the tags is the customer's, with what others have changed since the caller's version. */
export async function checkIfMatch(
  context: WriteContext,
  current: Current,
  ifMatch: EntityTags | null,
): Promise<void> {
  if (ifMatch === null || matchesStrongly(ifMatch, current.etag)) return;
  throw preconditionFailed(current.etag, await changesSince(context.database, current, ifMatch));
}

/** The condition of a commit: the document is as it was read. */
export function unmoved({ snapshot: { updateTime } }: Current) {
  if (updateTime === undefined) throw new Error('a snapshot of an existing document has its update time');
  return { lastUpdateTime: updateTime };
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

/** What of `wanted` is not stored so already, whatever the stored value is. */
function differing(wanted: Changes, { snapshot }: Current): Changes {
  const fields = Object.entries(wanted).filter(
    ([field, value]) => !isDeepStrictEqual(snapshot.get(field), value),
  );
  return Object.fromEntries(fields);
}
