// Index entries in memory, found as Firestore finds them by its indexes: for sizes at which the emulator, which scans, is too slow.
import type { CustomerInDB } from '../../src/crm/customers/models.ts';
import type { Filter, Query } from '../../src/firestore/query.ts';
import type { Data } from '../../src/firestore/stored-values.ts';
import { compareCodePoints, entryIdOf, storedDocuments } from '../../test/support/customers-wing.ts';

/** An entry, as far as lists by name and by relevance read one: without what only finds it. */
export interface Entry {
  id: string;
  path: string;
  data: Data;
}

/** What a query in the order of ids says. */
type Wanted = Pick<Query, 'where' | 'startAfter' | 'limit' | 'select'>;

/** The index entries of customers, by the terms and groups that they hold, in the order of their ids. */
export class EntriesInMemory {
  readonly #entries: readonly Entry[];
  readonly #places = new Map<string, number[]>();
  readonly #everywhere: readonly number[];
  readonly #groups = new Set<unknown>();

  constructor(customers: readonly CustomerInDB[]) {
    const inOrder = customers
      .map((customer) => ({ customer, id: entryIdOf(customer.name, customer.id) }))
      .sort((a, b) => compareCodePoints(a.id, b.id));
    this.#entries = inOrder.map(({ customer, id }, place) => {
      const [, entry] = storedDocuments(customer);
      if (entry?.[0].endsWith(`/${id}`) !== true) throw new Error('a customer has an index entry');
      const [path, { terms, groups, facets: _, facet_list: __, ...data }] = entry;
      for (const group of Object.values(groups as Data)) this.#groups.add(group);
      for (const [field, map] of Object.entries({ terms, groups }))
        for (const [name, value] of Object.entries(map as Data))
          this.#add(keyOf([field, name], value), place);
      return { id, path, data };
    });
    this.#everywhere = [...inOrder.keys()];
  }

  #add(key: string, place: number): void {
    const places = this.#places.get(key);
    if (places) places.push(place);
    else this.#places.set(key, [place]);
  }

  /** The entries that a query finds, with the fields that it selects. */
  find({ where, startAfter, limit, select = [] }: Wanted): Entry[] {
    const places = this.#find(where);
    const after = startAfter?.[0] as string | undefined;
    const from =
      after === undefined
        ? 0
        : firstOf(places, (place) => compareCodePoints(this.#entries[place]?.id ?? '', after) > 0);
    const fields = new Set(select.map(([field]) => field));
    for (const field of ['terms', 'facets', 'facet_list'])
      if (fields.has(field)) throw new TypeError(`entries in memory do not tell their ${field}`);
    const terms = select.flatMap(([field, term]) => (field === 'groups' && term !== undefined ? [term] : []));
    return places.slice(from, limit && from + limit).flatMap((place) => {
      const entry = this.#entries[place];
      if (entry === undefined) return [];
      const selected = Object.entries(entry.data).filter(([field]) => fields.has(field));
      const groups = terms.length > 0 && { groups: this.#groupsOf(place, terms) };
      return { ...entry, data: { ...Object.fromEntries(selected), ...groups } };
    });
  }

  /** The groups of terms that the entry at a place holds: kept once, by what finds it. */
  #groupsOf(place: number, terms: readonly string[]): Data {
    const found = terms.flatMap((term) =>
      [...this.#groups]
        .filter((group) => isAmong(place, this.#places.get(keyOf(['groups', term], group)) ?? []))
        .map((group) => [term, group] as const),
    );
    return Object.fromEntries(found);
  }

  /** How many a query finds. */
  count({ where, limit = Infinity }: Wanted): number {
    return Math.min(limit, this.#find(where).length);
  }

  /** The places of all that a filter finds, in their order. */
  #find(filter: Filter | undefined): readonly number[] {
    if (filter === undefined) return this.#everywhere;
    if ('all' in filter) {
      const [least = this.#everywhere, ...others] = filter.all
        .map((part) => this.#find(part))
        .sort((a, b) => a.length - b.length);
      return least.filter((place) => others.every((one) => one === this.#everywhere || isAmong(place, one)));
    }
    if ('any' in filter) {
      const parts = filter.any.map((part) => this.#find(part));
      const [only] = parts;
      if (only && parts.length === 1) return only;
      return [...new Set(parts.flatMap((part) => [...part]))].sort((a, b) => a - b);
    }
    if (!('equals' in filter)) throw new TypeError('entries in memory are found by what is equal');
    return this.#places.get(keyOf(filter.field, filter.equals)) ?? [];
  }
}

/** Whether a number is in a list that is in order. */
const isAmong = (wanted: number, list: readonly number[]) =>
  list[firstOf(list, (one) => one >= wanted)] === wanted;

/** Where the first of a list stands for which something holds, as for all behind it; its length where there is none. */
function firstOf<T>(list: readonly T[], holds: (one: T) => boolean): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(list[middle] as T)) to = middle;
    else from = middle + 1;
  }
  return from;
}

const keyOf = (field: readonly string[], value: unknown) => `${field.join(' ')} ${String(value)}`;
