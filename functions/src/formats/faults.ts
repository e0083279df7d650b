// What can be wrong with a file, or with one row of it, in words.
import { numberText, type Text } from '../standards/languages.ts';

/** Why a row cannot be read: the row fails and the others do not. JSON-able. */
export interface RowFault {
  code: RowFaultCode;
  message: Text;
}

export type RowFaultCode =
  | 'undecodable_bytes'
  | 'row_too_large'
  | 'too_many_cells'
  | 'malformed_json'
  | 'not_an_object'
  | 'nested_too_deep'
  | 'malformed_card'
  | 'card_not_closed'
  | 'not_a_card';

export const rowFault = (code: RowFaultCode): RowFault => ({ code, message: ROW_FAULTS[code] });

/** The most bytes of a row as JSON: rows are kept in documents of Firestore, which hold 1 MiB. */
export const MAX_ROW_BYTES = 900_000;

const ROW_FAULTS: Readonly<Record<RowFaultCode, Text>> = {
  undecodable_bytes: {
    en: 'This row has bytes that are no text in the encoding of the file.',
    el: 'Η γραμμή έχει χαρακτήρες που δεν διαβάζονται με την κωδικοποίηση του αρχείου.',
  },
  row_too_large: {
    en: `This row has more than ${numberText(MAX_ROW_BYTES).en} bytes.`,
    el: `Η γραμμή έχει πάνω από ${numberText(MAX_ROW_BYTES).el} byte.`,
  },
  too_many_cells: {
    en: 'This row has more cells than the header: a delimiter may stand in a cell without quotes.',
    el: 'Η γραμμή έχει περισσότερα κελιά από την επικεφαλίδα. Ίσως κάποιο κελί περιέχει το διαχωριστικό χωρίς εισαγωγικά.',
  },
  malformed_json: { en: 'This line is not JSON.', el: 'Η γραμμή δεν είναι JSON.' },
  not_an_object: {
    en: 'This line must be a JSON object with fields.',
    el: 'Η γραμμή πρέπει να είναι αντικείμενο JSON με πεδία.',
  },
  nested_too_deep: {
    en: 'The values of this line lie too deep in one another.',
    el: 'Οι τιμές της γραμμής βρίσκονται πολύ βαθιά η μία μέσα στην άλλη.',
  },
  malformed_card: { en: 'This vCard cannot be read.', el: 'Η κάρτα vCard δεν διαβάζεται.' },
  card_not_closed: {
    en: 'This vCard has no end (END:VCARD): the file may have been cut.',
    el: 'Η κάρτα vCard δεν έχει τέλος (END:VCARD). Ίσως το αρχείο έχει κοπεί.',
  },
  not_a_card: {
    en: 'These lines belong to no vCard.',
    el: 'Οι γραμμές αυτές δεν ανήκουν σε κάρτα vCard.',
  },
};

export type UnreadableCode =
  | 'empty_file'
  | 'only_header'
  | 'binary_file'
  | 'spreadsheet_file'
  | 'unknown_encoding'
  | 'unclosed_quote'
  | 'json_document'
  | 'no_card'
  | 'no_json';

/** Thrown where no row of a file can be trusted. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode;
  /** Where it was seen, from 1. */
  readonly line: number | undefined;
  /** For people. */
  readonly text: Text;

  constructor(code: UnreadableCode, line?: number) {
    const text = unreadableText(code, line);
    super(text.en);
    this.name = 'UnreadableFile';
    this.code = code;
    this.line = line;
    this.text = text;
  }
}

function unreadableText(code: UnreadableCode, line = 0): Text {
  switch (code) {
    case 'empty_file':
      return { en: 'The file is empty.', el: 'Το αρχείο είναι κενό.' };
    case 'only_header':
      return {
        en: 'The file has a header and no rows.',
        el: 'Το αρχείο έχει μόνο επικεφαλίδα και καμία γραμμή.',
      };
    case 'binary_file':
      return {
        en: 'This is not a text file: save it as CSV, NDJSON or vCard.',
        el: 'Δεν είναι αρχείο κειμένου. Αποθηκεύστε το ως CSV, NDJSON ή vCard.',
      };
    case 'spreadsheet_file':
      return {
        en: 'This is a workbook or an archive: open it in the spreadsheet program and save it as CSV.',
        el: 'Είναι βιβλίο εργασίας ή συμπιεσμένο αρχείο. Ανοίξτε το στο πρόγραμμα υπολογιστικών φύλλων και αποθηκεύστε το ως CSV.',
      };
    case 'unknown_encoding':
      return {
        en: 'The letters of this file are in an encoding that is not read, such as the one of DOS: save it as UTF-8.',
        el: 'Τα γράμματα του αρχείου έχουν κωδικοποίηση που δεν διαβάζεται, όπως του DOS. Αποθηκεύστε το ως UTF-8.',
      };
    case 'unclosed_quote':
      return {
        en: `The quote that is opened in line ${numberText(line).en} is not closed.`,
        el: `Τα εισαγωγικά που ανοίγουν στη γραμμή ${numberText(line).el} δεν κλείνουν.`,
      };
    case 'json_document':
      return {
        en: 'This is one JSON document: NDJSON has a JSON object in each line.',
        el: 'Είναι ένα ενιαίο έγγραφο JSON. Το NDJSON έχει ένα αντικείμενο JSON σε κάθε γραμμή.',
      };
    case 'no_card':
      return { en: 'No vCard is in the file.', el: 'Το αρχείο δεν περιέχει καμία κάρτα vCard.' };
    case 'no_json':
      return {
        en: 'The first line is not a JSON object.',
        el: 'Η πρώτη γραμμή δεν είναι αντικείμενο JSON.',
      };
  }
}
