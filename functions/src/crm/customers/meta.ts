import type { CustomerInDB } from './models.ts';

/** The one internal map in a customer's document; it never leaves the API. */
export interface Meta {
  /** 1 for a creation, and 1 more with each write through the API. */
  version: number;
  /** The name as it sorts. */
  name_key: string;
  /** The random id of the write that made this version: tells a lost reply from a conflict. */
  operation: string;
}

/** What is stored beside a customer's own fields, computed from them. */
export function metaOf(customer: Omit<CustomerInDB, 'id'>, version: number, operation: string): Meta {
  return { version, name_key: customer.name.toLowerCase(), operation };
}
