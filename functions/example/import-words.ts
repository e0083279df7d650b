// The words of the screens of an import, in English and Greek.
import { language, number, type Pairs, pick } from './words.ts';

const sentences = {
  title: ['Import', 'Εισαγωγή'],
  drop: ['Drop a file here', 'Αφήστε εδώ ένα αρχείο'],
  choose: ['Choose a file', 'Επιλογή αρχείου'],
  formats: [
    'CSV or TSV, as Excel, Google or Outlook write it, vCard (.vcf), NDJSON, or an Excel workbook (.xlsx); 64 MB at most.',
    'CSV ή TSV όπως το γράφει το Excel, το Google ή το Outlook, vCard (.vcf), NDJSON ή βιβλίο Excel (.xlsx), έως 64 MB.',
  ],
  earlier: ['Earlier imports', 'Προηγούμενες εισαγωγές'],
  none: ['Nothing has been imported yet.', 'Δεν έχει γίνει ακόμη εισαγωγή.'],
  tooLarge: ['The file has more than 64 MB.', 'Το αρχείο ξεπερνά τα 64 MB.'],
  workbookTooLarge: [
    'The workbook is too large to be read here: save the sheet as CSV in the spreadsheet program, and choose that file.',
    'Το βιβλίο είναι πολύ μεγάλο. Αποθηκεύστε το φύλλο ως CSV στο πρόγραμμα υπολογιστικών φύλλων και επιλέξτε εκείνο.',
  ],
  workbookUnreadable: [
    'The workbook cannot be read: save the sheet as CSV in the spreadsheet program, and choose that file.',
    'Το βιβλίο δεν διαβάζεται. Αποθηκεύστε το φύλλο ως CSV στο πρόγραμμα υπολογιστικών φύλλων και επιλέξτε εκείνο.',
  ],
  ofSheet: [
    (name: string, n: number) => `Sheet “${name}”${n > 1 ? `, the first of ${number(n)} sheets` : ''}`,
    (name: string, n: number) => `Φύλλο «${name}»${n > 1 ? `, το πρώτο από ${number(n)}` : ''}`,
  ],
  readAs: [(text: string) => `Read as ${text}`, (text: string) => `Διαβάστηκε ως ${text}`],
  delimiter: [(text: string) => `delimiter ${text}`, (text: string) => `διαχωριστικό ${text}`],
  tab: ['tab', 'στηλοθέτης'],
  columns: ['What each column is for', 'Σε τι αντιστοιχεί κάθε στήλη'],
  column: [(name: string) => `Column ${name}`, (name: string) => `Στήλη ${name}`],
  notImported: ['not imported', 'δεν εισάγεται'],
  firstRows: ['The first rows', 'Οι πρώτες γραμμές'],
  options: ['Options', 'Επιλογές'],
  onDuplicate: ['Who is there already', 'Όποιος υπάρχει ήδη'],
  tag: ['A tag for all of them', 'Ετικέτα για όλους'],
  overwrite: ['Overwrite what is there', 'Αντικατάσταση των υπαρχόντων'],
  tryIt: ['Try it without saving', 'Δοκιμή χωρίς αποθήκευση'],
  start: ['Import', 'Εισαγωγή'],
  sending: [(share: string) => `Sending: ${share}`, (share: string) => `Αποστολή: ${share}`],
  rowsOf: [
    (done: number, all: number) => `${number(done)} of ${number(all)} rows`,
    (done: number, all: number) => `${number(done)} από ${number(all)} γραμμές`,
  ],
  pace: [(n: number) => `${number(n)} rows a second`, (n: number) => `${number(n)} γραμμές το δευτερόλεπτο`],
  left: [(n: number) => `${number(n)} s left`, (n: number) => `απομένουν ${number(n)} δευτ.`],
  noAnswer: ['No answer; trying again …', 'Καμία απάντηση. Νέα προσπάθεια…'],
  stop: ['Stop', 'Διακοπή'],
  inFile: [
    (n: number) => `${number(n)} repeated in the file`,
    (n: number) => `${number(n)} επαναλαμβάνονται στο αρχείο`,
  ],
  probable: [
    (n: number) => `${number(n)} probably there already`,
    (n: number) => `${number(n)} μάλλον υπάρχουν ήδη`,
  ],
  problems: ['Rows with a problem', 'Γραμμές με πρόβλημα'],
  line: [(n: number) => `Line ${number(n)}`, (n: number) => `Γραμμή ${number(n)}`],
  sameAs: [(n: number) => `the same as row ${number(n)}`, (n: number) => `ίδιο με τη γραμμή ${number(n)}`],
  isThere: ['there already', 'υπάρχει ήδη'],
  download: ['Download the rows that failed', 'Λήψη των γραμμών που απέτυχαν'],
  undo: ['Undo this import', 'Αναίρεση της εισαγωγής'],
  undoText: [
    (name: string) => `All that “${name}” has written is taken back. What was edited since stays.`,
    (name: string) => `Αναιρούνται όλα όσα έγραψε το «${name}». Ό,τι άλλαξε στο μεταξύ μένει.`,
  ],
  wasMerged: ['merged into another one', 'συγχωνεύτηκε με άλλον'],
  keptRows: ['Edited since, and kept', 'Άλλαξαν στο μεταξύ και μένουν'],
  another: ['Import another file', 'Εισαγωγή άλλου αρχείου'],
} satisfies Pairs;

const states = {
  receiving: ['Not started yet', 'Δεν έχει ξεκινήσει'],
  reading: ['Reading the file', 'Ανάγνωση του αρχείου'],
  checking: ['Trying it', 'Δοκιμή'],
  checked: ['Tried, nothing was saved', 'Δοκιμάστηκε, δεν αποθηκεύτηκε τίποτα'],
  importing: ['Importing', 'Εισαγωγή σε εξέλιξη'],
  done: ['Imported', 'Η εισαγωγή ολοκληρώθηκε'],
  failed: ['The file cannot be read', 'Το αρχείο δεν διαβάζεται'],
  stopped: ['Stopped: too many rows failed', 'Διακόπηκε: πολλές αποτυχίες'],
  cancelled: ['Stopped', 'Διακόπηκε'],
  undoing: ['Being undone', 'Αναίρεση σε εξέλιξη'],
  undone: ['Undone', 'Αναιρέθηκε'],
} satisfies Pairs;

const outcomes = {
  created: [(n: number) => `${number(n)} new`, (n: number) => `${number(n)} νέοι`],
  updated: [(n: number) => `${number(n)} changed`, (n: number) => `${number(n)} άλλαξαν`],
  unchanged: [(n: number) => `${number(n)} as before`, (n: number) => `${number(n)} ίδιοι`],
  skipped: [(n: number) => `${number(n)} left out`, (n: number) => `${number(n)} παραλείφθηκαν`],
  failed: [(n: number) => `${number(n)} failed`, (n: number) => `${number(n)} απέτυχαν`],
  trashed: [(n: number) => `${number(n)} in the trash`, (n: number) => `${number(n)} στον κάδο`],
  reverted: [(n: number) => `${number(n)} as before`, (n: number) => `${number(n)} όπως πριν`],
  partly: [(n: number) => `${number(n)} partly as before`, (n: number) => `${number(n)} εν μέρει όπως πριν`],
  kept: [(n: number) => `${number(n)} kept`, (n: number) => `${number(n)} έμειναν`],
  gone: [(n: number) => `${number(n)} gone already`, (n: number) => `${number(n)} δεν υπήρχαν πια`],
} satisfies Pairs;

const onDuplicate = {
  create: ['is entered again', 'καταχωρείται ξανά'],
  skip: ['is left out', 'παραλείπεται'],
  update: ['is completed', 'συμπληρώνεται'],
  fail: ['is a failed row', 'θεωρείται αποτυχία'],
} satisfies Pairs;

const nameParts = {
  given: ['First name', 'Μικρό όνομα'],
  family: ['Family name', 'Επώνυμο'],
} satisfies Pairs;

/** In the language of now. */
export function importWords() {
  const at = language === 'el' ? 1 : 0;
  return {
    ...pick(sentences, at),
    states: pick(states, at),
    outcomes: pick(outcomes, at),
    onDuplicates: pick(onDuplicate, at),
    nameParts: pick(nameParts, at),
  };
}
