// Creations of one batch that would enter somebody twice: none of them is there yet, so that no check finds it.
import { type Identity, readIdentity } from '../../duplicates/identity.ts';
import { duplicateTerms } from '../../duplicates/keys.ts';
import { comparePair } from '../../duplicates/score.ts';
import { identityValues } from './identity.ts';
import { exactKeysOf } from './exact-keys.ts';
import type { CustomerCreate } from './models.ts';

/**
 * Whether an earlier creation is a certain duplicate of one: it has a number or an address in common, and a part of the name. A hundred comparisons are made
 * for a batch, which take 2.5 s at the worst (measured); real batches need a few.
 */
export class EnteredBefore {
  readonly #byKey = new Map<string, Entered[]>();
  #left = MOST_COMPARED;

  isRepeated(body: CustomerCreate): boolean {
    const identity = readIdentity(identityValues(body));
    const terms = new Set(duplicateTerms(identity));
    const keys = exactKeysOf(body.contacts).map(({ value }) => value);
    const before = new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []));
    for (const key of keys) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), { identity, terms }]);
    for (const earlier of before) {
      if (![...terms].some((term) => earlier.terms.has(term))) continue;
      this.#left -= 1;
      if (this.#left < 0) return false;
      if (comparePair(identity, earlier.identity).level === 'certain') return true;
    }
    return false;
  }
}

interface Entered {
  identity: Identity;
  terms: ReadonlySet<string>;
}

const MOST_COMPARED = 100;
