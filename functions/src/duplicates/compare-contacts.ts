// Which numbers and addresses two records have in common, and which differ in one digit or letter.
import { editDistance } from './edit-distance.ts';
import type { Identity } from './identity.ts';

/** A pair of contacts that are the same, or nearly. */
export interface ContactPair {
  readonly kind: 'phone' | 'phone_similar' | 'email' | 'email_similar';
  readonly pointer: string;
  readonly theirs: string;
  /** What both have, to count who else has it. */
  readonly value: string;
  readonly isGeneric: boolean;
}

/** The contacts that two records have in common, the same ones first. What is the same is not told again as similar. */
export function commonContacts(ours: Identity, theirs: Identity): ContactPair[] {
  const found: ContactPair[] = [];
  for (const phone of ours.phones) {
    for (const other of theirs.phones) {
      const value = phone.asked.find((key) => other.terms.includes(key));
      if (value !== undefined)
        found.push({ kind: 'phone', pointer: phone.pointer, theirs: other.pointer, value, isGeneric: false });
    }
  }
  for (const email of ours.emails) {
    const other = theirs.emails.find(({ address }) => address === email.address);
    if (other === undefined) continue;
    const { address: value, isGeneric } = email;
    found.push({ kind: 'email', pointer: email.pointer, theirs: other.pointer, value, isGeneric });
  }
  return found.length > 0 ? found : similarContacts(ours, theirs);
}

/** Two numbers of one kind, mobile or not, one of each record. For records that have no number in common. */
export function differingPhones(ours: Identity, theirs: Identity): PhonePair | null {
  return differingOf(ours, theirs, true) ?? differingOf(ours, theirs, false);
}

/** Two mobiles, one of each record, if they have none in common: father and son share a landline, and may share a name too. */
export function differingMobiles(ours: Identity, theirs: Identity): PhonePair | null {
  const mobiles = ours.phones.filter(({ numbers }) => numbers.some(isMobile));
  const isShared = mobiles.some(({ asked }) =>
    theirs.phones.some(({ terms }) => asked.some((key) => terms.includes(key))),
  );
  return isShared ? null : differingOf(ours, theirs, true);
}

/** The places of two numbers. */
interface PhonePair {
  readonly ours: { readonly pointer: string };
  readonly theirs: { readonly pointer: string };
}

function differingOf(ours: Identity, theirs: Identity, mobile: boolean): PhonePair | null {
  const [one, other] = [ours, theirs].map(({ phones }) =>
    phones.find(({ numbers }) => numbers.some((number) => isMobile(number) === mobile)),
  );
  return one === undefined || other === undefined ? null : { ours: one, theirs: other };
}

/** A Greek mobile number, by its national digits. */
const isMobile = (number: string) => number.startsWith('69');

function similarContacts(ours: Identity, theirs: Identity): ContactPair[] {
  const found: ContactPair[] = [];
  for (const phone of ours.phones.slice(0, MAX_SIMILAR)) {
    for (const other of theirs.phones.slice(0, MAX_SIMILAR)) {
      const value = phone.numbers.find((number) => other.numbers.some((each) => isOneDigitOff(number, each)));
      if (value !== undefined)
        found.push({
          kind: 'phone_similar',
          pointer: phone.pointer,
          theirs: other.pointer,
          value,
          isGeneric: false,
        });
    }
  }
  for (const { address, pointer, isGeneric } of ours.emails.slice(0, MAX_SIMILAR)) {
    const other = theirs.emails
      .slice(0, MAX_SIMILAR)
      .find((each) => editDistance(address, each.address, 1) === 1);
    if (other !== undefined && !isGeneric)
      found.push({ kind: 'email_similar', pointer, theirs: other.pointer, value: address, isGeneric });
  }
  return found;
}

/** So many contacts of a record are looked through for a misspelt one. */
const MAX_SIMILAR = 5;

const isOneDigitOff = (one: string, other: string) =>
  Math.abs(one.length - other.length) <= 1 && editDistance(one, other, 1) === 1;
