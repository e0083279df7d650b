// Every word of the page, in English and Greek, and how dates, numbers and names of countries are written in each.

/** Words in English, and in Greek. */
export type Pairs = Record<string, [unknown, unknown]>;

const sentences = {
  title: ['Customers', 'Πελάτες'],
  signIn: ['Sign in', 'Σύνδεση'],
  signOut: ['Sign out', 'Αποσύνδεση'],
  developmentUsers: [
    'This is the local suite: sign in as one of its users with one click.',
    'Τοπικό περιβάλλον: συνδεθείτε με ένα κλικ ως δοκιμαστικός χρήστης.',
  ],
  email: ['E-mail', 'E-mail'],
  password: ['Password', 'Κωδικός'],
  notSignedIn: ['This e-mail address and password do not belong together.', 'Λάθος e-mail ή κωδικός.'],
  otherLanguage: ['Ελληνικά', 'English'],
  search: ['Search customers', 'Αναζήτηση πελατών'],
  searchHint: ['Name or phone', 'Όνομα ή τηλέφωνο'],
  total: [
    (n: number) => (n === 1 ? '1 customer' : `${number(n)} customers`),
    (n: number) => (n === 1 ? '1 πελάτης' : `${number(n)} πελάτες`),
  ],
  atMost: [
    (n: number) => (n === 1 ? 'at most 1 customer' : `at most ${number(n)} customers`),
    (n: number) => (n === 1 ? 'το πολύ 1 πελάτης' : `το πολύ ${number(n)} πελάτες`),
  ],
  manyTotal: ['more than 1,000 customers', 'πάνω από 1.000 πελάτες'],
  nobody: ['Nobody was found.', 'Δεν βρέθηκε κανείς.'],
  relaxed: [
    'Nobody was found exactly as typed; these are near it:',
    'Δεν βρέθηκε κανείς ακριβώς έτσι. Μήπως εννοείτε:',
  ],
  more: ['Show more', 'Εμφάνιση περισσότερων'],
  newCustomer: ['New customer', 'Νέος πελάτης'],
  export: ['Export', 'Εξαγωγή'],
  exportAs: ['Export what was found as', 'Εξαγωγή όσων βρέθηκαν ως'],
  exporting: [
    (done: number, all: number) => (all === 0 ? 'Starting…' : `Part ${number(done)} of ${number(all)}`),
    (done: number, all: number) => (all === 0 ? 'Ξεκινά…' : `Τμήμα ${number(done)} από ${number(all)}`),
  ],
  exported: [
    (file: string) => `The file ${file} is complete.`,
    (file: string) => `Το αρχείο ${file} είναι πλήρες.`,
  ],
  exportStopped: [
    'The export was stopped, and nothing was saved.',
    'Η εξαγωγή σταμάτησε και δεν αποθηκεύτηκε τίποτα.',
  ],
  chooseOne: ['Choose a customer, or begin to type.', 'Επιλέξτε έναν πελάτη ή αρχίστε να πληκτρολογείτε.'],
  trash: ['Trash', 'Κάδος'],
  trashIsEmpty: ['The trash is empty.', 'Ο κάδος είναι άδειος.'],
  edit: ['Edit', 'Επεξεργασία'],
  delete: ['Delete', 'Διαγραφή'],
  restore: ['Restore', 'Επαναφορά'],
  undo: ['Undo', 'Αναίρεση'],
  save: ['Save', 'Αποθήκευση'],
  cancel: ['Cancel', 'Άκυρο'],
  close: ['Close', 'Κλείσιμο'],
  add: ['Add', 'Προσθήκη'],
  remove: ['Remove', 'Αφαίρεση'],
  back: ['Back to the list', 'Πίσω στη λίστα'],
  unreachable: [
    'There is no answer from the API. Check the connection, and try again.',
    'Δεν υπάρχει απάντηση από το API. Ελέγξτε τη σύνδεση και δοκιμάστε ξανά.',
  ],
  gone: ['Somebody has deleted this customer meanwhile.', 'Κάποιος διέγραψε στο μεταξύ αυτόν τον πελάτη.'],
  saved: ['Saved.', 'Αποθηκεύτηκε.'],
  deleted: [(name: string) => `“${name}” was deleted.`, (name: string) => `Ο πελάτης «${name}» διαγράφηκε.`],
  restored: [(name: string) => `“${name}” is back.`, (name: string) => `Ο πελάτης «${name}» επανήλθε.`],
  deletedBy: [
    (name: string, at: string) => `Deleted by ${name}, ${at}`,
    (name: string, at: string) => `Διαγραφή από ${name}, ${at}`,
  ],
  keptUntil: [
    (at: string) => `can be restored until ${at}`,
    (at: string) => `δυνατότητα επαναφοράς έως ${at}`,
  ],
  lastChange: [
    (name: string, at: string) => `Last changed by ${name}, ${at}`,
    (name: string, at: string) => `Τελευταία αλλαγή: ${name}, ${at}`,
  ],
  tagsHint: ['separated by commas', 'χωρισμένες με κόμμα'],
  addContact: ['Add a contact', 'Προσθήκη στοιχείου'],
  addNote: ['New note', 'Νέα σημείωση'],
  editNote: ['Edit note', 'Επεξεργασία σημείωσης'],
  removeNote: ['Remove note', 'Αφαίρεση σημείωσης'],
  noNotes: ['No notes yet.', 'Δεν υπάρχουν σημειώσεις.'],
  noteRemoved: ['The note was removed.', 'Η σημείωση αφαιρέθηκε.'],
  contactRemoved: ['The contact was removed.', 'Το στοιχείο επικοινωνίας αφαιρέθηκε.'],
  faults: [
    (n: number) => (n === 1 ? 'One field needs your attention.' : `${n} fields need your attention.`),
    (n: number) => (n === 1 ? 'Ένα πεδίο χρειάζεται διόρθωση.' : `${n} πεδία χρειάζονται διόρθωση.`),
  ],
  history: ['History', 'Ιστορικό'],
  version: [(n: number) => `version ${n}`, (n: number) => `έκδοση ${n}`],
  goBack: ['Go back to this', 'Επιστροφή σε αυτήν'],
  wentBack: [
    (n: number) => `The customer is as in version ${n}.`,
    (n: number) => `Ο πελάτης είναι πάλι όπως στην έκδοση ${n}.`,
  ],
  from: ['from', 'από'],
  to: ['to', 'σε'],
  nothing: ['—', '—'],
  several: ['Several customers at once', 'Πολλοί πελάτες μαζί'],
  choose: [(name: string) => `Choose ${name}`, (name: string) => `Επιλογή: ${name}`],
  chooseAll: ['All that are shown', 'Όλοι όσοι φαίνονται'],
  chosen: [
    (n: number) => (n === 1 ? '1 is chosen.' : `${number(n)} are chosen.`),
    (n: number) => (n === 1 ? 'Επιλέχθηκε 1.' : `Επιλέχθηκαν ${number(n)}.`),
  ],
  newTag: ['Tags for them, separated by commas', 'Ετικέτες για αυτούς, χωρισμένες με κόμμα'],
  addTag: ['Tag them', 'Προσθήκη ετικετών'],
  deleteChosen: ['Delete them', 'Διαγραφή τους'],
  tagged: [
    (n: number) => (n === 1 ? '1 customer was tagged.' : `${number(n)} customers were tagged.`),
    (n: number) => (n === 1 ? 'Μπήκε ετικέτα σε 1 πελάτη.' : `Μπήκε ετικέτα σε ${number(n)} πελάτες.`),
  ],
  untagged: [
    (n: number) => (n === 1 ? '1 customer is as before.' : `${number(n)} customers are as before.`),
    (n: number) => (n === 1 ? '1 πελάτης είναι όπως πριν.' : `${number(n)} πελάτες είναι όπως πριν.`),
  ],
  deletedMany: [
    (n: number) => (n === 1 ? '1 customer was deleted.' : `${number(n)} customers were deleted.`),
    (n: number) => (n === 1 ? 'Διαγράφηκε 1 πελάτης.' : `Διαγράφηκαν ${number(n)} πελάτες.`),
  ],
  restoredMany: [
    (n: number) => (n === 1 ? '1 customer is back.' : `${number(n)} customers are back.`),
    (n: number) => (n === 1 ? 'Επανήλθε 1 πελάτης.' : `Επανήλθαν ${number(n)} πελάτες.`),
  ],
  leftAsIs: [
    (n: number) => (n === 1 ? '1 was left as it is:' : `${number(n)} were left as they are:`),
    (n: number) => (n === 1 ? '1 έμεινε όπως είναι:' : `${number(n)} έμειναν όπως είναι:`),
  ],
  perhapsTitle: ['Perhaps you mean', 'Μήπως εννοείτε'],
  perhapsText: [
    'Nothing is saved yet. What you typed stays in the form.',
    'Δεν έχει αποθηκευτεί κάτι ακόμη. Ό,τι γράψατε μένει στη φόρμα.',
  ],
  saveAnyway: ['Save all the same', 'Αποθήκευση ούτως ή άλλως'],
  duplicates: ['Probable duplicates', 'Πιθανά διπλά'],
  dismissedPairs: ['Judged to be two', 'Κρίθηκαν διαφορετικοί'],
  pairs: [
    (n: number) => (n === 1 ? '1 pair' : `${number(n)} pairs`),
    (n: number) => (n === 1 ? '1 ζεύγος' : `${number(n)} ζεύγη`),
  ],
  merge: ['Merge', 'Συγχώνευση'],
  dismiss: ['They are two', 'Είναι διαφορετικοί'],
  takeBack: ['Perhaps one after all', 'Ίσως είναι ο ίδιος'],
  areTwo: [
    (names: string) => `${names}: remembered as two.`,
    (names: string) => `${names}: σημειώθηκαν ως διαφορετικοί.`,
  ],
  takenBack: [
    (names: string) => `${names}: listed again.`,
    (names: string) => `${names}: είναι πάλι στη λίστα.`,
  ],
  dismissedBy: [
    (name: string, at: string) => `Judged by ${name}, ${at}`,
    (name: string, at: string) => `Κρίθηκαν από ${name}, ${at}`,
  ],
  mergeTwo: ['Merge the two', 'Συγχώνευση των δύο'],
  mergeTitle: ['Make one of two', 'Συγχώνευση δύο πελατών'],
  whichStays: ['Which one stays', 'Ποιος μένει'],
  createdAt: [(at: string) => `created ${at}`, (at: string) => `δημιουργία ${at}`],
  afterwards: ['Afterwards', 'Μετά'],
  wouldBeLost: ['What would be lost', 'Τι θα χαθεί'],
  nothingLost: ['Nothing: every value is kept.', 'Τίποτα. Όλα διατηρούνται.'],
  ofWhom: [(name: string) => `(of ${name})`, (name: string) => `(από: ${name})`],
  ofAnotherProgram: ['stored by another program', 'από άλλο πρόγραμμα'],
  merged: [
    (from: string, into: string) => `“${from}” is now a part of “${into}”.`,
    (from: string, into: string) => `Ο πελάτης «${from}» συγχωνεύτηκε στον «${into}».`,
  ],
  mergedAlready: ['These two have been merged already.', 'Αυτοί οι δύο έχουν ήδη συγχωνευτεί.'],
  mergedInto: ['Merged: open the other one', 'Συγχωνεύτηκε: άνοιγμα του άλλου'],
  ledOn: [
    (name: string) => `That customer was merged into “${name}”.`,
    (name: string) => `Εκείνος ο πελάτης συγχωνεύτηκε στον «${name}».`,
  ],
  takeApart: ['Undo this merge', 'Αναίρεση της συγχώνευσης'],
  tookApart: [
    (n: number) =>
      n === 1 ? 'The merge is undone. This one is back:' : 'The merge is undone. These are back:',
    (n: number) => (n === 1 ? 'Η συγχώνευση αναιρέθηκε. Επανήλθε:' : 'Η συγχώνευση αναιρέθηκε. Επανήλθαν:'),
  ],
  keptSince: ['This was changed since the merge, and stays:', 'Αυτά άλλαξαν μετά τη συγχώνευση και μένουν:'],
  yes: ['yes', 'ναι'],
  no: ['no', 'όχι'],
  anotherProgram: ['another program', 'άλλο πρόγραμμα'],
  youElsewhere: ['you, in another window', 'εσείς, σε άλλο παράθυρο'],
  conflictTitle: ['You both changed the same field', 'Αλλάξατε και οι δύο το ίδιο πεδίο'],
  conflictText: [
    'Everything else is kept. Which one should stay?',
    'Όλα τα άλλα διατηρούνται. Ποιο να μείνει;',
  ],
  changedMeanwhile: ['This has been changed since you opened it', 'Ο πελάτης άλλαξε αφού τον ανοίξατε'],
  changedAt: [(name: string, at: string) => `${name}, ${at}`, (name: string, at: string) => `${name}, ${at}`],
  keepMine: ['Keep mine', 'Να μείνει το δικό μου'],
  takeTheirs: ['Take theirs', 'Να μείνει το άλλο'],
  doAnyway: ['Do it anyway', 'Να γίνει έτσι κι αλλιώς'],
} satisfies Pairs;

const formats = {
  excel: ['CSV for Excel', 'CSV για Excel'],
  csv: ['CSV', 'CSV'],
  ndjson: ['NDJSON', 'NDJSON'],
  vcard: ['vCard', 'vCard'],
} satisfies Pairs;

const roles = {
  viewer: ['Viewer: reads', 'Viewer: μόνο ανάγνωση'],
  editor: ['Editor: reads and writes', 'Editor: ανάγνωση και αλλαγές'],
  admin: ['Admin: also erases', 'Admin: και οριστική διαγραφή'],
} satisfies Pairs;

const fields = {
  name: ['Name', 'Όνομα'],
  organization: ['Organization', 'Οργανισμός'],
  contacts: ['Contacts', 'Επικοινωνία'],
  notes: ['Notes', 'Σημειώσεις'],
  location: ['Location', 'Τοποθεσία'],
  city: ['City', 'Πόλη'],
  region: ['Region', 'Περιφέρεια'],
  country: ['Country', 'Χώρα'],
  tags: ['Tags', 'Ετικέτες'],
  language: ['Language', 'Γλώσσα'],
  type: ['Type', 'Είδος'],
  label: ['Label', 'Περιγραφή'],
  value: ['Value', 'Στοιχείο'],
  primary: ['Main', 'Κύριο'],
  text: ['Text', 'Κείμενο'],
  by: ['Author', 'Συντάκτης'],
  at: ['Time', 'Ώρα'],
  owned_items: ['Items', 'Εξοπλισμός'],
  linked_user_ids: ['Linked users', 'Συνδεδεμένοι χρήστες'],
  nextcloud_folder: ['Folder', 'Φάκελος'],
} satisfies Pairs;

const contactTypes = {
  phone: ['Phone', 'Τηλέφωνο'],
  email: ['E-mail', 'E-mail'],
  whatsapp: ['WhatsApp', 'WhatsApp'],
  other: ['Other', 'Άλλο'],
} satisfies Pairs;

const actions = {
  create: ['Created', 'Δημιουργία'],
  update: ['Changed', 'Αλλαγή'],
  delete: ['Deleted', 'Διαγραφή'],
  restore: ['Restored', 'Επαναφορά από τον κάδο'],
  revert: ['Went back', 'Επιστροφή σε παλαιότερη έκδοση'],
  merge: ['Merged with another one', 'Συγχώνευση με άλλον'],
  merged: ['Merged into another one', 'Συγχωνεύτηκε σε άλλον'],
  unmerge: ['Merge undone', 'Αναίρεση συγχώνευσης'],
  keys_changed: ['Changed the keys of other systems', 'Αλλαγή κωδικών άλλων συστημάτων'],
} satisfies Pairs;

const levels = {
  certain: ['almost certainly the same', 'σχεδόν σίγουρα ο ίδιος'],
  probable: ['probably the same', 'μάλλον ο ίδιος'],
  possible: ['perhaps the same', 'ίσως ο ίδιος'],
} satisfies Pairs;

/** What a list of pairs says that has none. */
const noPairs = {
  open: ['No duplicates are known.', 'Δεν υπάρχουν γνωστά διπλά.'],
  dismissed: ['Nothing has been judged yet.', 'Δεν έχει κριθεί τίποτα ακόμη.'],
} satisfies Pairs;

const reasons = {
  phone: ['Same phone', 'Ίδιο τηλέφωνο'],
  phone_similar: ['Similar phone', 'Παρόμοιο τηλέφωνο'],
  email: ['Same e-mail', 'Ίδιο e-mail'],
  email_similar: ['Similar e-mail', 'Παρόμοιο e-mail'],
  name: ['Same name', 'Ίδιο όνομα'],
  name_similar: ['Similar name', 'Παρόμοιο όνομα'],
  organization: ['Same organization', 'Ίδιος οργανισμός'],
  city: ['Same city', 'Ίδια πόλη'],
  region: ['Same region', 'Ίδια περιφέρεια'],
  but_name_differs: ['But another name', 'Όμως άλλο όνομα'],
  but_phone_differs: ['But another phone', 'Όμως άλλο τηλέφωνο'],
  but_city_differs: ['But another city', 'Όμως άλλη πόλη'],
} satisfies Pairs;

type Language = 'en' | 'el';
const STORED = 'language';

const inBoth = { en: wordsIn(0), el: wordsIn(1) };

/** The language of now: the one that was chosen, else the browser's. The API is asked in it too. */
export let language: Language;
export let words: (typeof inBoth)['en'];
use((localStorage.getItem(STORED) ?? navigator.language).startsWith('el') ? 'el' : 'en');

export function switchLanguage(): void {
  use(language === 'el' ? 'en' : 'el');
  localStorage.setItem(STORED, language);
}

function use(chosen: Language): void {
  language = document.documentElement.lang = chosen;
  words = inBoth[chosen];
}

function wordsIn(at: 0 | 1) {
  return {
    ...pick(sentences, at),
    formats: pick(formats, at),
    roles: pick(roles, at),
    fields: pick(fields, at),
    contactTypes: pick(contactTypes, at),
    actions: pick(actions, at),
    levels: pick(levels, at),
    noPairs: pick(noPairs, at),
    reasons: pick(reasons, at),
  };
}

export function pick<P extends Pairs>(pairs: P, at: 0 | 1): { [Name in keyof P]: P[Name][0] } {
  const picked = Object.entries(pairs).map(([name, pair]) => [name, pair[at]]);
  return Object.fromEntries(picked) as { [Name in keyof P]: P[Name][0] };
}

/** The date and time of an ISO 8601 time, where the reader is. */
export function dateOf(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

export const number = (n: number): string => new Intl.NumberFormat(language).format(n);

/** `de` as "German"; a code that nobody knows as it is. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The tags that somebody has typed, separated by commas. */
export const tagsOf = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);

/** A place in a customer (RFC 6901) as a reader says it: `/contacts/0/value` is "Contacts, Value". */
export function placeName(pointer: string): string {
  const names: Partial<Record<string, string>> = words.fields;
  return pointer
    .split('/')
    .filter((step) => step !== '' && !/^\d+$/.test(step))
    .map((step) => names[step] ?? step)
    .join(', ');
}

/** A value of a customer as text: of a contact what one dials, of a note its text. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map(textOf).join(', ') || words.nothing;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const { text, type, label, value: contact, ...rest } = value as Record<string, unknown>;
  if (typeof text === 'string') return text;
  if (typeof contact === 'string') return [label, contact].filter(Boolean).join(': ');
  const parts = [type, label, ...Object.values(rest)].filter((part) => part !== null && part !== undefined);
  return parts.map(textOf).join(', ') || words.nothing;
}
