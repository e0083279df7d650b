// The problems that only imports have.
import { numberText, type Text } from '../../../standards/languages.ts';
import { Problem } from '../../../standards/problem.ts';

/** 404: there is no import of this id; its time may be over. */
export const importNotFound = () =>
  new Problem({
    status: 404,
    code: 'import_not_found',
    title: { en: 'Import not found', el: 'Η εισαγωγή δεν βρέθηκε' },
    detail: {
      en: 'There is no import with this id: its time may be over.',
      el: 'Δεν υπάρχει εισαγωγή με αυτόν τον κωδικό. Ίσως έχει λήξει.',
    },
  });

/** 409: the import is not in a state in which this can be done. `reason` says why, for a program. */
export const importConflict = (why: keyof typeof CONFLICTS) =>
  new Problem({
    status: 409,
    code: 'conflict',
    title: { en: 'Conflict', el: 'Δεν γίνεται τώρα' },
    detail: CONFLICTS[why],
    extensions: { reason: why },
  });

const CONFLICTS = {
  running: {
    en: 'This import is at work: wait for its end, or cancel it.',
    el: 'Η εισαγωγή είναι σε εξέλιξη. Περιμένετε να τελειώσει ή ακυρώστε την.',
  },
  over: {
    en: 'This import has been done: send the file again for another one.',
    el: 'Η εισαγωγή έχει ήδη γίνει. Για νέα εισαγωγή στείλτε ξανά το αρχείο.',
  },
  started: {
    en: 'The file of this import has been read: send another file as a new import.',
    el: 'Το αρχείο έχει ήδη διαβαστεί. Στείλτε άλλο αρχείο ως νέα εισαγωγή.',
  },
  other_bytes: {
    en: 'This part was sent before with other bytes: begin a new import.',
    el: 'Αυτό το τμήμα έχει σταλεί με άλλα δεδομένα. Ξεκινήστε νέα εισαγωγή.',
  },
  too_many_bytes: {
    en: 'The parts have more bytes than the file was said to have: begin a new import.',
    el: 'Τα τμήματα έχουν περισσότερα δεδομένα από όσα δηλώθηκαν για το αρχείο. Ξεκινήστε νέα εισαγωγή.',
  },
  not_running: {
    en: 'This import is not at work, so there is nothing to stop or to go on with.',
    el: 'Η εισαγωγή δεν είναι σε εξέλιξη. Δεν υπάρχει κάτι να σταματήσει ή να συνεχιστεί.',
  },
  nothing_to_undo: {
    en: 'This import has written nothing that could be undone.',
    el: 'Η εισαγωγή δεν άλλαξε τίποτα που να αναιρείται.',
  },
  undoing: {
    en: 'The undo of this import is at work: wait for its end.',
    el: 'Η αναίρεση της εισαγωγής είναι σε εξέλιξη. Περιμένετε να τελειώσει.',
  },
  file_expired: {
    en: 'The file is not kept long enough any more: send it again as a new import.',
    el: 'Το αρχείο δεν φυλάσσεται για πολύ ακόμη. Στείλτε το ξανά ως νέα εισαγωγή.',
  },
  undo_expired: {
    en: 'An import can be undone for 90 days after its end, and these are over.',
    el: 'Μια εισαγωγή αναιρείται έως 90 ημέρες μετά το τέλος της, και αυτές πέρασαν.',
  },
} satisfies Record<string, Text>;
export const IMPORT_CONFLICTS = Object.keys(CONFLICTS) as (keyof typeof CONFLICTS)[];

/** 409: some of the file has not come yet. `parts` are the numbers of the first ones that are missing. */
export const partsMissing = (parts: readonly number[], received: number) =>
  new Problem({
    status: 409,
    code: 'conflict',
    title: { en: 'Conflict', el: 'Δεν γίνεται τώρα' },
    detail: {
      en: 'The file is not whole: send the parts that are missing.',
      el: 'Το αρχείο δεν έχει σταλεί ολόκληρο. Στείλτε όσα τμήματα λείπουν.',
    },
    extensions: { missing_parts: parts, received_bytes: received },
  });

/** 422: the file cannot be read as what it is said to be. `line` is where, if that is known. */
export const unreadableFile = ({
  code,
  line,
  text,
}: {
  code: string;
  line?: number | undefined;
  text: Text;
}) =>
  new Problem({
    status: 422,
    code: 'unreadable_file',
    title: { en: 'Unreadable file', el: 'Το αρχείο δεν διαβάζεται' },
    detail: text,
    extensions: { reason: code, ...(line !== undefined && { line }) },
  });

/** 422: the columns of the file, or its first line, are more than is read. */
export const headTooLarge = (why: keyof typeof TOO_LARGE) =>
  unreadableFile({ code: why, line: 1, text: TOO_LARGE[why] });

/** The most columns of a file, and the most bytes of all their names as JSON: they are stored with the import. */
export const MAX_COLUMNS = 2000;
export const MAX_HEADER_BYTES = 200_000;

const TOO_LARGE = {
  header_too_large: {
    en: `A file has at most ${numberText(MAX_COLUMNS).en} columns, and their names have some ${numberText(MAX_HEADER_BYTES).en} characters together: take out what is not imported.`,
    el: `Ένα αρχείο έχει έως ${numberText(MAX_COLUMNS).el} στήλες, με ονόματα έως περίπου ${numberText(MAX_HEADER_BYTES).el} χαρακτήρες συνολικά. Αφαιρέστε όσες δεν εισάγονται.`,
  },
  first_line_too_long: {
    en: 'The first line of the file is too long to be read: it may not be a list.',
    el: 'Η πρώτη γραμμή του αρχείου είναι υπερβολικά μεγάλη. Ίσως δεν είναι λίστα.',
  },
} satisfies Record<string, Text>;

/** 409, of a row: its customer is there already. */
export const duplicateOfRow = () =>
  new Problem({
    status: 409,
    code: 'duplicate_found',
    title: DUPLICATE,
    detail: {
      en: 'There is a customer with this address, number or external key already.',
      el: 'Υπάρχει ήδη πελάτης με αυτό το email, τηλέφωνο ή εξωτερικό κωδικό.',
    },
  });

/** 409, of a row: an earlier row of the file is the same customer. */
export const duplicateInFile = (row: number) =>
  new Problem({
    status: 409,
    code: 'duplicate_found',
    title: DUPLICATE,
    detail: {
      en: `Row ${row} of the file has the same address, number or external key.`,
      el: `Η γραμμή ${row} του αρχείου έχει το ίδιο email, τηλέφωνο ή εξωτερικό κωδικό.`,
    },
  });

const DUPLICATE: Text = { en: 'Duplicate found', el: 'Ο πελάτης ίσως υπάρχει ήδη' };

/** 404: no change is of this batch. */
export const batchNotFound = () =>
  new Problem({
    status: 404,
    code: 'batch_not_found',
    title: { en: 'Batch not found', el: 'Η ομάδα δεν βρέθηκε' },
    detail: {
      en: 'No change of a customer was made by a batch with this request id.',
      el: 'Καμία αλλαγή πελάτη δεν έγινε από ομάδα με αυτόν τον κωδικό.',
    },
  });
