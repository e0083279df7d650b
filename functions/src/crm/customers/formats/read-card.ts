// What a vCard of any program says of a customer.
import type { Card, CardProperty } from '../../../formats/vcard-reader.ts';
import type { CustomerContact, CustomerNoteInput } from '../models.ts';
import type { Draft } from './draft.ts';
import { type ImportMapping, mappedColumn } from './mapping.ts';

/** Adds what the card says to the draft. A property that the mapping names is left to it. */
export function readCard({ properties }: Card, draft: Draft, mapping: ImportMapping): void {
  const labels = labelsOf(properties);
  for (const property of properties) {
    const { name, group } = property;
    if (mappedColumn(mapping, name) !== undefined) continue;
    const label = group === undefined ? undefined : labels.get(group);
    readProperty(property, label, draft);
  }
  const formatted = textOf(properties.find(({ name }) => name === 'FN'));
  const structured = nameOf(properties.find(({ name }) => name === 'N'));
  if (mappedColumn(mapping, 'FN') === undefined && formatted !== '') draft.addName(formatted, 'FN');
  else if (mappedColumn(mapping, 'N') === undefined) draft.addName(structured, 'N');
}

/** The text of a property: some readers cut notes at commas. */
export const textOf = (property: CardProperty | undefined): string =>
  property === undefined
    ? ''
    : property.values
        .map((value) => (typeof value === 'string' ? value : value.filter((part) => part !== '').join(', ')))
        .join(',');

function readProperty(property: CardProperty, label: string | undefined, draft: Draft): void {
  const { name } = property;
  switch (name) {
    case 'TEL':
    case 'EMAIL':
    case 'IMPP':
    case 'URL':
    case 'X-CRM-CONTACT': {
      const contact = contactOf(property, label);
      if (contact.value !== '') draft.addContact(contact, name);
      return;
    }
    case 'ORG':
      draft.set('organization', partsOf(property).filter(isFilled).join(', '), name);
      return;
    case 'ADR': {
      const [, , , city = '', region = '', , country = ''] = partsOf(property);
      draft.setPlace({ city, region, country }, name);
      return;
    }
    case 'CATEGORIES':
      for (const tag of property.values.flat()) draft.addTag(tag, name);
      return;
    case 'NOTE': {
      const text = textOf(property);
      const [by, at] = ['X-CRM-BY', 'X-CRM-AT'].map((each) => property.parameters[each]?.[0]);
      const note: CustomerNoteInput = {
        text,
        ...(by !== undefined && { by: decoded(by) }),
        ...(at !== undefined && { at }),
      };
      if (text.trim() !== '') draft.addNote(note, name);
      return;
    }
    case 'LANG':
      draft.set('language', textOf(property), name);
      return;
    case 'UID':
      draft.id ??= ownId(textOf(property));
  }
}

/** Of a card that `vcard.ts` wrote. */
const ownId = (uid: string): string | undefined =>
  uid.startsWith(OWN_UID) ? decoded(uid.slice(OWN_UID.length)) : undefined;

const OWN_UID = 'urn:crm:';

const isFilled = (text: string): boolean => text.trim() !== '';

/** The parts of a structured value. */
const partsOf = ({ values: [first = ''] }: CardProperty): readonly string[] =>
  typeof first === 'string' ? [first] : first;

/** As a card without a formatted name is shown: prefix, given and middle names, family name, suffix. */
function nameOf(property: CardProperty | undefined): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = property ? partsOf(property) : [];
  return [prefix, given, middle, family, suffix].filter(isFilled).join(' ');
}

/** The labels that Apple, Google and we give to properties of a group. */
function labelsOf(properties: readonly CardProperty[]): Map<string, string> {
  const labels = properties.filter(({ name, group }) => name === 'X-ABLABEL' && group !== undefined);
  return new Map(labels.map((property) => [property.group ?? '', appleLabel(textOf(property))]));
}

/** Apple writes its own words as `_$!<Home>!$_`. */
const appleLabel = (label: string): string => {
  const word = /^_\$!<(.*)>!\$_$/s.exec(label)?.[1];
  return word === undefined ? label : word.toLowerCase();
};

function contactOf(property: CardProperty, label: string | undefined): CustomerContact {
  const { name, parameters } = property;
  const types = (parameters['TYPE'] ?? []).flatMap((type) => type.toLowerCase().split(','));
  const primary = types.includes('pref') || parameters['PREF'] !== undefined;
  const told =
    label ??
    types
      .filter((type) => !SAYS_NOTHING.has(type))
      .map(typeLabel)
      .join(', ');
  const value = textOf(property).trim();
  if (name === 'EMAIL') return { type: 'email', label: told, value, primary };
  if (name === 'TEL') {
    const type = /^whats ?app$/i.test(told) ? 'whatsapp' : 'phone';
    return { type, label: told, value: withoutScheme(value), primary };
  }
  if (name === 'IMPP') {
    const service = parameters['X-SERVICE-TYPE']?.[0] ?? /^[a-z]+(?=:)/i.exec(value)?.[0] ?? '';
    const address = decoded(value.replace(/^[a-z-]+:/i, ''));
    if (/^whatsapp$/i.test(service)) return { type: 'whatsapp', label: told, value: address, primary };
    return { type: 'other', label: label ?? service, value: address, primary };
  }
  return { type: 'other', label: told === '' && name === 'URL' ? 'website' : told, value, primary };
}

/** Types that every number or address has. */
const SAYS_NOTHING = new Set(['pref', 'internet', 'voice', 'msg', 'x400', 'text']);

const typeLabel = (type: string): string => (type === 'cell' ? 'mobile' : type.replace(/^x-/, ''));

/** A number as a URI (RFC 3966), which vCard 4.0 allows. */
const withoutScheme = (value: string): string => (/^tel:/i.test(value) ? decoded(value.slice(4)) : value);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
