import type { CustomersClient } from './customers-client.ts';
import type {
  CustomerBy,
  CustomerInDB,
  CustomerKeysResponse,
  CustomerRef,
  CustomerUpdate,
  ExternalKey,
} from './models.ts';
import type { CallOptions, WriteOptions } from './options.ts';
import { SEND } from './requester.ts';
import { markShown } from './shown.ts';
import { newKey } from './write-keys.ts';

/**
 * The customer with an e-mail address, a phone number in any format, or the key of another system. Throws a {@link ProblemError}:
 * `customer_not_found`, and `ambiguous_key` where several have it, with them in `matches`.
 */
export async function getBy(
  client: CustomersClient,
  by: CustomerBy,
  options?: CallOptions,
): Promise<CustomerInDB> {
  const { data, etag } = await client[SEND]<CustomerInDB>({ ...pathBy(by), ...options });
  return markShown(data, etag);
}

/**
 * Changes the customer with a key, or creates one where nobody has it (then with a name). However many do so at once, one customer is created.
 * Throws a {@link ProblemError}: `ambiguous_key` where several have the key, with them in `matches`, and `precondition_failed`.
 */
export async function upsert(
  client: CustomersClient,
  by: CustomerBy,
  changes: CustomerUpdate,
  { ifMatch, only, key = newKey(), signal }: UpsertOptions = {},
): Promise<{ customer: CustomerInDB; isCreated: boolean }> {
  const { data, etag, status } = await client[SEND]<CustomerInDB>({
    ...{ method: 'PUT', ...pathBy(by), body: changes, key, signal },
    ifMatch: only === 'update' ? (ifMatch ?? '*') : ifMatch,
    ifNoneMatch: only === 'create' ? '*' : undefined,
  });
  return { customer: markShown(data, etag), isCreated: status === 201 };
}

export interface UpsertOptions extends WriteOptions {
  /** The entity tag that the customer must still have. Then none is created. */
  ifMatch?: string | undefined;
  /** `create`: nothing is changed where somebody has the key. `update`: nobody is created. Else it throws `precondition_failed`. */
  only?: 'create' | 'update' | undefined;
}

/** What other systems call a customer. */
export async function listKeys(
  client: CustomersClient,
  customer: CustomerRef,
  options?: CallOptions,
): Promise<ExternalKey[]> {
  const sent = { path: '/{customer_id}/keys', values: { customer_id: idOf(customer) }, ...options };
  return (await client[SEND]<CustomerKeysResponse>(sent)).data.keys;
}

/** Gives a customer the key of another system. Throws a {@link ProblemError}: `conflict` where another customer has it, who is in `matches`. */
export const addKey = keyEdit('PUT');

/** Takes the key of another system from a customer. */
export const removeKey = keyEdit('DELETE');

function keyEdit(method: 'PUT' | 'DELETE') {
  return async (
    client: CustomersClient,
    customer: CustomerRef,
    { system, key }: ExternalKey,
    options: WriteOptions & { ifMatch?: string | undefined } = {},
  ): Promise<CustomerInDB> => {
    const { data, etag } = await client[SEND]<CustomerInDB>({
      ...{ method, path: '/{customer_id}/keys/{system}/{key}' },
      ...{ values: { customer_id: idOf(customer), system, key }, key: newKey(), ...options },
    });
    return markShown(data, etag);
  };
}

const idOf = (customer: CustomerRef) => (typeof customer === 'string' ? customer : customer.id);

const pathBy = (by: CustomerBy) =>
  by.kind === 'external'
    ? { path: '/by/external/{system}/{key}', values: { system: by.system, key: by.value } }
    : { path: `/by/${by.kind}/{value}`, values: { value: by.value } };
