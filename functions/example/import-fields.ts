// What a column of a file can be for, to choose from.
import type { ImportMapping, MappedColumn } from '@crm/customers-client/import';
import { importWords } from './import-words.ts';
import { placeName, words } from './words.ts';

export interface Choice {
  label: string;
  /** Null: not imported. */
  column: MappedColumn | null;
}

/** The usual ones, and what is suggested where it is none of them. */
export function choicesOf(suggested: MappedColumn | null): Choice[] {
  const usual = USUAL.map((column): Choice => {
    const isSuggested = suggested !== null && isAlike(column, suggested);
    return { label: labelOf(column), column: isSuggested ? suggested : column };
  });
  const isUnusual = suggested !== null && !usual.some(({ column }) => column === suggested);
  return [
    { label: importWords().notImported, column: null },
    ...usual,
    ...(isUnusual ? [{ label: labelOf(suggested), column: suggested }] : []),
  ];
}

/** The one that a column is mapped to. */
export function choiceOf(
  mapped: ImportMapping[string] | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (mapped === null || mapped === undefined) return choices[0];
  const column: MappedColumn = typeof mapped === 'string' ? { field: mapped } : mapped;
  return choices.find((choice) => choice.column !== null && isAlike(choice.column, column));
}

const isAlike = (one: MappedColumn, other: MappedColumn): boolean =>
  one.field === other.field && one.type === other.type && one.part === other.part;

const USUAL: MappedColumn[] = [
  { field: 'name' },
  { field: 'name', part: 'given' },
  { field: 'name', part: 'family' },
  { field: 'organization' },
  ...(['phone', 'email', 'whatsapp', 'other'] as const).map((type) => ({ field: 'contacts', type }) as const),
  ...(['location.city', 'location.region', 'location.country'] as const).map((field) => ({ field })),
  { field: 'tags' },
  { field: 'notes' },
  { field: 'language' },
];

function labelOf({ field, type, part, label }: MappedColumn): string {
  const { nameParts } = importWords();
  if (part === 'given' || part === 'family') return nameParts[part];
  const name =
    field === 'contacts' && type ? words.contactTypes[type] : placeName(`/${field.replace('.', '/')}`);
  return [name, part, label].filter(Boolean).join(', ');
}
