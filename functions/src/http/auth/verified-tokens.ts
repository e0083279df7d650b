import type { DecodedIdToken } from 'firebase-admin/auth';

/** Verifying a signature is a fifth of the processor time of a GET by id (measured: 0.3 of 1.4 ms); the answer holds for this long. */
const KEPT_MS = 300_000;

/** About 2 MB of tokens. */
const MAX_TOKENS = 1000;

/**
 * ID tokens that were found good a short while ago, by the whole token. What else may be wrong with one, its expiry above all,
 * is the caller's to look at each time; Google's keys are kept by the Admin SDK for longer than a token is here.
 */
export class VerifiedTokens {
  readonly #entries = new Map<string, { token: DecodedIdToken; until: number }>();

  get(idToken: string): DecodedIdToken | undefined {
    const entry = this.#entries.get(idToken);
    if (entry !== undefined && entry.until <= performance.now()) this.#entries.delete(idToken);
    else return entry?.token;
    return undefined;
  }

  add(idToken: string, token: DecodedIdToken): void {
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= MAX_TOKENS) this.#entries.delete(oldest);
    this.#entries.set(idToken, { token, until: performance.now() + KEPT_MS });
  }
}
