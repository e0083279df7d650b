// What a vCard of any program says of a customer.
import type { Card, CardProperty } from '../../../formats/vcard-reader.ts';
import type { CustomerContact, CustomerNoteInput } from '../models.ts';
import type { Draft } from './draft.ts';
import { type ImportMapping, mappedColumn } from './mapping.ts';

/** Adds what the card says to the draft. A property that the mapping names is left to it. */
export function readCard({ properties }: Card, draft: Draft, mapping: ImportMapping): void {
  const card: OpenedCard = { properties, draft, isOwn: isOwnCard(properties), asides: [] };
  const labels = labelsOf(properties);
  for (const property of properties) {
    const { name, group } = property;
    if (mappedColumn(mapping, name) !== undefined) continue;
    readProperty(property, group === undefined ? undefined : labels.get(group), card);
  }
  if (mappedColumn(mapping, 'ADR') === undefined && !card.isOwn) readAddresses(labels, card);
  for (const { name, text } of card.asides) draft.addToNote(text, name);
  const formatted = textOf(properties.find(({ name }) => name === 'FN'));
  const structured = nameOf(properties.find(({ name }) => name === 'N'));
  if (mappedColumn(mapping, 'FN') === undefined && formatted !== '') draft.addName(formatted, 'FN');
  else if (mappedColumn(mapping, 'N') === undefined) draft.addName(structured, 'N');
}

/** Whether a card is a group of others (RFC 6350, 6.1.4), as iCloud has them among its cards, and no customer. */
export const isGroupCard = ({ properties }: Card): boolean =>
  properties.some(
    (property) =>
      (property.name === 'KIND' || property.name === 'X-ADDRESSBOOKSERVER-KIND') &&
      textOf(property).trim().toLowerCase() === 'group',
  );

interface OpenedCard {
  properties: readonly CardProperty[];
  draft: Draft;
  /** Whether we wrote it: then everything is as it stands there. */
  isOwn: boolean;
  /** What a customer has no field for, as lines of one note. */
  asides: { name: string; text: string }[];
}

/** The text of a property: some readers cut notes at commas. */
export const textOf = (property: CardProperty | undefined): string =>
  property === undefined
    ? ''
    : property.values
        .map((value) => (typeof value === 'string' ? value : value.filter((part) => part !== '').join(', ')))
        .join(',');

function readProperty(property: CardProperty, label: string | undefined, card: OpenedCard): void {
  const { draft, isOwn } = card;
  const { name } = property;
  const aside = (what: string, text: string) => addAside(card, name, { what, text });
  switch (name) {
    case 'TEL':
    case 'EMAIL':
    case 'IMPP':
    case 'URL':
    case 'X-SOCIALPROFILE':
    case 'X-CRM-CONTACT': {
      const contact = contactOf(property, label, isOwn);
      if (contact.value !== '') draft.addContact(contact, name, { isExact: isOwn });
      return;
    }
    case 'ORG': {
      const parts = partsOf(property);
      if (isOwn) draft.setExactly('organization', parts.join(';'), name);
      else readOrganization(parts.filter(isFilled), card);
      return;
    }
    case 'ADR':
      if (isOwn) draft.setExactly('location', ownPlace(property), name);
      return;
    case 'CATEGORIES':
    case 'X-GROUP-MEMBERSHIP':
      for (const tag of property.values.flat()) if (!isEveryone(tag)) draft.addTag(tag, name);
      return;
    case 'NOTE': {
      const whole = textOf(property);
      const text = isOwn ? whole : whole.trim();
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
      return;
    case 'X-CRM-ITEM':
      draft.addParsedItem(parsed(textOf(property)), name);
      return;
    case 'X-CRM-USER':
      draft.addUser(textOf(property), name);
      return;
    case 'X-CRM-FOLDER':
      draft.setExactly('nextcloud_folder', textOf(property), name);
      return;
    case 'X-ANDROID-CUSTOM': {
      const said = androidCustom(property);
      if (said !== null) aside(said.what, said.text);
      return;
    }
    case 'BDAY':
      aside(ASIDES[name] ?? '', dateText(property));
      return;
    case 'RELATED':
      aside(label ?? (typesOf(property).map(typeLabel).join(', ') || 'Related'), textOf(property));
      return;
    case 'X-ABDATE':
    case 'X-ABRELATEDNAMES':
      aside(label ?? ASIDES[name] ?? '', dateText(property));
      return;
  }
  const service = SERVICES[name];
  if (service !== undefined && isFilled(textOf(property)))
    draft.addContact({ ...contactOf(property, service, isOwn), type: 'other', label: service }, name);
  else if (ASIDES[name] !== undefined) aside(ASIDES[name], textOf(property));
}

/** What a customer has no field for, and what it is called in a note. */
export const ASIDES: Readonly<Record<string, string>> = {
  TITLE: 'Title',
  ROLE: 'Role',
  BDAY: 'Birthday',
  ANNIVERSARY: 'Anniversary',
  'X-ANNIVERSARY': 'Anniversary',
  'X-MS-ANNIVERSARY': 'Anniversary',
  'X-EVOLUTION-ANNIVERSARY': 'Anniversary',
  NICKNAME: 'Nickname',
  'X-NICKNAME': 'Nickname',
  RELATED: 'Related',
  'X-ABDATE': 'Date',
  'X-ABRELATEDNAMES': 'Related',
  'X-SPOUSE': 'Spouse',
  'X-MS-SPOUSE': 'Spouse',
  'X-EVOLUTION-SPOUSE': 'Spouse',
  'X-MANAGER': 'Manager',
  'X-MS-MANAGER': 'Manager',
  'X-EVOLUTION-MANAGER': 'Manager',
  'X-ASSISTANT': 'Assistant',
  'X-MS-ASSISTANT': 'Assistant',
  'X-EVOLUTION-ASSISTANT': 'Assistant',
  'X-DEPARTMENT': 'Department',
  'X-WA-BIZ-NAME': 'WhatsApp Business',
  'X-WA-BIZ-DESCRIPTION': 'WhatsApp Business',
  'X-ANDROID-CUSTOM': 'Android',
};

/** Properties of messengers, and the labels of their contacts. */
export const SERVICES: Readonly<Record<string, string>> = {
  'X-AIM': 'AIM',
  'X-ICQ': 'ICQ',
  'X-MSN': 'MSN',
  'X-YAHOO': 'Yahoo',
  'X-JABBER': 'Jabber',
  'X-QQ': 'QQ',
  'X-SKYPE': 'Skype',
  'X-SKYPE-USERNAME': 'Skype',
  'X-GOOGLE-TALK': 'Google Talk',
  'X-GTALK': 'Google Talk',
  'X-TWITTER': 'Twitter',
  'X-SIP': 'SIP',
  'X-MS-IMADDRESS': 'IM',
};

function addAside(
  { asides }: OpenedCard,
  name: string,
  { what, text }: { what: string; text: string },
): void {
  if (isFilled(text)) asides.push({ name, text: `${what}: ${text.trim()}` });
}

/** The first part is the organization, the others are its departments. Another organization is said beside it. */
function readOrganization([first, ...departments]: readonly string[], card: OpenedCard): void {
  if (first === undefined) return;
  const isSecond = Boolean(card.draft.fields.organization);
  if (isSecond) addAside(card, 'ORG', { what: 'Organization', text: first });
  else card.draft.set('organization', first, 'ORG');
  addAside(card, 'ORG', { what: 'Department', text: departments.join(', ') });
}

/** The place of the address that is preferred, or of the first; what else addresses say is told in the note. */
function readAddresses(labels: ReadonlyMap<string, string>, card: OpenedCard): void {
  const all = card.properties
    .filter(({ name }) => name === 'ADR')
    .map((property) => ({ property, parts: addressOf(property) }));
  const hasPlace = ({ parts: { city, region, country } }: (typeof all)[number]) =>
    [city, region, country].some(isFilled);
  const main = all.filter(hasPlace).find(({ property }) => isPreferred(property)) ?? all.find(hasPlace);
  if (main !== undefined) card.draft.setPlace(main.parts, 'ADR');
  for (const address of all) {
    const {
      property,
      parts: { before, city, region, zip, country },
    } = address;
    const said = address === main ? [...before, zip] : [...before, city, region, zip, country];
    const kind =
      (property.group === undefined ? undefined : labels.get(property.group)) ?? labelOfTypes(property);
    const text = said
      .filter(isFilled)
      .map((part) => part.split('\n').map(trimmed).filter(isFilled).join(', '))
      .join(', ');
    addAside(card, 'ADR', { what: kind === '' ? 'Address' : `Address (${kind})`, text });
  }
  // Some programs write an address as a label alone (RFC 2426, 3.2.2).
  const isAlone = all.every(({ parts }) => !Object.values(parts).flat().some(isFilled));
  for (const property of isAlone ? card.properties : [])
    if (property.name === 'LABEL' || property.name === 'X-SAMSUNGADR')
      addAside(card, property.name, {
        what: 'Address',
        text: textOf(property).split(';').filter(isFilled).join(';'),
      });
}

const trimmed = (text: string): string => text.trim();

function addressOf(property: CardProperty) {
  const [box = '', extended = '', street = '', city = '', region = '', zip = '', country = ''] =
    partsOf(property);
  return { before: [street, extended, box], city, region, zip, country };
}

/** The place as `vcard.ts` wrote it: what is empty there is null, but for what a parameter names. */
function ownPlace(property: CardProperty) {
  const { city, region, country } = addressOf(property);
  const empty = (property.parameters['X-CRM-EMPTY'] ?? []).flatMap((names) => names.split('-'));
  const part = (name: string, text: string) => (text === '' && !empty.includes(name) ? null : text);
  return { city: part('city', city), region: part('region', region), country: part('country', country) };
}

/** Of a customer's thing as JSON; the text itself where it is none, which the schema refuses. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A day, without the year where Apple has put one that means nothing. */
function dateText(property: CardProperty): string {
  const [text, omitted] = [textOf(property), property.parameters['X-APPLE-OMIT-YEAR']?.[0]];
  return omitted !== undefined && text.startsWith(omitted) ? text.replace(`${omitted}-`, '--') : text;
}

/** What Android writes of its own: the kind, the value, the number of its type and a label. Null where it is of no use. */
function androidCustom(property: CardProperty): { what: string; text: string } | null {
  const [kind = '', text = '', type = '', label = ''] = property.values.flat().join(';').split(';');
  switch (kind.replace(/^.*\//, '')) {
    case 'nickname':
      return { what: 'Nickname', text };
    case 'contact_event':
      return { what: label || (EVENTS[Number(type)] ?? 'Event'), text };
    case 'relation':
      return { what: label || (RELATIONS[Number(type)] ?? 'Related'), text };
    default:
      return null;
  }
}

/** By the numbers of Android's `ContactsContract.CommonDataKinds.Event` and `.Relation`. */
const EVENTS = ['Event', 'Anniversary', 'Event', 'Birthday'];
const RELATIONS = [
  ...[
    'Related',
    'Assistant',
    'Brother',
    'Child',
    'Partner',
    'Father',
    'Friend',
    'Manager',
    'Mother',
    'Parent',
  ],
  ...['Partner', 'Referred by', 'Relative', 'Sister', 'Spouse'],
];

/** The groups that Google and Android put everybody in. */
export const isEveryone = (tag: string): boolean => /^(?:\* ?)?my ?contacts$/i.test(tag.trim());

/** Of a card that `vcard.ts` wrote. */
const ownId = (uid: string): string | undefined =>
  uid.startsWith(OWN_UID) ? decoded(uid.slice(OWN_UID.length)) : undefined;

const OWN_UID = 'urn:crm:';

const isOwnCard = (properties: readonly CardProperty[]): boolean =>
  properties.some((property) => property.name === 'UID' && textOf(property).startsWith(OWN_UID));

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

function contactOf(property: CardProperty, label: string | undefined, isOwn: boolean): CustomerContact {
  const { name, parameters } = property;
  const primary = isPreferred(property);
  const told = label ?? parameters['X-LABEL']?.[0] ?? labelOfTypes(property);
  const value = textOf(property).trim();
  if (name === 'EMAIL') return { type: 'email', label: told, value, primary };
  if (name === 'TEL') {
    if (isOwn) return { type: 'phone', label: told, value, primary };
    const type = /^whats ?app$/i.test(told) ? 'whatsapp' : 'phone';
    return { type, label: told, value: withoutScheme(value), primary };
  }
  if (name === 'IMPP' || name === 'X-SOCIALPROFILE') {
    const address = decoded(value.replace(/^[a-z-]+:(?!\/\/)/i, ''));
    const service = serviceOf(property, value);
    if (/^whatsapp$/i.test(service)) {
      const isSaid = label !== undefined || !/^whatsapp$/i.test(told);
      return { type: 'whatsapp', label: isSaid ? told : '', value: address, primary };
    }
    return { type: 'other', label: label ?? service, value: address, primary };
  }
  if (name === 'URL') {
    const isPlace = label === undefined && told !== '';
    return { type: 'other', label: isPlace ? `website, ${told}` : told || 'website', value, primary };
  }
  return { type: 'other', label: told, value, primary };
}

/** Which messenger or network it is: by a parameter, by the type, or by the scheme of the address. */
function serviceOf(property: CardProperty, value: string): string {
  const [named] = property.parameters['X-SERVICE-TYPE'] ?? [];
  const scheme = /^[a-z][a-z-]*(?=:(?!\/\/))/i.exec(value)?.[0];
  const isScheme = scheme !== undefined && scheme.toLowerCase() !== 'x-apple';
  const type = typesOf(property).find((each) => !PLACES.has(each) && !SAYS_NOTHING.has(each));
  return named ?? (isScheme ? scheme : type) ?? '';
}

/** In small letters. */
const typesOf = ({ parameters }: CardProperty): string[] =>
  (parameters['TYPE'] ?? []).flatMap((type) => type.toLowerCase().split(','));

/** By its type, or by `PREF=1` (RFC 6350, 5.3): a larger number is a smaller preference. */
const isPreferred = (property: CardProperty): boolean =>
  typesOf(property).includes('pref') || property.parameters['PREF']?.[0] === '1';

const labelOfTypes = (property: CardProperty): string =>
  typesOf(property)
    .map((type) => type.replace(/^x-/, ''))
    .filter((type) => !SAYS_NOTHING.has(type))
    .map(typeLabel)
    .join(', ');

/** Types that every number or address has. */
const SAYS_NOTHING = new Set([
  ...['pref', 'internet', 'voice', 'msg', 'x400', 'text', 'dom', 'intl', 'postal', 'parcel'],
]);

const PLACES = new Set(['home', 'work', 'other']);

const typeLabel = (type: string): string => (type === 'cell' ? 'mobile' : type);

/** A number as a URI (RFC 3966), which vCard 4.0 allows. */
const withoutScheme = (value: string): string => (/^tel:/i.test(value) ? decoded(value.slice(4)) : value);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
