// What a customer can be named by beside its id: e-mail addresses, phone numbers in whatever format, and the keys of other systems.
import { validate } from '../../http/request/validation.ts';
import type { RecordKey, WaysByKey } from '../../records/keys/by-key.ts';
import { externalKey } from '../../records/keys/external.ts';
import type { WriteContext } from '../../records/context.ts';
import { alreadyThere, nobodyThere } from '../../records/problems.ts';
import { updateWrite } from '../../records/write/update.ts';
import { type EntityTags, matches } from '../../standards/entity-tag.ts';
import type { Text } from '../../standards/languages.ts';
import type { Fault } from '../../standards/problem.ts';
import { validationFailed } from '../../standards/problems.ts';
import { merge, newCustomer, type Sign } from './edits.ts';
import { exactKey } from './exact-keys.ts';
import { contactFacets, emailFacets, phoneFacets } from './facets.ts';
import { customersKind } from './kind.ts';
import { type CustomerContact, CustomerCreate, type CustomerInDB } from './models.ts';
import { keyMissing, noCustomerWithKey } from './problems.ts';
import type { Sent } from './sent-back.ts';

/** A key as a request names it. */
export type CustomerKey =
  { kind: 'email' | 'phone'; value: string } | { kind: 'external'; system: string; value: string };

/**
 * The key as records are looked for by it. Throws 422 for a phone number that is none.
 *
 * @param place of the value in the request
 */
export function customerKey(
  by: CustomerKey,
  place: { pointer: string } | { parameter: string } = { parameter: 'value' },
): RecordKey<CustomerInDB> {
  if (by.kind === 'external') {
    const { system, value } = by;
    const keys = [externalKey({ system, key: value })] as const;
    return { keys, facets: null, isHeldBy: () => true, notFound: noCustomerWithKey };
  }
  const facets = by.kind === 'email' ? emailFacets(by.value) : phoneFacets(by.value);
  const stored = contactFacets({ type: by.kind, value: by.value });
  const [first, ...others] = new Set([...facets, ...stored]);
  if (first === undefined || !stored.some((facet) => facets.includes(facet)))
    throw validationFailed([{ ...place, code: 'invalid_value', message: NO_NUMBER } satisfies Fault]);
  return {
    // A number that can be read in several ways is claimed in each: another format of it has one of them too.
    keys: [exactKey(first), ...others.map(exactKey)],
    facets,
    isHeldBy: ({ contacts }) => hasFacet(contacts, facets),
    notFound: noCustomerWithKey,
  };
}

const NO_NUMBER: Text = {
  en: 'This is not one whole phone number.',
  el: 'Δεν είναι ένας ολόκληρος αριθμός τηλεφώνου.',
};

/**
 * Changes the customer with a key as an update does, and creates one where nobody has it. What it throws: 422 where the body would take the
 * key from the customer, or has no name for a new one, and 412.
 */
export function upsertBy(
  context: WriteContext,
  by: CustomerKey,
  { sent, sign, ifMatch, ifNoneMatch }: Upsert,
): WaysByKey<CustomerInDB> {
  const facets = customerKey(by).facets;
  const checkKept = (contacts: readonly CustomerContact[] | undefined) => {
    if (facets !== null && contacts !== undefined && !hasFacet(contacts, facets)) throw keyMissing();
  };
  return {
    found: (id, of) =>
      updateWrite(customersKind, context, id, {
        ...of,
        ifMatch,
        edit: (read) => {
          if (ifNoneMatch !== null && matches(ifNoneMatch, read.etag)) throw alreadyThere(id, read.etag);
          const edited = merge(sent, sign)(read);
          checkKept(edited.fields['contacts'] as CustomerContact[] | undefined);
          return edited;
        },
      }),
    create: () => {
      if (ifMatch !== null) throw nobodyThere();
      const body = validate(CustomerCreate, withContact(sent, by), 'body');
      checkKept(body.contacts);
      return newCustomer(body, sign);
    },
  };
}

interface Upsert {
  /** As it was sent. */
  sent: Sent;
  sign: Sign;
  ifMatch: EntityTags | null;
  ifNoneMatch: EntityTags | null;
}

/** A body that says nothing of contacts makes a customer with the one that it is named by. */
function withContact(sent: Sent, by: CustomerKey): Sent {
  if (by.kind === 'external' || Object.hasOwn(sent, 'contacts')) return sent;
  const contact = { type: by.kind, label: '', value: by.value, primary: false } satisfies CustomerContact;
  return { ...sent, contacts: [contact] };
}

const hasFacet = (contacts: readonly CustomerContact[], facets: readonly string[]): boolean =>
  contacts.some((contact) => contactFacets(contact).some((facet) => facets.includes(facet)));
