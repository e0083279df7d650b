// A row of a file as a customer to create, and what is wrong with it by the column.
import { validate } from '../../../http/request/validation.ts';
import type { Text } from '../../../standards/languages.ts';
import { Problem } from '../../../standards/problem.ts';
import { checkBounds } from '../bounds.ts';
import { type CustomerContact, CustomerCreate, type CustomerInDB, ENTERED_FIELDS } from '../models.ts';
import { Draft, type ImportedFields } from './draft.ts';
import { editsOf, isOwnColumn, type OwnCell, withEdits } from './hand-edits.ts';
import { type ImportMapping, type MappedColumn, mappedColumn } from './mapping.ts';
import { addressOf } from './header-names.ts';
import { isEveryone, isGroupCard, readCard, textOf } from './read-card.ts';
import type { SourceDialect, SourceRow } from './source.ts';
import { mappingOfCards } from './suggest.ts';
import { hasLostDigits, LONGEST_CELL } from './spreadsheet.ts';

export interface ReadCustomer {
  /** As `CustomerCreate` takes them, mended; what the row does not say is left out. Null where there is a problem. */
  fields: ImportedFields | null;
  /** The id that a file of ours gives. */
  id?: string;
  /** What another system calls the customer. */
  external?: ExternalKey;
  /** The mapped fields, such as `location.city`, all of whose columns are empty in this row. */
  emptied: string[];
  problems: RowProblem[];
}

interface ExternalKey {
  system: string;
  key: string;
}

interface RowProblem {
  /** As the file names it, or `#3` without a header; null where it belongs to none. */
  column: string | null;
  /** Into the customer (RFC 6901). */
  pointer: string;
  code: string;
  message: Text;
}

/**
 * Names are joined in the order of their columns, so that a list of Επώνυμο, Όνομα stays one; a row without a name is called as its organization, and a
 * card without both as its first contact: telephones and mail programs keep cards of people of whom they know nothing else.
 * Of several columns for another single text the first that is not empty counts, unless they have a `join`. Columns of notes make one note.
 */
export function toCustomer(row: SourceRow, dialect: SourceDialect, sent: ImportMapping): ReadCustomer {
  const mapping = row.card === undefined ? sent : mappingOfCards(sent);
  if (row.fault !== undefined) {
    const { code, message } = row.fault;
    return { fields: null, emptied: [], problems: [{ column: null, pointer: '', code, message }] };
  }
  const problems: RowProblem[] = [];
  if (row.card !== undefined && isGroupCard(row.card))
    return {
      fields: null,
      emptied: [],
      problems: [{ column: null, pointer: '', code: 'group_card', message: GROUP_CARD }],
    };
  const cells = cellsOf(row, dialect, mapping);
  const draft = draftOf(row, { cells, dialect, mapping, problems });
  if (draft === null) return { fields: null, emptied: [], problems };
  const external = fill(draft, cells, problems);
  const { fields } = draft;
  if (!fields.name && fields.organization) fields.name = fields.organization;
  if (!fields.name && row.card !== undefined) draft.addName(fields.contacts?.[0]?.value ?? '', 'FN');
  const read = validated(draft, problems);
  return {
    fields: problems.length > 0 ? null : read,
    ...(draft.id !== undefined && { id: draft.id }),
    ...(external !== undefined && { external }),
    emptied: emptiedOf(cells, fields),
    problems,
  };
}

/** A text of a row, with what it is for. */
interface Cell {
  column: string;
  mapped: MappedColumn;
  text: string;
  /** The label that another column gives, of a contact. */
  label?: string;
}

const isCells = ({ format }: SourceDialect): boolean => format === 'csv' || format === 'tsv';

/** The mapped texts of a row. */
function cellsOf(row: SourceRow, dialect: SourceDialect, mapping: ImportMapping): Cell[] {
  const named = namedTexts(row, dialect).flatMap(({ column, place, text }): Cell[] => {
    const mapped = mappedColumn(mapping, column, place);
    if (row.value !== undefined && isItself(column, (row.value as Record<string, unknown>)[column], mapped))
      return [];
    return mapped ? [{ column: column === '' ? `#${place ?? 0}` : column, mapped, text }] : [];
  });
  const labels = named.filter(({ mapped }) => mapped.part === 'label');
  return named
    .filter(({ mapped }) => mapped.part !== 'label')
    .map((cell) => {
      const label = labels.find(({ mapped }) => mapped.of === cell.column)?.text.trim();
      return { ...cell, ...(label && { label }) };
    });
}

function namedTexts(
  { cells = [], value, card }: SourceRow,
  dialect: SourceDialect,
): { column: string; place?: number; text: string }[] {
  if (isCells(dialect)) {
    const { header = [] } = dialect;
    const width = Math.max(cells.length, header.length);
    return Array.from({ length: width }, (_, at) => ({
      column: header[at] ?? '',
      place: at + 1,
      text: cells[at] ?? '',
    }));
  }
  if (card !== undefined)
    return card.properties.map((property) => ({ column: property.name, text: textOf(property) }));
  return Object.entries(value ?? {}).flatMap(([column, each]) =>
    textsOf(each).map((text) => ({ column, text })),
  );
}

/** The texts of a value of JSON; a list of several is several texts. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return Array.isArray(value) ? value.flatMap(textsOf) : [''];
}

interface Given {
  cells: readonly Cell[];
  dialect: SourceDialect;
  mapping: ImportMapping;
  problems: RowProblem[];
}

/** What the row says as a whole: a card, an object, or the column `json` with the edits beside it. Null where that cannot be read. */
function draftOf(row: SourceRow, { cells, dialect, mapping, problems }: Given): Draft | null {
  if (row.card !== undefined) {
    const draft = new Draft();
    readCard(row.card, draft, mapping);
    return draft;
  }
  if (!isCells(dialect)) return draftOfObject(row.value as Record<string, unknown>, mapping);
  const whole = cells.find(({ mapped, text }) => mapped.field === 'json' && text.trim() !== '');
  return whole === undefined ? new Draft() : draftOfWhole(whole, cells, { dialect, problems });
}

/** The keys that the mapping does not name, and those that it names as what they are, such as `contacts` of objects. */
function draftOfObject(value: Record<string, unknown>, mapping: ImportMapping): Draft {
  const draft = new Draft();
  for (const [key, each] of Object.entries(value)) {
    if (!isItself(key, each, mappedColumn(mapping, key))) continue;
    // A field of no customer is refused with the others, also one that is called `__proto__`.
    Object.defineProperty(draft.fields, key, {
      value: each,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    draft.know(`/${key}`, key);
  }
  if (typeof value['id'] === 'string') draft.id = value['id'];
  return draft;
}

/** Whether a key of JSON is the field of that name, as it stands there, and no text to be taken apart. */
const isItself = (key: string, value: unknown, mapped: MappedColumn | null | undefined): boolean =>
  mapped === undefined ||
  (mapped?.field === key && (isStructure(value) || (EXACT_TEXTS.has(key) && typeof value === 'string')));

/** Texts that may be empty, which is not the same as null. */
const EXACT_TEXTS: ReadonlySet<string> = new Set(['organization', 'nextcloud_folder', 'id']);

const isStructure = (value: unknown): boolean => typeof value === 'object' && value !== null;

function draftOfWhole(
  whole: Cell,
  cells: readonly Cell[],
  { dialect, problems }: Pick<Given, 'dialect' | 'problems'>,
): Draft | null {
  const { column } = whole;
  const value = objectIn(whole.text);
  if (typeof value === 'string') {
    problems.push({ column, pointer: '', code: value, message: value === 'cut_cell' ? CUT_CELL : NO_OBJECT });
    return null;
  }
  const { id } = value as { id?: unknown };
  const read = CustomerCreate.safeParse(value);
  // What the schema refuses is told with the others.
  if (!read.success) return new Draft({ fields: value, column });
  const isOneByte = dialect.encoding === 'windows-1253' || dialect.encoding === 'iso-8859-7';
  const own = cells.filter((cell) => isOwnColumn(cell.column)).map(toOwnCell);
  const edits = editsOf(asCustomer(read.data), own, isOneByte);
  for (const edit of edits) if (hasLostDigits(edit.text)) problems.push(lostDigits(edit.column, ''));
  const { fields, columns } = withEdits(read.data, edits);
  const draft = new Draft({ fields, column });
  for (const [pointer, edited] of columns) draft.know(pointer, edited);
  if (typeof id === 'string') draft.id = id;
  return draft;
}

const toOwnCell = ({ column, text }: Cell): OwnCell => ({ column: column as OwnCell['column'], text });

/** What a cell of the column `json` holds, or why it does not. */
function objectIn(text: string): ImportedFields | 'cut_cell' | 'malformed_json' {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    if (text.length >= LONGEST_CELL - 1) return 'cut_cell';
  }
  return 'malformed_json';
}

const CUT_CELL: Text = {
  en: 'The spreadsheet program has cut this cell: empty it to import the other columns alone.',
  el: 'Το πρόγραμμα υπολογιστικών φύλλων έκοψε το κελί. Αδειάστε το για να εισαχθούν μόνο οι άλλες στήλες.',
};

const NO_OBJECT: Text = {
  en: 'This is not the JSON of a customer.',
  el: 'Δεν είναι το JSON ενός πελάτη.',
};

const GROUP_CARD: Text = {
  en: 'This vCard is a group of others and no customer.',
  el: 'Η κάρτα vCard είναι ομάδα άλλων καρτών και όχι πελάτης.',
};

const LOST_DIGITS: Text = {
  en: 'The spreadsheet program has rounded this number: type it again, as text.',
  el: 'Το πρόγραμμα υπολογιστικών φύλλων στρογγύλεψε τον αριθμό. Πληκτρολογήστε τον ξανά, ως κείμενο.',
};

const lostDigits = (column: string, pointer: string): RowProblem => ({
  column,
  pointer,
  code: 'digits_lost',
  message: LOST_DIGITS,
});

/** Puts each cell where it belongs. Gives the external key. */
function fill(draft: Draft, cells: readonly Cell[], problems: RowProblem[]): ExternalKey | undefined {
  // The columns of our own export are in the whole customer already, with their edits.
  const isWhole = cells.some(({ mapped, text }) => mapped.field === 'json' && text.trim() !== '');
  const filled = cells.filter(({ column }) => !(isWhole && isOwnColumn(column)));
  for (const { column, mapped, text } of namesOf(filled)) draft.addName(text, column, mapped.join);
  let external: ExternalKey | undefined;
  for (const cell of filled) {
    const { column, mapped, text } = cell;
    if (hasLostDigits(text) && (mapped.field === 'contacts' || mapped.field === 'external')) {
      problems.push(lostDigits(column, mapped.field === 'contacts' ? '/contacts' : ''));
      continue;
    }
    if (mapped.field === 'external') external ??= externalOf(mapped, text);
    else fillCell(draft, cell);
  }
  return external;
}

/** The cells that make the name: the whole ones, or, where they are empty, its parts. The prefix is first and the suffix last. */
function namesOf(cells: readonly Cell[]): Cell[] {
  const names = cells.filter(({ mapped }) => mapped.field === 'name');
  const isPart = ({ mapped: { part } }: Cell) => part !== undefined && part !== 'legal' && part !== 'label';
  const whole = names.filter((cell) => !isPart(cell));
  if (whole.some(({ text }) => text.trim() !== '')) return whole;
  const rank = ({ mapped: { part } }: Cell) => (part === 'prefix' ? 0 : part === 'suffix' ? 2 : 1);
  // The whole ones stay, so that a name that is missing is told by their column.
  return [...whole, ...names.filter(isPart).sort((a, b) => rank(a) - rank(b))];
}

function externalOf({ system }: MappedColumn, text: string): ExternalKey | undefined {
  return text.trim() === '' || system === undefined ? undefined : { system, key: text.trim() };
}

function fillCell(draft: Draft, cell: Cell): void {
  const { column, mapped } = cell;
  const { field, split, join } = mapped;
  // Of several values in a cell of Google the first is the field's.
  const [first = '', ...more] = isOwnColumn(column) ? [cell.text] : cell.text.split(GOOGLE);
  const text = join === undefined ? first : cell.text;
  const rest = join === undefined ? more : [];
  /** What has no place in a field is a line of the note. */
  const leave = (...texts: string[]) => {
    for (const each of texts) if (each.trim() !== '') draft.addToNote(`${column}: ${each.trim()}`, column);
  };
  const address = addressOf(column);
  switch (field) {
    case 'name':
      return;
    case 'organization':
    case 'nextcloud_folder':
      leave(draft.set(field, text, column, join), ...rest);
      return;
    case 'language':
      leave(draft.set(field, LANGUAGES.get(text.trim().toLowerCase()) ?? text, column, join), ...rest);
      return;
    case 'location':
    case 'location.city':
      leave(...draft.setPlace({ city: text }, column, { address, join }), ...rest);
      return;
    case 'location.region':
      leave(...draft.setPlace({ region: text }, column, { address, join }), ...rest);
      return;
    case 'location.country':
      leave(...draft.setPlace({ country: text }, column, { address, join }), ...rest);
      return;
    case 'contacts':
      for (const contact of contactsOf(cell)) draft.addContact(contact, column);
      return;
    case 'tags':
      for (const tag of piecesOf(cell.text, split ?? ','))
        if (!isEveryone(tag)) draft.addTag(tag.replace(/^\* ?(?=.)/, ''), column);
      return;
    case 'linked_user_ids':
      for (const uid of piecesOf(cell.text, split ?? ',')) draft.addUser(uid, column);
      return;
    case 'notes':
      for (const line of linesOf(cell)) draft.addToNote(line, column, join);
      return;
    case 'owned_items':
      for (const item of split === undefined ? [cell.text.trim()] : piecesOf(cell.text, split))
        if (item !== '') draft.addItem(item, column);
      return;
    case 'id':
      if (text.trim() !== '') draft.id = text.trim();
      return;
    case 'json':
    case 'external':
  }
}

/** What a cell adds to the note: its text, or, with a label, a line. Outlook writes `0/0/00` for no day. */
function linesOf({ text, mapped, label }: Cell): string[] {
  if (text.trim() === '' || /^0\/0\/0+$/.test(text.trim())) return [];
  if (label !== undefined)
    return labelled(text.split(GOOGLE), label).map(
      ({ value, label: each }) => `${each === '' ? (mapped.label ?? '') : each}: ${value}`,
    );
  return [mapped.label ? `${mapped.label}: ${text.trim()}` : text];
}

/** As lists write them. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['ελληνικά', 'el'],
  ['ελληνικα', 'el'],
  ['greek', 'el'],
  ['αγγλικά', 'en'],
  ['αγγλικα', 'en'],
  ['english', 'en'],
]);

/** Google stands this between the values of one cell. */
const GOOGLE = ' ::: ';

/** The pieces of a cell. */
const piecesOf = (text: string, split: string): string[] =>
  text
    .split(GOOGLE)
    .flatMap((each) => each.split(split))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/** The contacts of a cell: several where it holds several whole addresses or numbers. */
function contactsOf({ mapped, text, label: told = '' }: Cell): CustomerContact[] {
  const { type = 'other', split } = mapped;
  const values = split === undefined ? text.split(GOOGLE) : piecesOf(text, split);
  return labelled(values, told).flatMap(({ value, label, primary }) =>
    (split === undefined ? severalOf(value, type) : [value])
      // Older exports of Google escape the colon.
      .map((each) => each.trim().replace(/^(https?)\\:/, '$1:'))
      .filter((each) => each !== '')
      .map((each) =>
        contactOf(each, { type, primary, label: [mapped.label, label].filter(Boolean).join(', ') }),
      ),
  );
}

/** Exchange writes the name of an entry in its own directory where an address is missing. */
const contactOf = (value: string, contact: Omit<CustomerContact, 'value'>): CustomerContact =>
  contact.type === 'email' && /^\/o=/i.test(value)
    ? { ...contact, type: 'other', label: contact.label || 'Exchange', value }
    : { ...contact, value };

/** Values of Google with their labels: one for all, or one for each. A star marks the first of several. */
function labelled(
  values: readonly string[],
  told: string,
): { value: string; label: string; primary: boolean }[] {
  const labels = told.split(GOOGLE.trim()).map((label) => label.trim());
  const isEach = labels.length === values.length;
  return values.map((value, at) => {
    const label = (isEach ? labels[at] : at === 0 || labels.length === 1 ? labels[0] : labels.at(-1)) ?? '';
    const isMarked = label.startsWith('*');
    return {
      value: value.trim(),
      label: label.replace(/^\*\s*/, ''),
      primary: isMarked && (isEach || at === 0),
    };
  });
}

/** What is written in one cell although it is several: only where every piece is whole. */
function severalOf(text: string, type: CustomerContact['type']): string[] {
  const pieces = text.split(type === 'email' ? /[,;\s]+/ : /[,;\n]/).filter((piece) => piece.trim() !== '');
  const isWhole = (piece: string) =>
    type === 'email'
      ? /.@./.test(piece)
      : type !== 'other' && piece.replace(/\D/g, '').length >= SHORTEST_NUMBER;
  return pieces.length > 1 && pieces.every(isWhole) ? pieces : [text];
}

/** Of digits, so that an extension is not taken for a number. */
const SHORTEST_NUMBER = 7;

/** What the schema makes of the fields; adds what it refuses. */
function validated(draft: Draft, problems: RowProblem[]): ImportedFields {
  const add = (error: unknown) => {
    if (!(error instanceof Problem) || error.faults === null) throw error;
    for (const fault of error.faults.known) {
      const pointer = 'pointer' in fault ? fault.pointer : '';
      problems.push({ column: draft.columnOf(pointer), pointer, code: fault.code, message: fault.message });
    }
  };
  const { fields } = draft;
  try {
    const read = validate(CustomerCreate, fields, 'body');
    checkBounds(asCustomer(read), ENTERED_FIELDS, null);
    return Object.fromEntries(Object.entries(read).filter(([field]) => Object.hasOwn(fields, field)));
  } catch (error) {
    add(error);
    return {};
  }
}

/** What the checks and the columns of an export need to see of a customer. */
const asCustomer = (read: CustomerCreate): CustomerInDB => ({
  ...read,
  notes: read.notes.map(({ text }) => ({ text, by: '', at: '' })),
  id: '',
  created_at: '',
  updated_at: '',
});

/** The mapped fields that no column of the row fills. */
function emptiedOf(cells: readonly Cell[], fields: ImportedFields): string[] {
  const mapped = cells.map((cell) => cell.mapped.field).filter((field) => !NOT_OF_A_CUSTOMER.has(field));
  return [...new Set(mapped)].filter((field) => {
    const [top = '', part] = field.split('.');
    const value: unknown = fields[top as keyof ImportedFields];
    const inside: unknown =
      part === undefined ? value : (value as Record<string, unknown> | undefined)?.[part];
    return (
      inside === undefined ||
      inside === null ||
      inside === '' ||
      (Array.isArray(inside) && inside.length === 0)
    );
  });
}

const NOT_OF_A_CUSTOMER: ReadonlySet<string> = new Set(['json', 'id', 'external']);
