// What tells who a record is: its names, contacts and place, in the forms in which two records are compared.
import { foldLetters } from '../search/fold.ts';
import { phoneFilterAlternatives, phoneFilterTerms } from '../search/phone-filter.ts';
import { readPhones } from '../search/phone.ts';
import { readName, type ReadName } from './name-words.ts';

/** One value of a record, and where it stands. */
export interface IdentityValue {
  readonly kind: 'name' | 'organization' | 'phone' | 'email' | 'city' | 'region';
  readonly text: string;
  /** The JSON Pointer to the value in its record (RFC 6901). */
  readonly pointer: string;
}

/** A record as it is compared. Made once for each record, whatever it is compared with. */
export interface Identity {
  readonly name: Placed<ReadName> | null;
  readonly organization: Placed<ReadName> | null;
  readonly phones: readonly Placed<ReadPhone>[];
  readonly emails: readonly Placed<ReadEmail>[];
  readonly city: Placed<ReadName> | null;
  readonly region: Placed<ReadName> | null;
}

type Placed<Form> = Form & { readonly pointer: string };

interface ReadPhone {
  /** The terms that it is stored with, and those by which the same number is found. */
  readonly terms: readonly string[];
  readonly asked: readonly string[];
  /** The national digits of each number in the value. */
  readonly numbers: readonly string[];
}

interface ReadEmail {
  readonly address: string;
  /** Whether it is the address of an office and not of a person: info@. */
  readonly isGeneric: boolean;
}

/** What a record is called: its name, or where it has none its organization. */
export const calledOf = ({ name, organization }: Identity): Identity['name'] => name ?? organization;

/** Reads the values of a record. Of several names, organizations, cities or regions the first counts; of contacts the first 20. */
export function readIdentity(values: readonly IdentityValue[]): Identity {
  const contacts = (kind: 'phone' | 'email') =>
    values
      .filter((value) => value.kind === kind && value.text.length <= LONGEST_CONTACT)
      .slice(0, MAX_CONTACTS);
  const named = (kind: 'name' | 'organization' | 'city' | 'region') => {
    const value = values.find((each) => each.kind === kind);
    const name = value === undefined ? null : readName(value.text);
    return value === undefined || name?.words.length === 0 || name === null
      ? null
      : { ...name, pointer: value.pointer };
  };
  return {
    name: named('name'),
    organization: named('organization'),
    phones: contacts('phone').map(({ text, pointer }) => ({ ...readPhone(text), pointer })),
    emails: contacts('email').map(({ text, pointer }) => ({ ...readEmail(text), pointer })),
    city: named('city'),
    region: named('region'),
  };
}

const MAX_CONTACTS = 20;
/** A longer value is no number and no address. */
const LONGEST_CONTACT = 100;

function readPhone(text: string): ReadPhone {
  const terms = phoneFilterTerms(text);
  return {
    terms,
    asked: [...new Set([...terms, ...phoneFilterAlternatives(text)])],
    numbers: readPhones(text)
      .map(({ national }) => national)
      .filter(({ length }) => length >= SHORTEST_NUMBER && length <= LONGEST_NUMBER)
      .slice(0, MAX_NUMBERS),
  };
}

const SHORTEST_NUMBER = 7;
const LONGEST_NUMBER = 15;
const MAX_NUMBERS = 2;

function readEmail(text: string): ReadEmail {
  const address = foldLetters(text.trim());
  return { address, isGeneric: GENERIC_USER.test(address) };
}

const GENERIC_USER =
  /^(?:info|office|contact|sales|mail|email|admin|support|hello|enquir(?:y|ies)|reception|secretariat|account(?:s|ing)|grafeio|grammateia|logistirio|logistis)\d*@/u;
