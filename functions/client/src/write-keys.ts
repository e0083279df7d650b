interface Pending {
  key: string;
  sent: string;
}

/**
 * One idempotency key per logical write: as long as it has not succeeded, the same object with the same content, sent to the same place,
 * is the same write, so that a second click or another try does nothing a second time.
 */
export class WriteKeys {
  readonly #pending = new WeakMap<object, Pending>();

  keyOf(data: object, place: string): string {
    const sent = place + JSON.stringify(data);
    const pending = this.#pending.get(data);
    if (pending?.sent === sent) return pending.key;
    const key = newKey();
    this.#pending.set(data, { key, sent });
    return key;
  }

  /** It has succeeded: the same object is another write from now on. */
  done(data: object, key: string): void {
    if (this.#pending.get(data)?.key === key) this.#pending.delete(data);
  }
}

/** 128 random bits. A page without https, such as one of a developer's own network, has no `randomUUID`. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
