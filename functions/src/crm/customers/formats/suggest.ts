// Which field each column of a file is probably for.
import { isDeepStrictEqual } from 'node:util';
import { columnByName, type NamedColumn, TITLE } from './header-names.ts';
import { type ImportMapping, type MappedColumn, mappedColumn } from './mapping.ts';
import { ENTERED_FIELDS } from '../models.ts';
import { ASIDES, SERVICES } from './read-card.ts';
import type { SourceDialect, SourceRow } from './source.ts';

export interface ColumnSuggestion {
  /** As the file has it; empty without a header. Of a vCard: a property. Of NDJSON: a key. */
  name: string;
  /** From 0. */
  index: number;
  /** Some of its values, the longest ones cut. */
  samples: readonly string[];
  /** Null: not to be imported. */
  suggested: MappedColumn | null;
  /** From 0 to 1. */
  confidence: number;
}

/** Every column, by its name and by the values of some rows. */
export function suggestColumns(
  dialect: SourceDialect,
  sampleRows: readonly SourceRow[],
): readonly ColumnSuggestion[] {
  const columns = columnsOf(dialect, sampleRows).map(({ name, values }, index) => {
    const filled = values.filter((value) => value.trim() !== '');
    const samples = [...new Set(filled)].slice(0, SAMPLES).map((value) => value.slice(0, SAMPLE_LENGTH));
    const { mapped, confidence } = suggestionOf(dialect, name, filled);
    return { name, index, samples, suggested: mapped, confidence };
  });
  return dialect.format === 'csv' || dialect.format === 'tsv' ? considered(columns) : columns;
}

const SAMPLES = 3;
const SAMPLE_LENGTH = 100;

function columnsOf(
  { format, header = [] }: SourceDialect,
  rows: readonly SourceRow[],
): { name: string; values: string[] }[] {
  if (format === 'csv' || format === 'tsv')
    return header.map((name, at) => ({ name, values: rows.map(({ cells }) => cells?.[at] ?? '') }));
  const values = new Map<string, string[]>();
  const add = (name: string, value: string) => {
    const before = values.get(name);
    if (before === undefined) values.set(name, [value]);
    else before.push(value);
  };
  for (const { value, card } of rows) {
    for (const [key, each] of Object.entries(value ?? {})) add(key, textOf(each));
    for (const property of card?.properties ?? []) add(property.name, property.values.flat().join(' '));
  }
  return [...values].map(([name, each]) => ({ name, values: each }));
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);

function suggestionOf({ format }: SourceDialect, name: string, values: readonly string[]): NamedColumn {
  const byName =
    format === 'vcard' ? ofProperty(name) : format === 'ndjson' ? ofKey(name) : columnByName(name);
  const byValue = format === 'vcard' ? undefined : columnByValues(values);
  if (byName === undefined || byValue === undefined)
    return byName ?? byValue ?? { mapped: null, confidence: 0 };
  if (byName.confidence >= SURE || says(byName, byValue)) return byName;
  return byValue;
}

/** Whether a name that is not sure is believed although the values look like something. */
function says({ mapped, confidence }: NamedColumn, { mapped: looksLike }: NamedColumn): boolean {
  if (looksLike === null) return true;
  if (mapped?.field === 'notes') return confidence >= LEAST && looksLike.type !== 'email';
  return mapped?.field === looksLike.field && mapped.type === looksLike.type;
}

/** Below it a name says less than any value. */
const LEAST = 0.5;

const SURE = 0.9;

function ofKey(key: string): NamedColumn | undefined {
  const field = ENTERED_FIELDS.find((each) => each === key);
  return field === undefined ? columnByName(key) : { mapped: { field }, confidence: 1 };
}

/**
 * The mapping of cards without what says of a property that it is what it is by itself: it is read with its parts, its types and its label, and
 * not as one text.
 */
export const mappingOfCards = (mapping: ImportMapping): ImportMapping =>
  Object.fromEntries(
    Object.entries(mapping).filter(([name]) => {
      const mapped = mappedColumn(mapping, name);
      return mapped === null || !isDeepStrictEqual(ofProperty(name)?.mapped, mapped);
    }),
  );

const sure = (mapped: MappedColumn): NamedColumn => ({ mapped, confidence: 1 });

const ofProperty = (name: string): NamedColumn | undefined =>
  Object.hasOwn(CARD, name) ? CARD[name] : undefined;

/** What becomes of the properties of a card by themselves. */
const CARD: Readonly<Record<string, NamedColumn>> = {
  FN: sure({ field: 'name' }),
  N: sure({ field: 'name' }),
  ORG: sure({ field: 'organization' }),
  TEL: sure({ field: 'contacts', type: 'phone' }),
  EMAIL: sure({ field: 'contacts', type: 'email' }),
  IMPP: sure({ field: 'contacts' }),
  URL: sure({ field: 'contacts', type: 'other' }),
  'X-CRM-CONTACT': sure({ field: 'contacts', type: 'other' }),
  ADR: sure({ field: 'location' }),
  CATEGORIES: sure({ field: 'tags' }),
  NOTE: sure({ field: 'notes' }),
  LANG: sure({ field: 'language' }),
  UID: sure({ field: 'id' }),
  'X-SOCIALPROFILE': sure({ field: 'contacts', type: 'other' }),
  'X-GROUP-MEMBERSHIP': sure({ field: 'tags' }),
  'X-CRM-ITEM': sure({ field: 'owned_items' }),
  'X-CRM-USER': sure({ field: 'linked_user_ids' }),
  'X-CRM-FOLDER': sure({ field: 'nextcloud_folder' }),
  ...Object.fromEntries(
    Object.entries(SERVICES).map(([name, label]) => [
      name,
      sure({ field: 'contacts', type: 'other', label }),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ASIDES).map(([name, label]) => [name, sure({ field: 'notes', label })]),
  ),
};

/** By what most of the values look like. */
function columnByValues(values: readonly string[]): NamedColumn | undefined {
  const isMostly = (looks: (value: string) => boolean) =>
    values.length > 0 && values.filter(looks).length >= values.length * MOST;
  if (isMostly((value) => EMAIL.test(value)))
    return { mapped: { field: 'contacts', type: 'email' }, confidence: BY_VALUE };
  if (isMostly((value) => DATE.test(value))) return { mapped: null, confidence: BY_VALUE };
  if (isMostly((value) => PHONE.test(value) && isLongEnough(value)))
    return { mapped: { field: 'contacts', type: 'phone' }, confidence: BY_VALUE };
  return undefined;
}

const MOST = 0.6;
const BY_VALUE = 0.7;
const EMAIL = /^\s*[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@.]{2,}/;
const DATE = /^\s*(?:\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?:[ T].*)?$/;
const PHONE = /^\s*'?\(?(?:\+|00)?[\d\s()./-]{7,25}$/;
const isLongEnough = (value: string): boolean => /^\d{10,15}$/.test(value.replace(/\D/g, ''));

/** What only the other columns tell: which of several is the name, and what becomes of the others. */
function considered(columns: readonly ColumnSuggestion[]): ColumnSuggestion[] {
  const hasPerson = columns.some(
    ({ suggested }) => suggested?.part === 'given' || suggested?.part === 'family',
  );
  const hasName = columns.some(
    ({ suggested }) => suggested?.field === 'name' && suggested.part === undefined,
  );
  const given = new Set<string>();
  const isNameless = columns.every(({ name, suggested }) => name === '' && suggested?.field !== 'name');
  const likely = isNameless
    ? columns.find(
        ({ suggested, samples }) => suggested === null && samples.length > 0 && samples.every(isWords),
      )
    : undefined;
  return columns.map((column): ColumnSuggestion => {
    const { name, suggested, samples } = column;
    if (column === likely) return { ...column, suggested: { field: 'name' }, confidence: BY_PLACE };
    if (suggested?.field !== 'name') return column;
    const aside: MappedColumn = { field: 'notes', label: name };
    if (suggested === TITLE && !samples.every(isPrefix)) return { ...column, suggested: aside };
    if (suggested.part !== undefined && suggested.part !== 'legal') return column;
    // Επωνυμία is the name, unless people have names of their own. A second one would be joined with the first.
    const field = suggested.part === 'legal' && (hasName || hasPerson) ? 'organization' : 'name';
    const isSecond = given.has(field);
    given.add(field);
    return { ...column, suggested: isSecond ? aside : { field } };
  });
}

/** As `Dr.` and `κος` are, and what somebody does is not. */
const isPrefix = (text: string): boolean => /^(?:[^\s.]{1,5}|(?:[^\s.]{1,8}\.\s*)+)$/u.test(text.trim());

/** Of a file without names of columns the first one of words is the name. */
const isWords = (text: string): boolean => /\p{L}{2}/u.test(text) && !/[\d@]/.test(text);

const BY_PLACE = 0.4;
