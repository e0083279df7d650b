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
  const own = name.trim();
  if (Object.hasOwn(OWN, own)) return { mapped: OWN[own] ?? null, confidence: 1 };
  const words = wordsOf(name);
  const label = labelColumn(name);
  if (label !== undefined) return { mapped: label, confidence: 1 };
  const plain = words.filter((word) => !/^\d+$/.test(word));
  const place = placeLabel(plain);
  const rest = plain.filter((word) => !PLACES.has(word) && !FILLERS.has(word));
  const [found, confidence] = nameFound([
    [NAMES.get(words.join(' ')), 1],
    [NAMES.get(plain.join(' ')), 1],
    [ofSomebodyElse(NAMES.get(rest.join(' ')), place), 0.9],
    [byFirstLetters(rest, name), 0.6],
  ]);
  if (found === undefined) return undefined;
  const mapped = withPlace(found, { name, place });
  return { mapped, confidence: found === doubtful ? 0.3 : isAside(found) ? ASIDE : confidence };
}

/** The name of an assistant or of a company is not the customer's. */
const ofSomebodyElse = (
  found: MappedColumn | null | undefined,
  place: string | undefined,
): MappedColumn | null | undefined => (found?.field === 'name' && place !== undefined ? aside : found);

/** Which of several addresses a column belongs to: by its number and by what says where it is. */
export function addressOf(name: string): string {
  const words = wordsOf(name);
  return [placeLabel(words) ?? '', ...words.filter((word) => /^\d+$/.test(word))].join(' ');
}

type Found = [mapped: MappedColumn | null | undefined, confidence: number];

const nameFound = (all: readonly Found[]): Found =>
  all.find(([mapped]) => mapped !== undefined) ?? [undefined, 0];

/** Whether a text is surely the name of a column. */
export function isKnownName(cell: string): boolean {
  const named = columnByName(cell);
  return named !== undefined && (named.confidence >= 0.9 || named.mapped?.field === 'notes');
}

/**
 * Whether the first row names columns: one of its cells is a known name, or it has text where all that is below are numbers or addresses. It has
 * no cell that only data have (an address, a number). Where nothing tells it is data: a person in it would be lost.
 */
export function isHeader(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  const top = first.slice(0, MOST_NAMES);
  const cells = top.filter((cell) => cell.trim() !== '');
  if (cells.some(isData)) return false;
  if (cells.some(isKnownName)) return true;
  const sample = others.slice(0, SAMPLE);
  return top.some((cell, at) => {
    if (!/\p{L}/u.test(cell)) return false;
    const below = sample.map((row) => row[at] ?? '').filter((each) => each.trim() !== '');
    return below.length > 0 && below.every((each) => isData(each) || !/\p{L}/u.test(each));
  });
}

/** So many cells and rows are looked at: a file of half a megabyte may have a hundred thousand of both. */
const MOST_NAMES = 2000;
const SAMPLE = 50;

/** An address of e-mail, or a number. */
const isData = (cell: string): boolean => cell.includes('@') || cell.replace(/\D/g, '').length >= 6;

/** Lower case, without accents, as words. */
function wordsOf(name: string): string[] {
  return (
    inOneScript(name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase())
      .toLowerCase()
      .replaceAll('ς', 'σ')
      // Α.Φ.Μ. is one word.
      .replace(/(?<=^|[\s.])(\p{L})\.(?=\p{L}(?:\.|\s|$))/gu, '$1')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Letters that look the same are typed in either alphabet: `AΦM`, `T.K.` beside Greek ones. */
const inOneScript = (capitals: string): string =>
  capitals.replace(/[\p{L}.]+/gu, (word) =>
    /\p{Script=Greek}/u.test(word) ? word.replace(/[A-Z]/g, (letter) => GREEK_TWINS[letter] ?? letter) : word,
  );

const GREEK_TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('ABEZHIKMNOPTYX', (letter, at) => [letter, 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'[at] ?? letter]),
);

const phone = (label = ''): MappedColumn => ({ field: 'contacts', type: 'phone', ...(label && { label }) });
const email: MappedColumn = { field: 'contacts', type: 'email' };
const other = (label: string): MappedColumn => ({ field: 'contacts', type: 'other', label });
const part = (each: NonNullable<MappedColumn['part']>): MappedColumn => ({ field: 'name', part: each });
/** A prefix of the name, or what somebody does: the values tell. */
export const TITLE: MappedColumn = part('prefix');
const tags = (split: string): MappedColumn => ({ field: 'tags', split });
/** A line of the note: what a customer has no field for. */
const aside: MappedColumn = { field: 'notes', label: '' };

/** As `aside`, for a name that may be of something else: any value that looks like something says more. */
const doubtful: MappedColumn = { ...aside };

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
        'name, full name, fullname, display name, customer, customer name, client, client name, contact name, contact, formatted name, onomateponymo, onomatepwnymo, pelatis, επαφη, ονομα επαφησ, ονοματεπωνυμο, ονομα πελατη, επωνυμια πελατη, πελατησ, ονομασια, πληρεσ ονομα, εμφανιζομενο ονομα, επωνυμο ονομα, ονομα επωνυμο, ονομα και επωνυμο, ονομα επωνυμια, ονοματεπωνυμο επωνυμια, επωνυμια ονοματεπωνυμο',
      ],
      [
        { field: 'name', part: 'legal' },
        'επωνυμια, επωνυμια εταιρειασ, επωνυμια επιχειρησησ, εταιρικη επωνυμια, εμπορικη επωνυμια, διακριτικοσ τιτλοσ, διακρ τιτλοσ, eponymia, epwnymia',
      ],
      [part('given'), 'first name, given name, firstname, forename, given, onoma, ονομα, μικρο ονομα'],
      [part('middle'), 'middle name, additional name, μεσαιο ονομα, δευτερο ονομα'],
      [
        part('family'),
        'last name, family name, lastname, surname, family, eponymo, epwnymo, epitheto, επωνυμο, επιθετο',
      ],
      [part('prefix'), 'name prefix, prefix, honorific prefix, salutation, προσφωνηση, προθημα'],
      [TITLE, 'title, τιτλοσ'],
      [part('suffix'), 'name suffix, suffix, honorific suffix, επιθημα'],
      [
        { field: 'organization' },
        'company, company name, business name, organization, organisation, organization name, organisation name, employer, etaireia, etairia, ονομα εταιρειασ, ονομα εταιριασ, ονομα επιχειρησησ, εταιρεια, εταιρια, οργανισμοσ, επιχειρηση, φορεασ, ενορια, ναοσ, μονη',
      ],
      [
        email,
        'email, e mail, mail, primary email, secondary email, personal email, other email, email address, e mail address, emails, email value, e mail value, ηλεκτρονικη διευθυνση, ηλεκτρονικο ταχυδρομειο, ηλ ταχυδρομειο, διευθυνση ηλεκτρονικου ταχυδρομειου, διευθυνση email, διευθυνση e mail, ηλ διευθυνση',
      ],
      [
        phone(),
        'phone, phones, telephone, telephones, tel, phone number, phone value, primary phone, tilefono, thlefono, til, thl, τηλεφωνο, τηλεφωνα, τηλ, αριθμοσ τηλεφωνου, κυριο τηλεφωνο',
      ],
      [
        phone('κινητό'),
        'kinito, kinhto, κινητο τηλ, τηλεφωνο κινητο, κινητο, κινητα, κιν, κινητο τηλεφωνο, τηλ κινητο, τηλεφωνο κινητο, τηλ κιν, αριθμοσ κινητου',
      ],
      [phone('σταθερό'), 'σταθερο, σταθερο τηλεφωνο, τηλ σταθερο, τηλεφωνο σταθερο, σταθ'],
      [phone('φαξ'), 'φαξ, αριθμοσ φαξ, τηλεομοιοτυπο, τηλεομοιοτυπια, τηλ φαξ, τηλεφωνο φαξ'],
      [phone('fax'), 'fax, fax number'],
      [
        phone('mobile'),
        'mobile, mobile phone, mobile tel, mobile telephone, gsm, cell, cell phone, cellphone, mobile number',
      ],
      [phone('car'), 'car phone'],
      [phone('pager'), 'pager, pager number'],
      [phone('callback'), 'callback'],
      [phone('ISDN'), 'isdn'],
      [phone('telex'), 'telex'],
      [phone('επιστροφή κλήσης'), 'επιστροφη κλησησ'],
      [phone('βομβητής'), 'βομβητησ, τηλεειδοποιηση'],
      [{ field: 'contacts', type: 'whatsapp' }, 'whatsapp, whats app, whatsapp number'],
      [{ field: 'contacts', type: 'other' }, 'im value'],
      [other('screen name'), 'screen name'],
      [other('Skype'), 'skype, skype id, skype name'],
      [other('IM'), 'imaddress, im address'],
      [other('Facebook'), 'facebook'],
      [other('Instagram'), 'instagram'],
      [other('Viber'), 'viber'],
      [
        other('ΑΦΜ'),
        'αφμ, α φ μ, afm, αφμ vat, vat αφμ, αρ φορολογικου μητρωου, αριθμοσ φορολογικου μητρωου',
      ],
      [other('VAT'), 'vat, vat number, vat id, tax id, vat no, tin'],
      [
        other('website'),
        'website, web page, url, web site, website value, web, homepage, home page, website url',
      ],
      [other('ιστοσελίδα'), 'ιστοσελιδα, ιστοτοποσ, ιστοχωροσ, προσωπικη ιστοσελιδα'],
      [
        { field: 'location.city' },
        'city, town, address city, locality, poli, polh, πολη, δημοσ, εδρα, πολη χωριο',
      ],
      [
        { field: 'location.region' },
        'state, region, province, county, state province, nomos, νομοσ πολιτεια, πολιτεια, address region, νομοσ, περιφερεια, περιοχη',
      ],
      [
        { field: 'location.country' },
        'country, country name, xora, xwra, country region, address country, χωρα, χωρα περιοχη',
      ],
      [{ field: 'language' }, 'language, γλωσσα'],
      [tags(' ::: '), 'labels, group membership'],
      [tags(';'), 'categories, κατηγοριεσ'],
      [
        tags(','),
        'tags, tag, groups, group, category, label, etiketes, ομαδα πελατων, ομαδα πελατη, κατηγορια πελατη, ετικετεσ, ετικετα, κατηγορια, ομαδα, ομαδεσ',
      ],
      [
        { field: 'notes' },
        'notes, note, comments, comment, remarks, memo, description, σημειωσεισ, σημειωση, σχολια, σχολιο, παρατηρησεισ, παρατηρηση, sxolia, paratiriseis, simeioseis, more info, body, υπομνημα',
      ],
      [
        aside,
        'address, street, address street, address formatted, postal code, zip, zip code, address postal code, διευθυνση, οδοσ, οδοσ αριθμοσ, οδοσ και αριθμοσ, τκ, τ κ, tk, zipcode, postcode, post code, address line, street address, mailing address, po box, address po box, extended address, address extended address, ταχυδρομικη θυριδα, ταχ θυριδα, ταχυδρομικοσ κωδικασ, ταχ κωδικοσ, ταχ κωδ, ταχ κωδικασ τκ, ταχυδρ κωδικασ, dieuthinsi, dieythynsi, διευθυνση 1, διευθ, ταχ κωδικασ, ταχυδρομικοσ κωδικοσ, δου, doy, δου περιγραφη, περιγραφη δου, εφορια, γεμη, αρ γεμη, αριθμοσ γεμη, αδτ, αμκα, επαγγελμα, δραστηριοτητα, αντικειμενο, αντικειμενο εργασιων, υπευθυνοσ, υπευθυνοσ επικοινωνιασ, ατομο επικοινωνιασ, προσωπο επικοινωνιασ, εκπροσωποσ, νομιμοσ εκπροσωποσ, contact person, job title, organization title, department, organization department, θεση, θεση εργασιασ, τμημα, birthday, ημερομηνια γεννησησ, γενεθλια, πατρωνυμο, nickname, profession, ονομα πατροσ, ονομα συζυγου, συζυγοσ, παιδια, ονομα βοηθου, ονομα διευθυντη, τοποθεσια, τοποθεσια γραφειου, γραφειο, επετειοσ, λογαριασμοσ, χομπι, λεξεισ κλειδια, παρατσουκλι, υποκοριστικο, ψευδωνυμο, στοιχεια χρεωσησ, πληροφοριεσ χρεωσησ, συσταση απο, αναφορα απο, χρηστησ, προσαρμοσμενο, role, position, occupation, anniversary, spouse, partner, children, hobby, location, office location, manager s name, manager name, manager, assistant s name, account, billing information, government id number, organizational id number, organization job description, organization location, organization symbol, referred by, keywords, user, custom, event value, relation value, custom field value, maiden name, birth year, birth month, birth day, date of birth, dob, industry, job description, schools, web page title',
      ],
      [doubtful, 'αριθμοσ'],
      [
        { field: 'external', system: 'erp' },
        'κωδικοσ, κωδικοσ πελατη, κωδ, κωδ πελατη, κωδικοσ συναλλασσομενου, κωδ συναλλασσομενου, κωδικοσ συναλ, εμπορικοσ κωδικοσ, κωδικοσ erp, kodikos, kwdikos, customer no, client id, client code, customer id, customer code, customer number, external id, erp id, erp code, account number',
      ],
      [
        null,
        'address type, address label, photo, gender, priority, private, sensitivity, initials, α α, αα, φυλο, αρχικα, προτεραιοτητα, ιδιωτικο, ευαισθησια, im type, im label, organization type, organization label, organization yomi name, file as',
      ],
    ] satisfies [MappedColumn | null, string][]
  ).flatMap(([mapped, names]) => names.split(', ').map((name) => [name, mapped] as const)),
);

/** What a name that is not in the table begins with. A number is labelled by all that the name says. */
function byFirstLetters(words: readonly string[], name: string): MappedColumn | null | undefined {
  const has = (beginning: string) => words.some((word) => word.startsWith(beginning));
  // Outlook's `E-mail Type` and `E-mail Display Name`.
  if (has('type') || has('display') || has('τυπο') || has('εμφανιζομεν')) return null;
  if (has('email') || (has('mail') && has('e')) || has('ηλεκτρον') || (has('ηλ') && has('ταχυδρ')))
    return email;
  if (has('κινητ')) return phone('κινητό');
  if (has('fax') || has('φαξ')) return phone('fax');
  // Τηλέμαχος has none.
  const isPhone = words.some((word) => /^τηλ(?:εφ.*|)$/.test(word));
  if (isPhone || has('phone') || has('telephone'))
    return phone(words.length > 1 ? name.trim().slice(0, 100) : '');
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
  ['personal', 'home'],
  ['private', 'home'],
  ['office', 'work'],
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

const FILLERS = new Set(['main', 'primary', 's', 'no', 'number', 'κυρια', 'κυριο', 'κυριοσ']);

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

/** Google's `Phone 1 - Type` and `Phone 1 - Label` name the label of `Phone 1 - Value`; of `IM 1 - Value` the service does. */
function labelColumn(name: string): MappedColumn | undefined {
  const match = LABEL_COLUMN.exec(name.trim());
  if (match === null) return undefined;
  const [, start = '', kind = '', last = ''] = match;
  if ((kind.toLowerCase() === 'im') !== (last.toLowerCase() === 'service')) return undefined;
  const field = /^(?:Event|Relation|Custom)/i.test(kind) ? 'notes' : 'contacts';
  return { field, part: 'label', of: `${start}Value` };
}

const LABEL_COLUMN = /^((E-?mail|Phone|Website|IM|Event|Relation|Custom Field) \d+ - )(Type|Label|Service)$/i;
