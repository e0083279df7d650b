import type { CustomersClient } from './customers-client.ts';
import type {
  CustomerInDB,
  CustomerRef,
  MergedCustomer,
  MergedVersion,
  MergePreview,
  MergeRequest,
  UnmergeResponse,
} from './models.ts';
import type { CallOptions, WriteOptions } from './options.ts';
import { SEND, type Sent } from './requester.ts';
import { etagOf, markShown } from './shown.ts';
import { newKey } from './write-keys.ts';

/**
 * Merges up to four customers into one: they go to the trash, and whoever asks for them gets this one. It is on the condition that each still is
 * as it was shown; of an id, say its tag in `etags`. {@link unmerge} takes it back.
 */
export async function merge(
  client: CustomersClient,
  customer: CustomerRef,
  from: readonly CustomerRef[],
  { etags, choose, key = newKey(), signal }: MergeOptions = {},
): Promise<Merged> {
  const all = [customer, ...from];
  const conditions = etags === null ? {} : { ...tagsOf(all), ...etags };
  if (etags !== null && all.some((each) => conditions[idOf(each)] === undefined))
    throw new TypeError(NO_CONDITION);
  const body = { from: from.map(idOf), choose, etags: conditions } satisfies MergeRequest;
  const { data, etag } = await client[SEND]<MergedCustomer>({
    ...below(customer, 'merge'),
    body,
    key,
    signal,
  });
  const { merged_from: mergedFrom, ...merged } = data;
  return { customer: markShown(merged, etag), mergedFrom };
}

/** What {@link merge} would make, which values the customers contradict each other in, and which would be lost. Nothing is written. */
export async function previewMerge(
  client: CustomersClient,
  customer: CustomerRef,
  from: readonly CustomerRef[],
  { choose, signal }: Pick<MergeOptions, 'choose' | 'signal'> = {},
): Promise<MergePreview> {
  const body = { from: from.map(idOf), choose, dry_run: true } satisfies MergeRequest;
  return (await client[SEND]<MergePreview>({ ...below(customer, 'merge'), body, key: newKey(), signal }))
    .data;
}

/**
 * Takes a merge back, or only some of those that were merged: they come back as they were. What was changed in the customer since stays there, and is
 * in `kept`.
 *
 * @param version that of the merge, as the history of the customer has it
 */
export async function unmerge(
  client: CustomersClient,
  customer: CustomerRef,
  version: number,
  { only, ifMatch, key = newKey(), signal }: UnmergeOptions = {},
): Promise<Unmerged> {
  const tag = ifMatch === undefined ? tagsOf([customer])[idOf(customer)] : ifMatch;
  if (tag === undefined) throw new TypeError(NO_CONDITION);
  const body = { merge_version: version, only: only?.map(idOf) ?? null };
  const sent = { ...below(customer, 'unmerge'), body, key, signal, ifMatch: tag };
  const { customer: left, restored, kept, etags } = (await client[SEND]<UnmergeResponse>(sent)).data;
  const shown = (each: CustomerInDB) => markShown(each, etags[each.id]);
  return { customer: shown(left), restored: restored.map(shown), kept };
}

export interface MergeOptions extends WriteOptions {
  /** Fields whose value is not the usual one: the id of the customer that has it, or another value. */
  choose?: MergeRequest['choose'];
  /** The entity tags that customers must have, by id, as a preview has them; null for no condition. */
  etags?: Record<string, string> | null | undefined;
}

/** What a merge has made. */
export interface Merged {
  customer: CustomerInDB;
  mergedFrom: MergedVersion[];
}

export interface UnmergeOptions extends WriteOptions, CallOptions {
  /** Which of those that were merged; all, if it is left out. */
  only?: readonly CustomerRef[] | undefined;
  /** As with any edit: the tag that the customer must have, or null for no condition. */
  ifMatch?: string | null | undefined;
}

/** What an undo has made. */
export interface Unmerged {
  customer: CustomerInDB;
  restored: CustomerInDB[];
  kept: UnmergeResponse['kept'];
}

const idOf = (customer: CustomerRef) => (typeof customer === 'string' ? customer : customer.id);

const below = (customer: CustomerRef, path: string) =>
  ({
    method: 'POST',
    path: `/{customer_id}/${path}`,
    values: { customer_id: idOf(customer) },
  }) satisfies Sent;

/** The tags of those that were shown. */
function tagsOf(customers: readonly CustomerRef[]): Record<string, string> {
  const pairs = customers.flatMap((each): [string, string][] => {
    const etag = typeof each === 'string' ? undefined : etagOf(each);
    return etag === undefined ? [] : [[idOf(each), etag]];
  });
  return Object.fromEntries(pairs);
}

const NO_CONDITION =
  'On which versions is this merge? Pass the customers as this client returned them, or their tags (etags, or ifMatch of an undo), or null.';
