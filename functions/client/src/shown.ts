import type { CustomerInDB } from './models.ts';

/**
 * Binds a customer to the version that it shows. The mark is a property under a symbol: it goes along with `{ ...customer }`,
 * `Object.assign`, a Vue proxy and an Immer draft, and is lost by `structuredClone` and JSON. It is in no request.
 */
export function markShown(customer: CustomerInDB, etag: string | null | undefined): CustomerInDB {
  if (!etag) return customer;
  const shown: Shown = Object.freeze({ id: customer.id, etag, json: JSON.stringify(customer) });
  return Object.assign(customer, { [SHOWN]: shown });
}

/** The version that a customer shows; undefined for one that this package has not returned, or that has another id now. */
export function shownBy(customer: object | string): Shown | undefined {
  const { id, [SHOWN]: shown } = customer as { id?: string; [SHOWN]?: Shown };
  return shown?.id === id ? shown : undefined;
}

/**
 * The entity tag of the version that a customer shows, for `{ ifMatch }` and for what outlives the object itself: a clone, a stored draft,
 * a message to a worker.
 */
export function etagOf(customer: object): string | undefined {
  return shownBy(customer)?.etag;
}

/** What was shown, whatever its owner does to the object. */
export interface Shown {
  readonly id: string;
  readonly etag: string;
  readonly json: string;
}

/** Shared by all copies of this package in a page. */
const SHOWN = Symbol.for('@crm/customers-client shown');
