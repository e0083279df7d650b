import type { CustomersClient } from './customers-client.ts';
import type {
  CustomerRef,
  DuplicateCheck,
  DuplicatePair,
  DuplicatePairsResponse,
  DuplicatesResponse,
  PairsQuery,
} from './models.ts';
import type { CallOptions, WriteOptions } from './options.ts';
import { elements, pages } from './pages.ts';
import { SEND } from './requester.ts';
import { markShown } from './shown.ts';
import { newKey } from './write-keys.ts';

/** Who may be the same as somebody of whom so much is known. `exclude_id`: the customer that is being edited. */
export async function findDuplicates(
  client: CustomersClient,
  known: DuplicateCheck,
  options?: CallOptions,
): Promise<DuplicatesResponse> {
  const body = known;
  return (await client[SEND]<DuplicatesResponse>({ method: 'POST', path: '/duplicates', body, ...options }))
    .data;
}

/** A page of pairs that are probably one, the surest first. Their customers show the version that they are of, for an edit on condition. */
export async function duplicatePairs(
  client: CustomersClient,
  query: PairsQuery = {},
  options?: CallOptions,
): Promise<DuplicatePairsResponse> {
  const { data } = await client[SEND]<DuplicatePairsResponse>({ path: '/duplicates', query, ...options });
  for (const { a, b, etags } of data.pairs) {
    markShown(a, etags[0]);
    markShown(b, etags[1]);
  }
  return data;
}

/** All of them, page by page. */
export function allDuplicatePairs(
  client: CustomersClient,
  query: PairsQuery = {},
  options?: CallOptions,
): AsyncGenerator<DuplicatePair> {
  return elements(
    pages((cursor) => duplicatePairs(client, { ...query, ...cursor }, options)),
    (page) => page.pairs,
  );
}

/** Remembers that two customers are not one, until there is a new kind of reason. */
export const dismissDuplicate = (
  client: CustomersClient,
  one: CustomerRef,
  other: CustomerRef,
  options?: WriteOptions,
): Promise<void> => dismissal('PUT', client, [one, other], options);

/** Takes that back. */
export const takeDismissalBack = (
  client: CustomersClient,
  one: CustomerRef,
  other: CustomerRef,
  options?: WriteOptions,
): Promise<void> => dismissal('DELETE', client, [one, other], options);

async function dismissal(
  method: 'PUT' | 'DELETE',
  client: CustomersClient,
  [customer_id, other_id]: [CustomerRef, CustomerRef],
  { key = newKey(), signal }: WriteOptions = {},
): Promise<void> {
  const path = '/duplicates/{customer_id}/{other_id}/dismissal';
  const values = { customer_id: idOf(customer_id), other_id: idOf(other_id) };
  await client[SEND]({ method, path, values, key, signal });
}

const idOf = (customer: CustomerRef) => (typeof customer === 'string' ? customer : customer.id);
