import type { CustomerInDB } from './models.ts';

const MAX_KNOWN = 200;

interface Known {
  etag: string;
  customer: CustomerInDB;
}

/** The customers that were last given to the application, each with its entity tag. */
export class KnownCustomers {
  readonly #known = new Map<string, Known>();

  get(id: string): Known | undefined {
    return this.#known.get(id);
  }

  /** The least recently kept one is forgotten first. */
  keep(customer: CustomerInDB, etag: string | null): CustomerInDB {
    this.#known.delete(customer.id);
    if (etag !== null) this.#known.set(customer.id, { etag, customer });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return customer;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }
}
