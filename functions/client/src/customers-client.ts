import createClient from 'openapi-fetch';
import type { paths } from './contract.ts';
import { KnownCustomers } from './known-customers.ts';
import type {
  CustomerContactInput,
  CustomerCreate,
  CustomerHistoryResponse,
  CustomerInDB,
  CustomerListResponse,
  CustomerNoteInput,
  CustomerSearch,
  CustomerUpdate,
  CustomerVersion,
  ListQuery,
  OwnedItemInput,
  PageQuery,
  TrashEntry,
  TrashResponse,
} from './models.ts';
import type { CallOptions, CustomersClientOptions, EditOptions, WriteOptions } from './options.ts';
import { pages } from './pages.ts';
import { pathSerializer } from './path.ts';
import { problemOf } from './problem-error.ts';
import { withRetries } from './retry.ts';
import { fetchWhole } from './whole-answer.ts';
import { WriteKeys } from './write-keys.ts';

/** One request, given what every request takes; and what openapi-fetch answers. */
type Call<T> = (init: {
  signal: AbortSignal | null;
  headers: Record<string, string>;
  fetch: typeof fetchWhole;
}) => Promise<{ data?: T; error?: unknown; response: Response }>;

interface Answer<T> {
  data: T;
  response: Response;
}

export type CustomersClient = ReturnType<typeof createCustomersClient>;

/** The customers API. Every method throws a {@link ProblemError}, the signal's reason, or what `getToken` throws. */
export function createCustomersClient({ baseUrl, getToken, getAppCheckToken }: CustomersClientOptions) {
  const api = createClient<paths>({ baseUrl, pathSerializer });
  const known = new KnownCustomers();
  const keys = new WriteKeys();

  const tokens = async () => ({
    Authorization: `Bearer ${await getToken()}`,
    ...(getAppCheckToken && { 'X-Firebase-AppCheck': await getAppCheckToken() }),
  });

  /** Sends, with retries; a write with a key, the same for all of them. */
  function send<T>(call: Call<T>, { signal }: CallOptions = {}, key?: string): Promise<Answer<T>> {
    return withRetries(async () => {
      // Asked outside the request: what getToken throws is the caller's own, whatever it is.
      const headers = { ...(await tokens()), ...(key && { 'Idempotency-Key': key }) };
      let arrived: Response | undefined;
      const fetch = async (request: Request) => (arrived = await fetchWhole(request));
      const sent = call({ signal: signal ?? null, headers, fetch });
      const { data, error, response } = await sent.catch((cause: unknown) => {
        // All that can go wrong with an answer that has arrived is that it is no JSON.
        throw arrived ? problemOf(arrived) : cause;
      });
      if (!data && response.status !== 204 && response.status !== 304) throw problemOf(response, error);
      return { data: data as T, response };
    }, signal);
  }

  /** For a write that answers with the customer as it is afterwards. */
  async function write(
    call: Call<CustomerInDB>,
    { key, ...options }: WriteOptions = {},
    body: object = {},
    place = '',
  ): Promise<CustomerInDB> {
    const { data, response } = await send(call, options, key ?? keys.keyOf(body, place));
    keys.done(body);
    return known.keep(data, response.headers.get('ETag'));
  }

  /** `If-Match` for an edit, where there is something to match. */
  function conditionOf(id: string, { ifMatch = known.get(id)?.etag ?? null }: EditOptions = {}) {
    return ifMatch === null ? {} : { 'If-Match': ifMatch };
  }

  const at = (customer_id: string) => ({ customer_id });

  /** An edit of a customer that it shows is on the condition that it still is as shown. */
  async function list(query: ListQuery = {}, options?: CallOptions): Promise<CustomerListResponse> {
    const params = { query };
    const { data } = await send((init) => api.GET('/crm/customers', { params, ...init }), options);
    return known.keepRows(data);
  }

  /** The same as `list`, with the query in the body: no name is in a URL. */
  async function search(body: CustomerSearch, options?: CallOptions): Promise<CustomerListResponse> {
    const { data } = await send((init) => api.POST('/crm/customers/search', { body, ...init }), options);
    return known.keepRows(data);
  }

  /** Every customer that matches, page by page: `for await (const customer of client.all({ tag: ['ναός'] }))`. */
  function all(query: ListQuery = {}, options?: CallOptions): AsyncGenerator<CustomerInDB> {
    return pages(
      (cursor) => list({ limit: 200, ...query, ...cursor }, options),
      (page) => page.customers,
    );
  }

  /** Costs one read where the customer is still as this client knows it, and transfers nothing. */
  async function get(id: string, options?: CallOptions): Promise<CustomerInDB> {
    const before = known.get(id);
    const header = before && { 'If-None-Match': before.etag };
    const params = { path: at(id), ...(header && { header }) };
    const { data, response } = await send<CustomerInDB>(
      (init) => api.GET('/crm/customers/{customer_id}', { params, ...init }),
      options,
    );
    if (response.status === 304 && before) return known.keep(before.customer, before.etag);
    return known.keep(data, response.headers.get('ETag'));
  }

  /** However often it is called with the same object until it succeeds, it makes one customer. */
  function create(body: CustomerCreate, options?: WriteOptions): Promise<CustomerInDB> {
    return write((init) => api.POST('/crm/customers', { body, ...init }), options, body);
  }

  /** Changes the fields that are given. Throws `precondition_failed` where somebody else was faster. */
  function update(id: string, body: CustomerUpdate, options?: EditOptions): Promise<CustomerInDB> {
    const params = { path: at(id), header: conditionOf(id, options) };
    const path = '/crm/customers/{customer_id}';
    return write((init) => api.PATCH(path, { body, params, ...init }), options);
  }

  async function remove(
    id: string,
    query: { erase?: 'true' },
    header: { 'If-Match'?: string },
    { key = crypto.randomUUID(), ...options }: WriteOptions = {},
  ) {
    const params = { path: at(id), query, header };
    await send((init) => api.DELETE('/crm/customers/{customer_id}', { params, ...init }), options, key);
    known.forget(id);
  }

  const tags = '/crm/customers/{customer_id}/tags/{tag}';
  const users = '/crm/customers/{customer_id}/linked_user_ids/{uid}';

  async function history(
    id: string,
    query: PageQuery = {},
    options?: CallOptions,
  ): Promise<CustomerHistoryResponse> {
    const params = { path: at(id), query };
    return (
      await send((init) => api.GET('/crm/customers/{customer_id}/history', { params, ...init }), options)
    ).data;
  }

  async function versionOf(id: string, version: number, options?: CallOptions): Promise<CustomerInDB> {
    const params = { path: { ...at(id), version } };
    const path = '/crm/customers/{customer_id}/history/{version}';
    return (await send<CustomerInDB>((init) => api.GET(path, { params, ...init }), options)).data;
  }

  async function trash(query: PageQuery = {}, options?: CallOptions): Promise<TrashResponse> {
    const params = { query };
    return (await send((init) => api.GET('/crm/customers/trash', { params, ...init }), options)).data;
  }

  return {
    list,
    search,
    all,
    get,
    create,
    update,
    /** Moves the customer to the trash. Throws `precondition_failed` where somebody has changed it. */
    delete: (id: string, options?: EditOptions): Promise<void> =>
      remove(id, {}, conditionOf(id, options), options),
    /** Removes the customer and its history for good; for admins. */
    erase: (id: string, options?: WriteOptions): Promise<void> => remove(id, { erase: 'true' }, {}, options),
    /** Brings a deleted customer back. */
    restore: (id: string, options?: WriteOptions): Promise<CustomerInDB> => {
      const params = { path: at(id) };
      return write((init) => api.POST('/crm/customers/{customer_id}/restore', { params, ...init }), options);
    },
    /** Makes the state of an earlier version the newest one. */
    revert: (id: string, version: number, options?: EditOptions): Promise<CustomerInDB> => {
      const params = { path: at(id), header: conditionOf(id, options) };
      const path = '/crm/customers/{customer_id}/revert';
      return write((init) => api.POST(path, { body: { version }, params, ...init }), options);
    },
    /** However often an append is called with the same object until it succeeds, it appends one element. */
    addNote: (id: string, body: CustomerNoteInput, options?: WriteOptions): Promise<CustomerInDB> => {
      const path = '/crm/customers/{customer_id}/notes';
      return write(
        (init) => api.POST(path, { body, params: { path: at(id) }, ...init }),
        options,
        body,
        path + id,
      );
    },
    addContact: (id: string, body: CustomerContactInput, options?: WriteOptions): Promise<CustomerInDB> => {
      const path = '/crm/customers/{customer_id}/contacts';
      return write(
        (init) => api.POST(path, { body, params: { path: at(id) }, ...init }),
        options,
        body,
        path + id,
      );
    },
    addOwnedItem: (id: string, body: OwnedItemInput, options?: WriteOptions): Promise<CustomerInDB> => {
      const path = '/crm/customers/{customer_id}/owned_items';
      return write(
        (init) => api.POST(path, { body, params: { path: at(id) }, ...init }),
        options,
        body,
        path + id,
      );
    },
    addTag: (id: string, tag: string, options?: WriteOptions): Promise<CustomerInDB> =>
      write((init) => api.PUT(tags, { params: { path: { ...at(id), tag } }, ...init }), options),
    removeTag: (id: string, tag: string, options?: WriteOptions): Promise<CustomerInDB> =>
      write((init) => api.DELETE(tags, { params: { path: { ...at(id), tag } }, ...init }), options),
    linkUser: (id: string, uid: string, options?: WriteOptions): Promise<CustomerInDB> =>
      write((init) => api.PUT(users, { params: { path: { ...at(id), uid } }, ...init }), options),
    unlinkUser: (id: string, uid: string, options?: WriteOptions): Promise<CustomerInDB> =>
      write((init) => api.DELETE(users, { params: { path: { ...at(id), uid } }, ...init }), options),
    history,
    /** Every version of a customer, newest first. */
    allVersions: (id: string, options?: CallOptions): AsyncGenerator<CustomerVersion> =>
      pages(
        (cursor) => history(id, cursor, options),
        (page) => page.history,
      ),
    /** The customer as a version left it; this client goes on knowing the newest. */
    version: versionOf,
    trash,
    /** Everything in the trash, newest first. */
    allDeleted: (options?: CallOptions): AsyncGenerator<TrashEntry> =>
      pages(
        (cursor) => trash(cursor, options),
        (page) => page.trash,
      ),
    /** The entity tag of the customer as this client has last returned it. */
    etagOf: (id: string): string | undefined => known.get(id)?.etag,
  };
}
