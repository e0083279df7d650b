import { partialEdit, wholeEdit } from './edit.ts';
import { editElement, type Elements } from './elements.ts';
import type {
  CustomerContact,
  CustomerContactInput,
  CustomerCreate,
  CustomerHistoryResponse,
  CustomerInDB,
  CustomerListResponse,
  CustomerNote,
  CustomerNoteInput,
  CustomerRef,
  CustomerSearch,
  CustomerUpdate,
  CustomerVersion,
  ListQuery,
  OwnedItem,
  OwnedItemInput,
  PageQuery,
  TrashEntry,
  TrashResponse,
} from './models.ts';
import { onCondition } from './on-condition.ts';
import type {
  CallOptions,
  CustomersClientOptions,
  DuplicateOptions,
  EditOptions,
  GetOptions,
  IdEditOptions,
  WriteOptions,
} from './options.ts';
import { elements, pages } from './pages.ts';
import { requester, SEND, type Sent } from './requester.ts';
import { etagOf, markShown, shownBy } from './shown.ts';
import { newKey, WriteKeys } from './write-keys.ts';

export type CustomersClient = ReturnType<typeof createCustomersClient>;

/**
 * The customers API. Every method throws a {@link ProblemError}, the signal's reason, or what `getToken` throws.
 *
 * Every customer that it returns shows one version, and an edit of it is on the condition of just that version.
 */
export function createCustomersClient(options: CustomersClientOptions) {
  const send = requester(options);
  const keys = new WriteKeys();

  const idOf = (customer: CustomerRef) => (typeof customer === 'string' ? customer : customer.id);

  /** A path below a customer. */
  const below = (customer: CustomerRef, path = '', values: Record<string, string | number> = {}) => ({
    path: `/{customer_id}${path}`,
    values: { customer_id: idOf(customer), ...values },
  });

  /** A read or a write that answers with one customer. */
  async function one(request: Sent): Promise<CustomerInDB> {
    const { data, etag } = await send<CustomerInDB>(request);
    return markShown(data, etag);
  }

  async function page(request: Sent): Promise<CustomerListResponse> {
    const { data } = await send<CustomerListResponse>(request);
    data.customers.forEach((row, at) => markShown(row, data.etags[at]));
    return data;
  }

  const list = (query: ListQuery = {}, options?: CallOptions) => page({ path: '', query, ...options });

  /** The customer as it was shown, whatever its owner has done to the object since. */
  const asShown = (customer: CustomerRef): CustomerInDB | undefined => {
    const shown = shownBy(customer);
    return shown && markShown(JSON.parse(shown.json) as CustomerInDB, shown.etag);
  };

  /**
   * Costs one read. A customer that this client returned is not transferred if it still is as it was shown. Of one that was merged into another one you get
   * that, whose `id` is another one; with `follow: false` a {@link ProblemError} with `mergedInto`.
   */
  async function get(customer: CustomerRef, options?: GetOptions): Promise<CustomerInDB> {
    const before = asShown(customer);
    const ifNoneMatch = before && etagOf(before);
    const { data, etag } = await send<CustomerInDB | null>({
      ...below(customer),
      query: options?.follow === false ? { follow: false } : undefined,
      ifNoneMatch,
      signal: options?.signal,
    });
    const now = data ?? before;
    if (now === undefined) throw new TypeError('304 for what was not asked on a condition');
    return now === before ? before : markShown(now, etag);
  }

  /** The condition of an edit, and what was shown under it. */
  function conditionOf(customer: CustomerRef, { ifMatch }: EditOptions) {
    const shown = shownBy(customer);
    const tag = ifMatch === undefined ? shown?.etag : ifMatch;
    if (tag === undefined) throw new TypeError(NO_CONDITION);
    return { tag, before: tag === shown?.etag ? asShown(customer) : undefined };
  }

  /** One key for all that is sent of a write; a write that was refused has not used its key. */
  const keyOf = ({ key = newKey() }: WriteOptions) => key;

  function update(
    customer: string,
    changes: CustomerUpdate,
    options: IdEditOptions & DuplicateOptions,
  ): Promise<CustomerInDB>;
  function update(
    customer: CustomerInDB,
    changes: CustomerUpdate,
    options?: EditOptions & DuplicateOptions,
  ): Promise<CustomerInDB>;
  async function update(
    customer: CustomerRef,
    changes: CustomerUpdate,
    options: EditOptions & DuplicateOptions = {},
  ): Promise<CustomerInDB> {
    const { tag, before } = conditionOf(customer, options);
    const key = keyOf(options);
    const query = onDuplicate(options);
    return onCondition(tag, partialEdit(changes, before), {
      send: (ifMatch, body) =>
        one({ method: 'PATCH', ...below(customer), query, body, ...options, ifMatch, key }),
      read: () => get(idOf(customer), options),
    });
  }

  function remove(customer: string, options: IdEditOptions): Promise<void>;
  function remove(customer: CustomerInDB, options?: EditOptions): Promise<void>;
  async function remove(customer: CustomerRef, options: EditOptions = {}): Promise<void> {
    const { tag, before } = conditionOf(customer, options);
    const key = keyOf(options);
    await onCondition(tag, wholeEdit(before), {
      send: (ifMatch) => send({ method: 'DELETE', ...below(customer), ...options, ifMatch, key }),
      read: () => get(idOf(customer), options),
    });
  }

  function revert(customer: string, version: number, options: IdEditOptions): Promise<CustomerInDB>;
  function revert(customer: CustomerInDB, version: number, options?: EditOptions): Promise<CustomerInDB>;
  async function revert(
    customer: CustomerRef,
    version: number,
    options: EditOptions = {},
  ): Promise<CustomerInDB> {
    const { tag, before } = conditionOf(customer, options);
    const key = keyOf(options);
    const to = { method: 'POST', ...below(customer, '/revert'), body: { version } } as const;
    return onCondition(tag, wholeEdit(before), {
      send: (ifMatch) => one({ ...to, ...options, ifMatch, key }),
      read: () => get(idOf(customer), options),
    });
  }

  /** A write of which the same object, until it succeeds, is the same write. */
  async function once(
    place: Pick<Sent, 'path' | 'values'>,
    body: object,
    options: WriteOptions & DuplicateOptions = {},
  ) {
    const key = options.key ?? keys.keyOf(body, JSON.stringify(place));
    const written = await one({
      method: 'POST',
      ...place,
      query: onDuplicate(options),
      body,
      ...options,
      key,
    });
    keys.done(body, key);
    return written;
  }

  /** Adds or removes one member. */
  const member =
    (method: 'PUT' | 'DELETE', path: string) =>
    (customer: CustomerRef, value: string, options: WriteOptions = {}): Promise<CustomerInDB> => {
      const [name = ''] = /\w+(?=\}$)/.exec(path) ?? [];
      return one({ method, ...below(customer, path, { [name]: value }), ...options, key: keyOf(options) });
    };

  async function changeElement<Field extends keyof Elements>(
    field: Field,
    customer: CustomerRef,
    element: Elements[Field],
    changes: object | null,
    options: WriteOptions = {},
  ): Promise<CustomerInDB> {
    return editElement(
      field,
      { element, changes, shown: asShown(customer), key: keyOf(options) },
      {
        send: (ifMatch, body, key) =>
          one({ method: 'PATCH', ...below(customer), body, ...options, ifMatch, key }),
        read: () => get(idOf(customer), options),
      },
    );
  }

  const history = async (
    customer: CustomerRef,
    query: PageQuery = {},
    options?: CallOptions,
  ): Promise<CustomerHistoryResponse> =>
    (await send<CustomerHistoryResponse>({ ...below(customer, '/history'), query, ...options })).data;

  const trash = async (query: PageQuery = {}, options?: CallOptions): Promise<TrashResponse> =>
    (await send<TrashResponse>({ path: '/trash', query, ...options })).data;

  /** Every page, each fetched when it is reached. */
  const allPages = (query: ListQuery = {}, options?: CallOptions): AsyncGenerator<CustomerListResponse> =>
    pages((cursor) => list({ limit: 200, ...query, ...cursor }, options));

  return {
    [SEND]: send,
    list,
    /** The same as `list`, with the query in the body: no name is in a URL. */
    search: (query: CustomerSearch, options?: CallOptions): Promise<CustomerListResponse> =>
      page({
        method: 'POST',
        path: '/search',
        body: { ...query, cursor: query.cursor ?? undefined },
        ...options,
      }),
    pages: allPages,
    /** Every customer that matches, page by page: `for await (const customer of client.all({ tag: ['ναός'] }))`. */
    all: (query?: ListQuery, options?: CallOptions): AsyncGenerator<CustomerInDB> =>
      elements(allPages(query, options), (page) => page.customers),
    get,
    /**
     * However often it is called with the same object until it succeeds, it makes one customer; with the same `key`, for ever. With
     * `onDuplicate: 'refuse'` it throws `duplicate_found` for somebody who is there; `'allow'` then makes the customer under the same key.
     */
    create: (data: CustomerCreate, options?: WriteOptions & DuplicateOptions): Promise<CustomerInDB> =>
      once({ path: '' }, data, options),
    /**
     * Changes the fields that are given, on the condition that the customer still is as it was shown. What others have changed beside them stays.
     * Throws a {@link ConflictError} if they have changed the same.
     */
    update,
    /** Moves the customer to the trash. Throws a {@link ConflictError} if it has been changed since it was shown. */
    delete: remove,
    /** Removes the customer and its history for good; for admins. */
    erase: async (customer: CustomerRef, options: WriteOptions = {}): Promise<void> => {
      const query = { erase: 'true' };
      await send({ method: 'DELETE', ...below(customer), query, ...options, key: keyOf(options) });
    },
    /** Brings a deleted customer back. */
    restore: (customer: CustomerRef, options: WriteOptions = {}): Promise<CustomerInDB> =>
      one({ method: 'POST', ...below(customer, '/restore'), ...options, key: keyOf(options) }),
    /** Makes the state of an earlier version the newest one. Throws a {@link ConflictError} as `delete` does. */
    revert,
    /** However often an append is called with the same object until it succeeds, it appends one element. */
    addNote: (
      customer: CustomerRef,
      note: CustomerNoteInput,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => once(below(customer, '/notes'), note, options),
    addContact: (
      customer: CustomerRef,
      contact: CustomerContactInput,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => once(below(customer, '/contacts'), contact, options),
    addOwnedItem: (
      customer: CustomerRef,
      item: OwnedItemInput,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => once(below(customer, '/owned_items'), item, options),
    /**
     * Changes one note, given as it was shown. Whatever others change beside it stays. Throws a {@link ConflictError} if they have changed or
     * removed that note.
     */
    editNote: (
      customer: CustomerRef,
      note: CustomerNote,
      changes: Partial<CustomerNoteInput>,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => changeElement('notes', customer, note, changes, options),
    removeNote: (customer: CustomerRef, note: CustomerNote, options?: WriteOptions): Promise<CustomerInDB> =>
      changeElement('notes', customer, note, null, options),
    editContact: (
      customer: CustomerRef,
      contact: CustomerContact,
      changes: Partial<CustomerContactInput>,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => changeElement('contacts', customer, contact, changes, options),
    removeContact: (
      customer: CustomerRef,
      contact: CustomerContact,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => changeElement('contacts', customer, contact, null, options),
    editOwnedItem: (
      customer: CustomerRef,
      item: OwnedItem,
      changes: Partial<OwnedItemInput>,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => changeElement('owned_items', customer, item, changes, options),
    removeOwnedItem: (
      customer: CustomerRef,
      item: OwnedItem,
      options?: WriteOptions,
    ): Promise<CustomerInDB> => changeElement('owned_items', customer, item, null, options),
    addTag: member('PUT', '/tags/{tag}'),
    removeTag: member('DELETE', '/tags/{tag}'),
    linkUser: member('PUT', '/linked_user_ids/{uid}'),
    unlinkUser: member('DELETE', '/linked_user_ids/{uid}'),
    history,
    /** Every version of a customer, newest first. */
    allVersions: (customer: CustomerRef, options?: CallOptions): AsyncGenerator<CustomerVersion> =>
      elements(
        pages((cursor) => history(customer, cursor, options)),
        (page) => page.history,
      ),
    /** The customer as a version left it. */
    version: (customer: CustomerRef, version: number, options?: CallOptions): Promise<CustomerInDB> =>
      one({ ...below(customer, '/history/{version}', { version }), ...options }),
    trash,
    /** Everything in the trash, newest first. */
    allDeleted: (options?: CallOptions): AsyncGenerator<TrashEntry> =>
      elements(
        pages((cursor) => trash(cursor, options)),
        (page) => page.trash,
      ),
    etagOf,
  };
}

const onDuplicate = ({ onDuplicate, duplicateLevel }: DuplicateOptions) => ({
  on_duplicate: onDuplicate,
  duplicate_level: duplicateLevel,
});

const NO_CONDITION =
  'On which version is this edit? Pass the customer as this client returned it, or { ifMatch } with its etagOf(); { ifMatch: null } is on no condition.';
