// What is held of a person as one page to read and print, in Greek or English: no script, nothing from elsewhere.
import type { RecordPiece, SubjectPart, SubjectSection } from '../../records/subject/part.ts';
import type { Language, Text } from '../../standards/languages.ts';

/** A part as a whole HTML document. */
export function subjectPage(
  { generated_at, sections, next_cursor }: SubjectPart,
  language: Language,
): string {
  const say = sayIn(language);
  const more = next_cursor === null ? '' : `<p>${say(MORE)}</p>`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say(TITLE)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${say(TITLE)}</h1>
<p>${say(AS_OF)} ${timeHtml(generated_at)}. ${say(ABOUT)}</p>
${sections.map((section) => sectionHtml(section, language)).join('\n')}
${more}
</main>
</body>
</html>
`;
}

/** The whole of it: the policy of the page names its digest. */
export const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; border-top: 2px solid #1a1a1a; padding-top: 1rem; margin-top: 2rem; }
h3 { font-size: 1.1rem; } h4 { font-size: 1rem; margin-bottom: .3rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
th { background: #f2f2f2; font-weight: 600; } tbody th { width: 30%; }
ol, ul { margin: 0; padding-left: 1.3rem; white-space: normal; }
@media print { main { max-width: none; padding: 0; } tr { break-inside: avoid; } }
`;

function sectionHtml({ root, mergedFrom }: SubjectSection, language: Language): string {
  const say = sayIn(language);
  return [
    pieceHtml(root, language, say(CUSTOMER)),
    ...mergedFrom.map((piece) => pieceHtml(piece, language, say(MERGED_RECORD))),
  ].join('\n');
}

function pieceHtml({ id, head, history, imports }: RecordPiece, language: Language, title: string): string {
  const say = sayIn(language);
  const told = head === null ? {} : (JSON.parse(`{${head.toString()}}`) as Record<string, unknown>);
  const { customer, ...beside } = told;
  const parts = [
    `<section>\n<h2>${title} ${escaped(id)}</h2>`,
    head === null ? '' : `<h3>${say(DATA)}</h3>\n${valueHtml(customer, language)}`,
    ...Object.entries(beside).map(([name, value]) =>
      isNothing(value) ? '' : `<h3>${label(name, language)}</h3>\n${valueHtml(value, language)}`,
    ),
    `<h3>${say(HISTORY)}</h3>`,
    ...history.map((row) => versionHtml(JSON.parse(row.toString()) as Version, language)),
    imports.length === 0 ? '' : `<h3>${say(IMPORTS)}</h3>\n${valueHtml(imports, language)}`,
    '</section>',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

interface Version {
  version: number;
  action: string;
  at: string;
  by: string;
  by_name: string | null;
  changed: { pointer: string; from: unknown; to: unknown }[];
  [noted: string]: unknown;
}

function versionHtml(row: Version, language: Language): string {
  const say = sayIn(language);
  const { version, action, at, by, by_name, changed, ...noted } = row;
  const who = by_name === null ? escaped(by) : `${escaped(by_name)} (${escaped(by)})`;
  const what = Object.hasOwn(ACTIONS, action)
    ? say(ACTIONS[action as keyof typeof ACTIONS])
    : escaped(action);
  const rows = changed.map(
    ({ pointer, from, to }) =>
      `<tr><th scope="row">${placeHtml(pointer, language)}</th><td>${valueHtml(from, language)}</td><td>${valueHtml(to, language)}</td></tr>`,
  );
  const heads = [FIELD, BEFORE, AFTER].map((head) => `<th scope="col">${say(head)}</th>`).join('');
  return [
    `<h4>${say(VERSION)} ${version}: ${what}, ${timeHtml(at)}, ${who}</h4>`,
    rows.length === 0
      ? ''
      : `<table><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
    Object.keys(noted).length === 0 ? '' : valueHtml(noted, language),
  ].join('\n');
}

/** Any JSON: an object as a table, a list as a list. What would take too many bytes so stands as JSON. */
function valueHtml(value: unknown, language: Language): string {
  const json = JSON.stringify(value ?? null);
  const room = { left: Math.max(10 * Math.min(json.length, SMALL), 3 * json.length) };
  return readable(value, language, room) ?? escaped(json);
}

/** In characters: a value of more takes three times its JSON at most, a smaller one ten times. */
const SMALL = 5000;

/** Null where there is no room for it. */
function readable(value: unknown, language: Language, room: { left: number }): string | null {
  const html = shape(value, language, room);
  if (html !== null) room.left -= html.length;
  return room.left < 0 ? null : html;
}

function shape(value: unknown, language: Language, room: { left: number }): string | null {
  const say = sayIn(language);
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return say(value ? YES : NO);
  if (typeof value === 'string') return TIME.test(value) ? timeHtml(value) : escaped(value);
  if (typeof value !== 'object') return escaped(JSON.stringify(value));
  const entries = Object.entries(value);
  const [first] = entries;
  if (first === undefined) return '–';
  // What JSON cannot say, see firestore/stored-json.ts.
  if (entries.length === 1 && first[0].startsWith('$')) return readable(first[1], language, room);
  const parts: string[] = [];
  for (const [name, child] of entries) {
    const inside = readable(child, language, room);
    if (inside === null) return null;
    // Counted where it is made: the whole is not made of what there is no room for.
    room.left += inside.length;
    const part = Array.isArray(value)
      ? `<li>${inside}</li>`
      : `<tr><th scope="row">${label(name, language)}</th><td>${inside}</td></tr>`;
    room.left -= part.length;
    if (room.left < 0) return null;
    parts.push(part);
  }
  room.left += parts.reduce((sum, { length }) => sum + length, 0);
  const all = parts.join('\n');
  return Array.isArray(value) ? `<ol>${all}</ol>` : `<table><tbody>${all}</tbody></table>`;
}

/** `/contacts/0/value` as `Contacts › 1 › Value`. */
function placeHtml(pointer: string, language: Language): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part)
        ? String(Number(part) + 1)
        : label(part.replaceAll('~1', '/').replaceAll('~0', '~'), language),
    )
    .join(' › ');
}

/** What people call a field; that of another program as it is. */
function label(name: string, language: Language): string {
  return Object.hasOwn(LABELS, name) ? LABELS[name as keyof typeof LABELS][language] : escaped(name);
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** To the minute for people; the whole of it for a program. */
function timeHtml(time: string): string {
  if (!TIME.test(time)) return escaped(time);
  return `<time datetime="${time}">${time.slice(0, 'YYYY-MM-DD'.length)} ${time.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm'.length)} UTC</time>`;
}

const isNothing = (value: unknown) =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** As the text of an element or of a quoted attribute. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const sayIn = (language: Language) => (text: Text) => text[language];

const TITLE: Text = { en: 'What we hold about you', el: 'Τα στοιχεία που διατηρούμε για εσάς' };
const AS_OF: Text = { en: 'As of', el: 'Όπως ήταν στις' };
const ABOUT: Text = {
  en: 'It holds all that is kept of you, with every earlier version and who changed what.',
  el: 'Περιέχει όλα όσα διατηρούμε, με κάθε προηγούμενη εκδοχή και με το ποιος άλλαξε τι.',
};
const MORE: Text = {
  en: 'This is not all: the next part follows in a page of its own.',
  el: 'Υπάρχει και συνέχεια, σε ξεχωριστή σελίδα.',
};
const CUSTOMER: Text = { en: 'Customer', el: 'Πελάτης' };
const MERGED_RECORD: Text = { en: 'Merged into it: customer', el: 'Συγχωνεύτηκε σε αυτόν: πελάτης' };
const DATA: Text = { en: 'Data', el: 'Στοιχεία' };
const HISTORY: Text = { en: 'History', el: 'Ιστορικό' };
const IMPORTS: Text = { en: 'Rows of imports', el: 'Γραμμές εισαγωγών' };
const VERSION: Text = { en: 'Version', el: 'Έκδοση' };
const FIELD: Text = { en: 'Field', el: 'Πεδίο' };
const BEFORE: Text = { en: 'Before', el: 'Πριν' };
const AFTER: Text = { en: 'After', el: 'Μετά' };
const YES: Text = { en: 'yes', el: 'ναι' };
const NO: Text = { en: 'no', el: 'όχι' };

const ACTIONS = {
  create: { en: 'entered', el: 'καταχώριση' },
  update: { en: 'changed', el: 'αλλαγή' },
  delete: { en: 'moved to the trash', el: 'μεταφορά στον κάδο' },
  restore: { en: 'restored', el: 'επαναφορά' },
  revert: { en: 'set back to an earlier version', el: 'επιστροφή σε προηγούμενη έκδοση' },
  keys_changed: { en: 'keys of other systems changed', el: 'αλλαγή κωδικών άλλων συστημάτων' },
  merge: { en: 'others merged into it', el: 'συγχώνευση άλλων σε αυτόν' },
  merged: { en: 'merged into another', el: 'συγχώνευση σε άλλον' },
  unmerge: { en: 'merge undone', el: 'αναίρεση συγχώνευσης' },
} satisfies Record<string, Text>;

const LABELS = {
  row: { en: 'Row', el: 'Γραμμή' },
  id: { en: 'Id', el: 'Κωδικός' },
  name: { en: 'Name', el: 'Όνομα' },
  organization: { en: 'Organization', el: 'Οργανισμός' },
  contacts: { en: 'Contact details', el: 'Στοιχεία επικοινωνίας' },
  type: { en: 'Kind', el: 'Είδος' },
  label: { en: 'Label', el: 'Ετικέτα' },
  value: { en: 'Value', el: 'Τιμή' },
  primary: { en: 'Main one', el: 'Κύριο' },
  notes: { en: 'Notes', el: 'Σημειώσεις' },
  text: { en: 'Text', el: 'Κείμενο' },
  by: { en: 'By', el: 'Από ποιον' },
  by_name: { en: 'By (name)', el: 'Από (όνομα)' },
  at: { en: 'When', el: 'Πότε' },
  location: { en: 'Place', el: 'Τοποθεσία' },
  city: { en: 'City', el: 'Πόλη' },
  country: { en: 'Country', el: 'Χώρα' },
  region: { en: 'Region', el: 'Περιοχή' },
  language: { en: 'Language', el: 'Γλώσσα' },
  tags: { en: 'Tags', el: 'Χαρακτηρισμοί' },
  owned_items: { en: 'What you own', el: 'Τι έχετε' },
  device_id: { en: 'Device', el: 'Συσκευή' },
  product_id: { en: 'Product number', el: 'Κωδικός προϊόντος' },
  product_name: { en: 'Product', el: 'Προϊόν' },
  quantity: { en: 'Quantity', el: 'Ποσότητα' },
  serial_number: { en: 'Serial number', el: 'Σειριακός αριθμός' },
  serial_numbers: { en: 'Serial numbers', el: 'Σειριακοί αριθμοί' },
  description: { en: 'Description', el: 'Περιγραφή' },
  linked_user_ids: { en: 'User accounts', el: 'Λογαριασμοί χρήστη' },
  nextcloud_folder: { en: 'Folder of files', el: 'Φάκελος αρχείων' },
  created_at: { en: 'Entered', el: 'Καταχωρίστηκε' },
  updated_at: { en: 'Last changed', el: 'Τελευταία αλλαγή' },
  in_trash: { en: 'In the trash', el: 'Στον κάδο' },
  deleted_at: { en: 'Deleted', el: 'Διαγράφηκε' },
  deleted_by: { en: 'Deleted by', el: 'Διαγράφηκε από' },
  deleted_by_name: { en: 'Deleted by (name)', el: 'Διαγράφηκε από (όνομα)' },
  expires_at: { en: 'Kept until', el: 'Διατηρείται έως' },
  as_stored: { en: 'Stored by other programs', el: 'Από άλλα προγράμματα' },
  replaced: { en: 'Replaced by this version', el: 'Αντικαταστάθηκαν σε αυτή την έκδοση' },
  merged_into: { en: 'Merged into', el: 'Συγχωνεύτηκε στον' },
  merged_from: { en: 'Merged into it', el: 'Συγχωνεύτηκαν σε αυτόν' },
  restored: { en: 'Taken back out', el: 'Επανήλθαν χωριστά' },
  keys: { en: 'Keys in other systems', el: 'Κωδικοί σε άλλα συστήματα' },
  system: { en: 'System', el: 'Σύστημα' },
  key: { en: 'Key', el: 'Κωδικός' },
  claims: { en: 'Digests of addresses and numbers', el: 'Αποτυπώματα διευθύνσεων και αριθμών' },
  digest: { en: 'Digest', el: 'Αποτύπωμα' },
  duplicates: { en: 'May be entered twice', el: 'Ίσως έχετε καταχωριστεί δύο φορές' },
  idempotency_keys: { en: 'Requests that were sent for you', el: 'Αιτήματα που στάλθηκαν για εσάς' },
  batch: { en: 'Done together with others', el: 'Έγινε μαζί με άλλα' },
  state: { en: 'All data of this version', el: 'Όλα τα στοιχεία αυτής της έκδοσης' },
  version: { en: 'Version', el: 'Έκδοση' },
} satisfies Record<string, Text>;
