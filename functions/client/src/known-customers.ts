import type { CustomerInDB } from './models.ts';

/** An edit of a customer that was forgotten is on no condition: five of the longest pages are kept. */
const MAX_KNOWN = 5000;

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
  keep(customer: CustomerInDB, etag: string | null | undefined): CustomerInDB {
    this.#known.delete(customer.id);
    if (etag) this.#known.set(customer.id, { etag, customer });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return customer;
  }

  /** Keeps the customers of a page, but for rows that a later answer has overtaken on its way. */
  keepRows<Page extends { customers: CustomerInDB[]; etags: string[] }>(page: Page): Page {
    page.customers.forEach((row, at) => {
      const known = this.get(row.id);
      if (!known || known.customer.updated_at <= row.updated_at) this.keep(row, page.etags[at]);
    });
    return page;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }
}
