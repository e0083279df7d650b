// The exact filters of customers: the terms that a customer is stored with, and those that a filter asks for.
import { createHash } from 'node:crypto';
import type { ListRequest } from '../../records/list/page.ts';
import type { CustomerInDB } from './models.ts';
import { fold, foldLetters } from '../../search/fold.ts';
import { phoneFilterAlternatives, phoneFilterTerms } from '../../search/phone-filter.ts';

/** The terms of a customer. Each looks like `kind:value`, unlike any search term. */
export function facetTerms(customer: Omit<CustomerInDB, 'id'>): string[] {
  const { tags, language, location, linked_user_ids, owned_items, contacts } = customer;
  return [
    ...tags.map((tag) => term('tag', tag)),
    term('language', language),
    ...present(location?.country).map((country) => term('country', fold(country))),
    ...present(location?.city).map((city) => term('city', fold(city))),
    ...present(location?.region).map((region) => term('region', fold(region))),
    ...linked_user_ids.map((uid) => term('linked_user_id', uid)),
    ...owned_items.flatMap(({ device_id, product_id, serial_number, serial_numbers }) => [
      ...present(device_id).map((id) => term('device_id', id)),
      ...present(product_id).map((id) => term('product_id', id)),
      ...[...present(serial_number), ...(serial_numbers ?? [])].map((number) =>
        term('serial_number', number),
      ),
    ]),
    ...contacts.flatMap(({ type, value }) =>
      type === 'email' || value.includes('@')
        ? [term('email', emailKey(value))]
        : phoneFilterTerms(value).map((key) => term('phone', key)),
    ),
  ];
}

/** The filters of a list, as `records/` takes them. A filter that nothing can meet is an empty list of terms. */
export function filtersOf(facets: Facets): Pick<ListRequest, 'filters' | 'onlyMember'> {
  const { tag: tags = [], ...others } = facets;
  const [tag] = tags;
  const isOnlyTag = tags.length === 1 && Object.values(others).every((value) => value === undefined);
  return {
    filters: conditionsOf(facets),
    onlyMember: isOnlyTag && tag !== undefined ? { field: 'tags', value: tag } : undefined,
  };
}

/** The exact filters of a list: all that are given must hold. */
export interface Facets {
  tag?: readonly string[] | undefined;
  language?: string | undefined;
  country?: string | undefined;
  city?: string | undefined;
  region?: string | undefined;
  linked_user_id?: string | undefined;
  device_id?: string | undefined;
  product_id?: string | undefined;
  serial_number?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}

/** A term longer than this is stored as its digest: a serial number may have 1,000 characters. */
const MAX_TERM_BYTES = 60;

/** The terms of each filter; a customer must have one of them. */
function conditionsOf(facets: Facets): string[][] {
  const exactly = (kind: string, value: string | undefined) =>
    value === undefined ? [] : [[term(kind, value)]];
  const folded = (kind: string, value: string | undefined) =>
    exactly(kind, value === undefined ? value : fold(value));
  return [
    ...(facets.tag ?? []).map((tag) => [term('tag', tag)]),
    ...exactly('language', facets.language),
    ...folded('country', facets.country),
    ...folded('city', facets.city),
    ...folded('region', facets.region),
    ...exactly('linked_user_id', facets.linked_user_id),
    ...exactly('device_id', facets.device_id),
    ...exactly('product_id', facets.product_id),
    ...exactly('serial_number', facets.serial_number),
    ...exactly('email', facets.email === undefined ? undefined : emailKey(facets.email)),
    ...(facets.phone === undefined
      ? []
      : [phoneFilterAlternatives(facets.phone).map((key) => term('phone', key))]),
  ];
}

/** An address without case, accents and surrounding spaces; its dots and dashes stay. */
const emailKey = (email: string) => foldLetters(email.trim());

function term(kind: string, value: string): string {
  const isLong = Buffer.byteLength(value) > MAX_TERM_BYTES;
  return `${kind}:${isLong ? createHash('sha256').update(value).digest('base64url') : value}`;
}

const present = (value: string | null | undefined): string[] =>
  value === null || value === undefined ? [] : [value];
