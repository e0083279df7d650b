// What the columns of address books, Greek lists and our own export are called, and the field that each is for.
import { EXPORT_COLUMNS } from './columns.ts';
import type { MappedColumn } from './mapping.ts';

/** A field for a column, and how sure that is, from 0 to 1; null: the column is known and holds nothing to import. */
export interface NamedColumn {
  mapped: MappedColumn | null;
  confidence: number;
}

/** By the name of a column; undefined where it says nothing. */
export function columnByName(name: string): NamedColumn | undefined {
  const own = OWN[name.trim()];
  if (own !== undefined) return { mapped: own, confidence: 1 };
  const words = wordsOf(name);
  const label = labelColumn(name, words);
  if (label !== undefined) return { mapped: label, confidence: 1 };
  const plain = words.filter((word) => !/^\d+$/.test(word));
  const place = placeLabel(plain);
  const rest = plain.filter((word) => !PLACES.has(word) && !FILLERS.has(word));
  const [found, confidence] = nameFound([
    [NAMES.get(words.join(' ')), 1],
    [NAMES.get(plain.join(' ')), 1],
    [NAMES.get(rest.join(' ')), 0.9],
    [byFirstLetters(rest), 0.6],
  ]);
  if (found === undefined) return undefined;
  return { mapped: withPlace(found, { name, place }), confidence: isAside(found) ? ASIDE : confidence };
}

type Found = [mapped: MappedColumn | null | undefined, confidence: number];

const nameFound = (all: readonly Found[]): Found =>
  all.find(([mapped]) => mapped !== undefined) ?? [undefined, 0];

/**
 * Whether the first row names columns: one of its cells is a known name, or it has no cell that only data have (an address, a number) and no cell
 * that comes again below.
 */
export function isHeader(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  const cells = first.filter((cell) => cell.trim() !== '');
  if (cells.some((cell) => cell.includes('@') || cell.replace(/\D/g, '').length >= 6)) return false;
  if (cells.some((cell) => (columnByName(cell)?.confidence ?? 0) >= 0.9)) return true;
  const isRepeated = first.some((cell, at) => cell !== '' && others.some((row) => row[at] === cell));
  return !isRepeated && cells.length === first.length;
}

/** Lower case, without accents, as words. */
function wordsOf(name: string): string[] {
  return (
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('ς', 'σ')
      // Α.Φ.Μ. is one word.
      .replace(/(?<=^|[\s.])(\p{L})\.(?=\p{L}(?:\.|\s|$))/gu, '$1')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

const phone = (label = ''): MappedColumn => ({ field: 'contacts', type: 'phone', ...(label && { label }) });
const email: MappedColumn = { field: 'contacts', type: 'email' };
const other = (label: string): MappedColumn => ({ field: 'contacts', type: 'other', label });
const part = (each: NonNullable<MappedColumn['part']>): MappedColumn => ({ field: 'name', part: each });
const tags = (split: string): MappedColumn => ({ field: 'tags', split });
/** A line of the note: what a customer has no field for. */
const aside: MappedColumn = { field: 'notes', label: '' };

const isAside = (mapped: MappedColumn | null): boolean => mapped?.field === 'notes' && mapped.label === '';

/** An import as a line of a note is offered, and doubted. */
const ASIDE = 0.5;

/** The columns of `columns.ts`, and those that a file of failed rows has beside its own. */
const OWN: Readonly<Record<string, MappedColumn | null>> = {
  ...Object.fromEntries(EXPORT_COLUMNS.map(({ name }) => [name, ownColumn(name)])),
  _line: null,
  _problem: null,
  linked_user_ids: { field: 'linked_user_ids', split: ',' },
  owned_items: { field: 'owned_items' },
  nextcloud_folder: { field: 'nextcloud_folder' },
};

function ownColumn(name: (typeof EXPORT_COLUMNS)[number]['name']): MappedColumn | null {
  switch (name) {
    case 'id':
    case 'name':
    case 'organization':
    case 'language':
    case 'json':
      return { field: name };
    case 'email_1':
    case 'email_2':
    case 'email_3':
      return email;
    case 'phone_1':
    case 'phone_2':
    case 'phone_3':
      return phone();
    case 'other_1':
      return { field: 'contacts', type: 'other' };
    case 'city':
    case 'region':
    case 'country':
      return { field: `location.${name}` };
    case 'tags':
      return tags(',');
    case 'notes_count':
    case 'created_at':
    case 'updated_at':
      return null;
  }
}

/** By words without accents. */
const NAMES = new Map<string, MappedColumn | null>(
  (
    [
      [
        { field: 'name' },
        'name, full name, display name, customer, customer name, client, client name, contact name, ονοματεπωνυμο, ονομα πελατη, επωνυμια πελατη, πελατησ, ονομασια, πληρεσ ονομα, εμφανιζομενο ονομα, επωνυμο ονομα, ονομα επωνυμο, ονομα και επωνυμο, ονομα επωνυμια, ονοματεπωνυμο επωνυμια, επωνυμια ονοματεπωνυμο',
      ],
      [{ field: 'name', part: 'legal' }, 'επωνυμια, διακριτικοσ τιτλοσ'],
      [part('given'), 'first name, given name, firstname, forename, ονομα, μικρο ονομα'],
      [part('middle'), 'middle name, additional name, μεσαιο ονομα, δευτερο ονομα'],
      [part('family'), 'last name, family name, lastname, surname, επωνυμο, επιθετο'],
      [part('prefix'), 'name prefix, title, prefix, προσφωνηση, τιτλοσ, προθημα'],
      [part('suffix'), 'name suffix, suffix, επιθημα'],
      [
        { field: 'organization' },
        'company, company name, organization, organisation, organization name, employer, εταιρεια, εταιρια, οργανισμοσ, επιχειρηση, φορεασ, ενορια, ναοσ, μονη',
      ],
      [
        email,
        'email, e mail, mail, email address, e mail address, emails, email value, e mail value, ηλεκτρονικη διευθυνση, ηλεκτρονικο ταχυδρομειο, ηλ ταχυδρομειο, διευθυνση ηλεκτρονικου ταχυδρομειου, διευθυνση email, διευθυνση e mail, ηλ διευθυνση',
      ],
      [
        phone(),
        'phone, phones, telephone, tel, phone number, phone value, primary phone, τηλεφωνο, τηλεφωνα, τηλ, αριθμοσ τηλεφωνου, κυριο τηλεφωνο',
      ],
      [
        phone('κινητό'),
        'κινητο, κινητα, κιν, κινητο τηλεφωνο, τηλ κινητο, τηλεφωνο κινητο, τηλ κιν, αριθμοσ κινητου',
      ],
      [phone('σταθερό'), 'σταθερο, σταθερο τηλεφωνο, τηλ σταθερο, τηλεφωνο σταθερο, σταθ'],
      [phone('φαξ'), 'φαξ, αριθμοσ φαξ'],
      [phone('fax'), 'fax, fax number'],
      [phone('mobile'), 'mobile, mobile phone, cell, cell phone, cellphone, mobile number'],
      [phone('car'), 'car phone'],
      [phone('pager'), 'pager'],
      [{ field: 'contacts', type: 'whatsapp' }, 'whatsapp, whats app'],
      [other('Viber'), 'viber'],
      [other('ΑΦΜ'), 'αφμ, α φ μ'],
      [other('VAT'), 'vat, vat number, vat id, tax id, vat no, tin'],
      [other('website'), 'website, web page, url, web site, website value, web'],
      [other('ιστοσελίδα'), 'ιστοσελιδα, ιστοτοποσ'],
      [{ field: 'location.city' }, 'city, town, address city, πολη, δημοσ, εδρα'],
      [
        { field: 'location.region' },
        'state, region, province, county, address region, νομοσ, περιφερεια, περιοχη',
      ],
      [{ field: 'location.country' }, 'country, country region, address country, χωρα, χωρα περιοχη'],
      [{ field: 'language' }, 'language, γλωσσα'],
      [tags(' ::: '), 'labels, group membership'],
      [tags(';'), 'categories, κατηγοριεσ'],
      [tags(','), 'tags, tag, groups, group, category, ετικετεσ, ετικετα, κατηγορια, ομαδα, ομαδεσ'],
      [
        { field: 'notes' },
        'notes, note, comments, comment, remarks, memo, description, σημειωσεισ, σημειωση, σχολια, σχολιο, παρατηρησεισ, παρατηρηση',
      ],
      [
        aside,
        'address, street, address street, address formatted, postal code, zip, zip code, address postal code, διευθυνση, οδοσ, αριθμοσ, τκ, ταχ κωδικασ, ταχυδρομικοσ κωδικοσ, δου, επαγγελμα, job title, organization title, department, organization department, θεση, θεση εργασιασ, τμημα, birthday, ημερομηνια γεννησησ, γενεθλια, πατρωνυμο, nickname, profession',
      ],
      [
        { field: 'external', system: 'erp' },
        'κωδικοσ, κωδικοσ πελατη, κωδ, κωδ πελατη, customer id, customer code, customer number, external id, erp id, erp code, account number',
      ],
      [
        null,
        'address type, address label, photo, gender, priority, private, sensitivity, initials, α α, αα, φυλο',
      ],
    ] satisfies [MappedColumn | null, string][]
  ).flatMap(([mapped, names]) => names.split(', ').map((name) => [name, mapped] as const)),
);

/** What a name that is not in the table begins with. */
function byFirstLetters(words: readonly string[]): MappedColumn | null | undefined {
  const has = (beginning: string) => words.some((word) => word.startsWith(beginning));
  // Outlook's `E-mail Type` and `E-mail Display Name`.
  if (has('type') || has('display') || has('τυπο') || has('εμφανιζομεν')) return null;
  if (has('email') || (has('mail') && has('e')) || has('ηλεκτρον')) return email;
  if (has('κινητ')) return phone('κινητό');
  if (has('τηλ') || has('phone') || has('telephone')) return phone();
  if (has('fax') || has('φαξ')) return phone('fax');
  return undefined;
}

/** Words of a name that say which of several it is, and the label that they make. */
const PLACES = new Map([
  ['business', 'work'],
  ['work', 'work'],
  ['company', 'work'],
  ['home', 'home'],
  ['other', 'other'],
  ['assistant', 'assistant'],
  ['εργασιασ', 'εργασία'],
  ['εργασια', 'εργασία'],
  ['γραφειου', 'εργασία'],
  ['γραφειο', 'εργασία'],
  ['εταιρειασ', 'εργασία'],
  ['οικιασ', 'οικία'],
  ['οικια', 'οικία'],
  ['σπιτι', 'οικία'],
  ['σπιτιου', 'οικία'],
  ['αλλο', 'άλλο'],
  ['αλλη', 'άλλο'],
]);

const FILLERS = new Set(['main', 'primary', 's', 'no', 'number']);

const placeLabel = (words: readonly string[]): string | undefined =>
  words.map((word) => PLACES.get(word)).find((label) => label !== undefined);

/** A contact tells where it is, and a line of a note what it is. */
function withPlace(
  mapped: MappedColumn | null,
  { name, place }: { name: string; place: string | undefined },
): MappedColumn | null {
  if (isAside(mapped)) return { field: 'notes', label: name.trim() };
  if (mapped?.field !== 'contacts' || place === undefined) return mapped;
  const label = mapped.label === undefined ? place : `${mapped.label}, ${place}`;
  return { ...mapped, label };
}

/** Google's `Phone 1 - Type` and `Phone 1 - Label` name the label of `Phone 1 - Value`. */
function labelColumn(name: string, words: readonly string[]): MappedColumn | undefined {
  const last = words.at(-1);
  if (last !== 'type' && last !== 'label') return undefined;
  const match = /^((?:E-?mail|Phone|Website|IM) \d+ - )(?:Type|Label)$/i.exec(name.trim());
  return match === null ? undefined : { field: 'contacts', part: 'label', of: `${match[1] ?? ''}Value` };
}
