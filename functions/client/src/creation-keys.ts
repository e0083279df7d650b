interface Pending {
  key: string;
  sent: string;
}

/**
 * One idempotency key per logical creation: as long as a creation has not succeeded, the same object with the same content
 * is the same creation, so that a second click or another try makes no second customer.
 */
export class CreationKeys {
  readonly #pending = new WeakMap<object, Pending>();

  keyOf(data: object): string {
    const sent = JSON.stringify(data);
    const pending = this.#pending.get(data);
    if (pending?.sent === sent) return pending.key;
    const key = crypto.randomUUID();
    this.#pending.set(data, { key, sent });
    return key;
  }

  /** It has succeeded: the same object is another creation from now on. */
  done(data: object): void {
    this.#pending.delete(data);
  }
}
