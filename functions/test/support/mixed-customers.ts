import { EMPTY_ITEM } from './plain-customer.ts';
import type { CustomerContact, CustomerInDB, CustomerLocation } from '../../src/crm/customers/models.ts';

const surnames = [
  ...['Παπαδόπουλος', 'Παπαϊωάννου', 'Παπαγεωργίου', 'Οικονόμου', 'Γεωργίου', 'Βασιλείου', 'Νικολάου'],
  ...['Αθανασίου', 'Καραμανλής', 'Μακρής', 'Σαμαράς', 'Κωνσταντινίδης', 'Χατζής', 'Χατζηνικολάου'],
  ...['Τσακίρης', 'Γκίκας', 'Μπάρκας', 'Ντόκος', 'Ξυδάκης', 'Ψαρράς', 'Ζερβός', 'Θεοδωρίδης', 'Ευθυμίου'],
  ...['Αυγερινός', 'Δημητριάδης', 'Λαμπρόπουλος', 'Ρήγας', 'Φωτιάδης', 'Ιωαννίδης', 'Αλεξίου', 'Μυλωνάς'],
  ...['Καλλέργης', 'Σταυρίδης', 'Πετρίδης', 'Χριστοδούλου', 'Τζανετάκης', 'Μανουσάκης', 'Σπανός', 'Βλάχος'],
];
const firstNames = [
  ...[
    'Γιώργος',
    'Μαρία',
    'Ιωάννης',
    'Κωνσταντίνος',
    'Ελένη',
    'Δημήτρης',
    'Νίκος',
    'Αικατερίνη',
    'Παναγιώτης',
  ],
  ...['Βασίλης', 'Σοφία', 'Χρήστος', 'Αγγελική', 'Αθανάσιος', 'Ευάγγελος', 'Μιχάλης', 'Θεόδωρος', 'Φωτεινή'],
  ...[
    'Σπύρος',
    'Άννα',
    'Εμμανουήλ',
    'Ξανθίππη',
    'Ουρανία',
    'Τζένη',
    'Ζωή',
    'Λάμπρος',
    'Χαράλαμπος',
    'Ραφαήλ',
  ],
];
const latinNames = [
  ...['Giorgos Papadopoulos', 'Maria Georgiou', 'Nikos Xatzis', 'Eleni Ikonomou', 'Dimitris Makris'],
  ...[
    'Jean-Luc Moreau',
    'Anna Müller',
    'Sean O’Brien',
    'Vassilis Chatzikyriakos',
    'John Smith',
    'Łukasz Nowak',
  ],
];
const saints = [
  ...['Αγίου Νικολάου', 'Αγίου Γεωργίου', 'Αγίου Δημητρίου', 'Αγίας Παρασκευής', 'Κοιμήσεως Θεοτόκου'],
  ...['Μεταμορφώσεως Σωτήρος', 'Αγίας Τριάδος', 'Παμμεγίστων Ταξιαρχών', 'Αγίας Βαρβάρας', 'Προφήτου Ηλιού'],
];
const churchKinds = ['Ι.Ν.', 'Ιερός Ναός', 'Ι. Μονή', 'Ιερά Μονή', 'ΕΝΟΡΙΑ', 'Μητρόπολη'];
const trades = ['Τεχνική', 'Ηχητικά', 'Ηλεκτρονικά', 'Κατασκευές', 'Audio Systems', 'Εμπορική', 'Μεταφορές'];
const companyForms = ['Α.Ε.', 'ΑΕ', 'Ο.Ε.', 'ΕΠΕ', 'Ι.Κ.Ε.', '& ΣΙΑ Ε.Ε.', 'Ltd', 'S.A.'];
const places: CustomerLocation[] = [
  { city: 'Αθήνα', country: 'Ελλάδα', region: 'Αττική' },
  { city: 'ΑΘΗΝΑ', country: 'ΕΛΛΑΔΑ', region: null },
  { city: 'Θεσσαλονίκη', country: 'Ελλάδα', region: 'Κεντρική Μακεδονία' },
  { city: 'Πάτρα', country: 'Ελλάδα', region: 'Δυτική Ελλάδα' },
  { city: 'Ηράκλειο', country: 'Ελλάδα', region: 'Κρήτη' },
  { city: 'Λάρισα', country: 'Ελλάδα', region: 'Θεσσαλία' },
  { city: 'Λευκωσία', country: 'Κύπρος', region: null },
  { city: 'Wien', country: 'Austria', region: null },
];
const tags = ['vip', 'ναός', 'newsletter', 'εταιρεία', 'προσφορά', 'παλιός πελάτης', 'demo', 'service'];
const domains = ['example.gr', 'example.com', 'mail.example.org', 'parish.example.gr'];
const greekToLatin: Record<string, string> = Object.fromEntries(
  Array.from('αβγδεζηθικλμνξοπρσςτυφχψω', (letter, at) => [
    letter,
    'a v g d e z i th i k l m n x o p r s s t y f ch ps o'.split(' ')[at] ?? '',
  ]),
);

/** A repeatable source of numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * As many invented customers as asked for, as uneven as a CRM holds them: people, churches and companies, Greek with and without
 * accents, in capitals and in Greeklish, numbers in every format. The same seed gives the same customers.
 */
export function mixedCustomers(count: number, seed = 1): CustomerInDB[] {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const chance = (of: number) => random() < of;
  const digits = (length: number) => Array.from({ length }, () => below(10)).join('');

  const person = () => {
    if (chance(0.15)) return pick(latinNames);
    const name = chance(0.5)
      ? `${pick(firstNames)} ${pick(surnames)}`
      : `${pick(surnames)} ${pick(firstNames)}`;
    if (chance(0.12)) return withoutAccents(name).toUpperCase();
    return chance(0.12) ? withoutAccents(name).toLowerCase() : name;
  };
  const church = () =>
    `${pick(churchKinds)} ${pick(saints)}${chance(0.6) ? ` ${pick(places).city ?? ''}` : ''}`;
  const company = () => `${pick(trades)} ${pick(surnames)} ${pick(companyForms)}`;
  const phone = () => {
    const mobile = chance(0.6);
    const [area, rest] = mobile
      ? [`69${below(10)}`, digits(7)]
      : [pick(['210', '231', '261', '281']), digits(7)];
    return pick([
      `${area}${rest}`,
      `+30 ${area} ${rest.slice(0, 3)} ${rest.slice(3)}`,
      `0030${area}${rest}`,
      `${area}-${rest}`,
      `(+30) ${area} ${rest}`,
      `+357 99 ${rest.slice(1)}`,
    ]);
  };
  const email = (name: string) => {
    const words = latin(name).match(/[a-z]{2,}/gu) ?? ['info'];
    const user = pick(['info', words.join('.'), `${words.at(-1) ?? 'info'}${below(90) + 10}`, words[0]]);
    return `${user}@${pick(domains)}`;
  };
  const contact = (name: string): CustomerContact => {
    const type = pick(['email', 'phone', 'phone', 'whatsapp', 'other'] as const);
    const value =
      type === 'email'
        ? email(name)
        : type === 'other'
          ? `@${latin(name).replaceAll(' ', '.').slice(0, 16)}`
          : phone();
    return { type, label: pick(['personal', 'church', 'γραφείο']), value, primary: chance(0.4) };
  };

  return Array.from({ length: count }, (_, at) => {
    const kind = random();
    const name = kind < 0.6 ? person() : kind < 0.8 ? church() : company();
    const created = Date.UTC(2019, 0, 1) + below(2_000) * 86_400_000;
    const created_at = new Date(created).toISOString();
    return {
      id: `c${digits(8)}${at}`,
      name,
      organization: chance(0.4) ? (kind < 0.8 ? church() : person()) : null,
      contacts: Array.from({ length: 1 + below(3) }, () => contact(name)),
      notes: chance(0.3)
        ? [{ text: 'Θέλει προσφορά για δεύτερη κονσόλα.', by: 'maria', at: created_at }]
        : [],
      location: chance(0.8) ? pick(places) : null,
      language: chance(0.85) ? 'el' : 'en',
      tags: tags.filter(() => chance(0.15)),
      owned_items: chance(0.3)
        ? [
            {
              ...EMPTY_ITEM,
              type: 'console_device' as const,
              device_id: `CD-${below(5_000)}`,
              serial_number: `S${digits(5)}`,
            },
          ]
        : [],
      linked_user_ids: chance(0.1) ? [`uid-${below(500)}`] : [],
      nextcloud_folder: null,
      created_at,
      updated_at: new Date(created + below(300) * 3_600_000).toISOString(),
    };
  });
}

const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

const latin = (text: string) =>
  Array.from(withoutAccents(text).toLowerCase(), (letter) => greekToLatin[letter] ?? letter).join('');
