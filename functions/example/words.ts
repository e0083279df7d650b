// Every word of the page, in English and Greek, and how dates, numbers and names of countries are written in each.

const en = {
  title: 'Customers',
  signIn: 'Sign in',
  signOut: 'Sign out',
  developmentUsers: 'This is the local suite: sign in as one of its users with one click.',
  roles: { viewer: 'Viewer: reads', editor: 'Editor: reads and writes', admin: 'Admin: also erases' },
  email: 'E-mail',
  password: 'Password',
  notSignedIn: 'This e-mail address and password do not belong together.',
  otherLanguage: 'Ελληνικά',
  search: 'Search customers',
  searchHint: 'Name, phone, e-mail …',
  total: (n: number) => (n === 1 ? '1 customer' : `${number(n)} customers`),
  atMost: (n: number) => `at most ${number(n)} customers`,
  manyTotal: 'more than 1,000 customers',
  nobody: 'Nobody was found.',
  relaxed: 'Nobody was found exactly as typed; these are near it:',
  more: 'Show more',
  newCustomer: 'New customer',
  chooseOne: 'Choose a customer, or begin to type.',
  trash: 'Trash',
  trashIsEmpty: 'The trash is empty.',
  edit: 'Edit',
  delete: 'Delete',
  restore: 'Restore',
  undo: 'Undo',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  add: 'Add',
  remove: 'Remove',
  back: 'Back to the list',
  unreachable: 'There is no answer from the API. Check the connection, and try again.',
  gone: 'Somebody has deleted this customer meanwhile.',
  saved: 'Saved.',
  deleted: (name: string) => `“${name}” was deleted.`,
  restored: (name: string) => `“${name}” is back.`,
  deletedBy: (name: string, at: string) => `Deleted by ${name}, ${at}`,
  keptUntil: (at: string) => `can be restored until ${at}`,
  lastChange: (name: string, at: string) => `Last changed by ${name}, ${at}`,
  fields: {
    name: 'Name',
    organization: 'Organization',
    contacts: 'Contacts',
    notes: 'Notes',
    location: 'Location',
    city: 'City',
    region: 'Region',
    country: 'Country',
    tags: 'Tags',
    language: 'Language',
    type: 'Type',
    label: 'Label',
    value: 'Value',
    primary: 'Main',
    text: 'Text',
    by: 'Author',
    at: 'Time',
    owned_items: 'Items',
    linked_user_ids: 'Linked users',
    nextcloud_folder: 'Folder',
  },
  tagsHint: 'separated by commas',
  contactTypes: { phone: 'Phone', email: 'E-mail', whatsapp: 'WhatsApp', other: 'Other' },
  addContact: 'Add a contact',
  addNote: 'New note',
  editNote: 'Edit note',
  removeNote: 'Remove note',
  noNotes: 'No notes yet.',
  noteRemoved: 'The note was removed.',
  contactRemoved: 'The contact was removed.',
  faults: (n: number) => (n === 1 ? 'One field needs your attention.' : `${n} fields need your attention.`),
  history: 'History',
  actions: {
    create: 'Created',
    update: 'Changed',
    delete: 'Deleted',
    restore: 'Restored',
    revert: 'Went back',
  },
  version: (n: number) => `version ${n}`,
  goBack: 'Go back to this',
  wentBack: (n: number) => `The customer is as in version ${n}.`,
  from: 'from',
  to: 'to',
  nothing: '—',
  yes: 'yes',
  no: 'no',
  anotherProgram: 'another program',
  youElsewhere: 'you, in another window',
  conflictTitle: 'You have both changed the same',
  conflictText: 'Everything else is kept. Which one should stay?',
  changedMeanwhile: 'This has been changed since you opened it',
  changedAt: (name: string, at: string) => `${name}, ${at}`,
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  doAnyway: 'Do it anyway',
};

export type Words = typeof en;

const el: Words = {
  title: 'Πελάτες',
  signIn: 'Σύνδεση',
  signOut: 'Αποσύνδεση',
  developmentUsers: 'Τοπικό περιβάλλον: συνδεθείτε με ένα κλικ ως δοκιμαστικός χρήστης.',
  roles: {
    viewer: 'Viewer: μόνο ανάγνωση',
    editor: 'Editor: ανάγνωση και αλλαγές',
    admin: 'Admin: και οριστική διαγραφή',
  },
  email: 'E-mail',
  password: 'Κωδικός',
  notSignedIn: 'Το e-mail ή ο κωδικός δεν είναι σωστά.',
  otherLanguage: 'English',
  search: 'Αναζήτηση πελατών',
  searchHint: 'Όνομα, τηλέφωνο, e-mail …',
  total: (n) => (n === 1 ? '1 πελάτης' : `${number(n)} πελάτες`),
  atMost: (n) => (n === 1 ? 'το πολύ 1 πελάτης' : `το πολύ ${number(n)} πελάτες`),
  manyTotal: 'πάνω από 1.000 πελάτες',
  nobody: 'Δεν βρέθηκε κανείς.',
  relaxed: 'Δεν βρέθηκε κανείς ακριβώς έτσι. Μήπως εννοείτε:',
  more: 'Εμφάνιση περισσότερων',
  newCustomer: 'Νέος πελάτης',
  chooseOne: 'Επιλέξτε έναν πελάτη ή αρχίστε να πληκτρολογείτε.',
  trash: 'Κάδος',
  trashIsEmpty: 'Ο κάδος είναι άδειος.',
  edit: 'Επεξεργασία',
  delete: 'Διαγραφή',
  restore: 'Επαναφορά',
  undo: 'Αναίρεση',
  save: 'Αποθήκευση',
  cancel: 'Άκυρο',
  close: 'Κλείσιμο',
  add: 'Προσθήκη',
  remove: 'Αφαίρεση',
  back: 'Πίσω στη λίστα',
  unreachable: 'Δεν υπάρχει απάντηση από το API. Ελέγξτε τη σύνδεση και δοκιμάστε ξανά.',
  gone: 'Κάποιος διέγραψε στο μεταξύ αυτόν τον πελάτη.',
  saved: 'Αποθηκεύτηκε.',
  deleted: (name) => `Ο πελάτης «${name}» διαγράφηκε.`,
  restored: (name) => `Ο πελάτης «${name}» επανήλθε.`,
  deletedBy: (name, at) => `Διαγραφή από ${name}, ${at}`,
  keptUntil: (at) => `δυνατότητα επαναφοράς έως ${at}`,
  lastChange: (name, at) => `Τελευταία αλλαγή: ${name}, ${at}`,
  fields: {
    name: 'Όνομα',
    organization: 'Οργανισμός',
    contacts: 'Επικοινωνία',
    notes: 'Σημειώσεις',
    location: 'Τοποθεσία',
    city: 'Πόλη',
    region: 'Περιφέρεια',
    country: 'Χώρα',
    tags: 'Ετικέτες',
    language: 'Γλώσσα',
    type: 'Είδος',
    label: 'Περιγραφή',
    value: 'Στοιχείο',
    primary: 'Κύριο',
    text: 'Κείμενο',
    by: 'Συντάκτης',
    at: 'Ώρα',
    owned_items: 'Εξοπλισμός',
    linked_user_ids: 'Συνδεδεμένοι χρήστες',
    nextcloud_folder: 'Φάκελος',
  },
  tagsHint: 'χωρισμένες με κόμμα',
  contactTypes: { phone: 'Τηλέφωνο', email: 'E-mail', whatsapp: 'WhatsApp', other: 'Άλλο' },
  addContact: 'Προσθήκη στοιχείου',
  addNote: 'Νέα σημείωση',
  editNote: 'Επεξεργασία σημείωσης',
  removeNote: 'Αφαίρεση σημείωσης',
  noNotes: 'Δεν υπάρχουν σημειώσεις.',
  noteRemoved: 'Η σημείωση αφαιρέθηκε.',
  contactRemoved: 'Το στοιχείο επικοινωνίας αφαιρέθηκε.',
  faults: (n) => (n === 1 ? 'Ένα πεδίο χρειάζεται διόρθωση.' : `${n} πεδία χρειάζονται διόρθωση.`),
  history: 'Ιστορικό',
  actions: {
    create: 'Δημιουργία',
    update: 'Αλλαγή',
    delete: 'Διαγραφή',
    restore: 'Επαναφορά από τον κάδο',
    revert: 'Επιστροφή σε παλαιότερη έκδοση',
  },
  version: (n) => `έκδοση ${n}`,
  goBack: 'Επιστροφή σε αυτή',
  wentBack: (n) => `Ο πελάτης είναι πάλι όπως στην έκδοση ${n}.`,
  from: 'από',
  to: 'σε',
  nothing: '—',
  yes: 'ναι',
  no: 'όχι',
  anotherProgram: 'άλλο πρόγραμμα',
  youElsewhere: 'εσείς, σε άλλο παράθυρο',
  conflictTitle: 'Αλλάξατε και οι δύο το ίδιο',
  conflictText: 'Όλα τα άλλα διατηρούνται. Ποιο να μείνει;',
  changedMeanwhile: 'Ο πελάτης άλλαξε αφού τον ανοίξατε',
  changedAt: (name, at) => `${name}, ${at}`,
  keepMine: 'Να μείνει το δικό μου',
  takeTheirs: 'Να μείνει το άλλο',
  doAnyway: 'Να γίνει έτσι κι αλλιώς',
};

type Language = 'en' | 'el';
const STORED = 'language';

/** The language of now: the one that was chosen, else the browser's. The API is asked in it too. */
export let language: Language =
  (localStorage.getItem(STORED) ?? navigator.language).split('-')[0] === 'el' ? 'el' : 'en';
export let words: Words = language === 'el' ? el : en;
document.documentElement.lang = language;

export function switchLanguage(): void {
  language = language === 'el' ? 'en' : 'el';
  words = language === 'el' ? el : en;
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
}

/** The date and time of an ISO 8601 time, where the reader is. */
export function dateOf(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

const number = (n: number): string => new Intl.NumberFormat(language).format(n);

/** `de` as "German"; a code that nobody knows as it is. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

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
