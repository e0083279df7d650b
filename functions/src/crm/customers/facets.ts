// The exact filters of customers: the terms that a customer is stored with, and those that a filter asks for.
import { hash } from 'node:crypto';
import type { ListQuery } from './list-query.ts';
import type { CustomerContact, CustomerInDB } from './models.ts';
import { fold, foldLetters } from '../../search/fold.ts';
import { phoneFilterAlternatives, phoneFilterTerms } from '../../search/phone-filter.ts';

/** The terms of a customer. Each looks like `kind:value`, unlike any search term. Those that may be thousands come last. */
export function facetTerms(customer: Omit<CustomerInDB, 'id'>): string[] {
  const { tags, language, location, linked_user_ids, owned_items, contacts } = customer;
  return [
    ...tags.map((tag) => term('tag', tag)),
    term('language', language),
    ...present(location?.country).map((country) => term('country', fold(country))),
    ...present(location?.city).map((city) => term('city', fold(city))),
    ...present(location?.region).map((region) => term('region', fold(region))),
    ...linked_user_ids.map((uid) => term('linked_user_id', uid)),
    ...contacts.flatMap(contactFacets),
    ...owned_items.flatMap(({ device_id, product_id, serial_number, serial_numbers }) => [
      ...present(device_id).map((id) => term('device_id', id)),
      ...present(product_id).map((id) => term('product_id', id)),
      ...[...present(serial_number), ...(serial_numbers ?? [])].map((number) =>
        term('serial_number', number),
      ),
    ]),
  ];
}

/** The terms of a contact: of a phone number in whatever format, one to three for each number in it. */
export function contactFacets({ type, value }: Pick<CustomerContact, 'type' | 'value'>): string[] {
  return type === 'email' || value.includes('@')
    ? [term('email', emailKey(value))]
    : phoneFilterTerms(value).map((key) => term('phone', key));
}

/** The terms of the keys of numbers, as they are stored, and of folded addresses. */
export function termsOfKeys({ phones, emails }: ContactKeys): string[] {
  return [...phones.map((key) => term('phone', key)), ...emails.map((key) => term('email', key))];
}

interface ContactKeys {
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** The exact filters of a list: all that are given must hold. */
type Facets = Omit<ListQuery, 'search' | 'sort' | 'limit' | 'cursor' | 'updated_since'>;

/** A longer value stands as its digest: a serial number may have 1,000 characters, and a customer thousands of them. */
const MAX_VALUE_BYTES = 30;

/** 132 bits. */
const DIGEST_LENGTH = 22;

/**
 * The filters of a list, as `records/` takes them: the facets of each that is given, of which a customer must have one. A filter that
 * nothing can meet has none.
 */
export function filtersOf(facets: Facets): string[][] {
  return Object.entries(CONDITIONS).flatMap(([name, conditionsOfValue]) => {
    const value = facets[name as keyof Facets];
    return value === undefined ? [] : conditionsOfValue(value as string & string[]);
  });
}

/** What each filter asks for. A parameter of the list that is missing here does not compile: it would let everybody through. */
const CONDITIONS = {
  tag: (tags: string[]) => tags.map((tag) => [term('tag', tag)]),
  language: (language: string) => [[term('language', language)]],
  country: (country: string) => [[term('country', fold(country))]],
  city: (city: string) => [[term('city', fold(city))]],
  region: (region: string) => [[term('region', fold(region))]],
  linked_user_id: (uid: string) => [[term('linked_user_id', uid)]],
  device_id: (id: string) => [[term('device_id', id)]],
  product_id: (id: string) => [[term('product_id', id)]],
  serial_number: (number: string) => [[term('serial_number', number)]],
  email: (email: string) => [emailFacets(email)],
  phone: (phone: string) => [phoneFacets(phone)],
} satisfies { [Name in keyof Facets]-?: (value: NonNullable<Facets[Name]>) => string[][] };

/** The term that a customer with this address has. */
export const emailFacets = (email: string): string[] => [term('email', emailKey(email))];

/** The terms of which a customer with this number has one; none where it is not a whole number. */
export const phoneFacets = (phone: string): string[] =>
  phoneFilterAlternatives(phone).map((key) => term('phone', key));

/** An address without case, accents and surrounding spaces; its dots and dashes stay. */
const emailKey = (email: string) => foldLetters(email.trim());

function term(kind: string, value: string): string {
  const isLong = Buffer.byteLength(value) > MAX_VALUE_BYTES;
  return `${kind}:${isLong ? hash('sha256', value, 'base64url').slice(0, DIGEST_LENGTH) : value}`;
}

const present = (value: string | null | undefined): string[] =>
  value === null || value === undefined ? [] : [value];
