import type { ImportMapping, ImportPreview, MappedColumn } from '../client/src/import.ts';
import { nearest } from './command-line.ts';
import { Sentence } from './sentence.ts';

const FIELDS = [
  ...['name', 'organization', 'contacts', 'notes', 'location', 'location.city', 'location.region'],
  ...['location.country', 'language', 'tags', 'owned_items', 'linked_user_ids', 'nextcloud_folder'],
  ...['json', 'id', 'external'],
];
const TYPES = ['phone', 'email', 'whatsapp', 'other'];

/**
 * The mapping that is suggested, with what was said otherwise: `COLUMN=FIELD`, of a contact `COLUMN=contacts:TYPE:LABEL`, of another system's key
 * `COLUMN=external:SYSTEM`, and `COLUMN=` for a column that is not imported. Throws a sentence for what the file does not have.
 */
export function mapped(
  { mapping, columns }: Pick<ImportPreview, 'mapping' | 'columns'>,
  said: readonly string[],
): ImportMapping {
  const names = columns.map(({ name }) => name);
  const chosen = said.map((each): [string, MappedColumn | null] => {
    // A column's own name may have an equals sign.
    const at = each.lastIndexOf('=');
    if (at < 1) throw new Sentence(`--map is COLUMN=FIELD; it was "${each}".`);
    const name = each.slice(0, at);
    if (!names.includes(name) && !/^#[1-9]\d*$/.test(name)) throw new Sentence(noSuch('column', name, names));
    return [name, fieldOf(each.slice(at + 1))];
  });
  return { ...mapping, ...Object.fromEntries(chosen) };
}

function fieldOf(said: string): MappedColumn | null {
  const [field = '', kind, ...label] = said.split(':');
  if (field === '') return null;
  if (!FIELDS.includes(field)) throw new Sentence(noSuch('field', field, FIELDS));
  const mapped = { field } as MappedColumn;
  if (field === 'external') return { ...mapped, ...(kind && { system: kind }) };
  if (field !== 'contacts' || kind === undefined) return mapped;
  if (!TYPES.includes(kind)) throw new Sentence(noSuch('type', kind, TYPES));
  const type = kind as NonNullable<MappedColumn['type']>;
  return { ...mapped, type, ...(label.length > 0 && { label: label.join(':') }) };
}

function noSuch(what: string, name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return `There is no ${what} "${name}": ${near ? `did you mean "${near}"?` : `there are ${names.join(', ')}.`}`;
}

/** How a file is read, column by column, for somebody to agree. */
export function mappingLines(
  { format, encoding, delimiter, has_header: hasHeader, columns, rows }: ImportPreview,
  mapping: ImportMapping,
): string[] {
  const read = [
    format,
    encoding,
    delimiter && `delimiter ${JSON.stringify(delimiter)}`,
    hasHeader === false && 'no header',
  ];
  const width = Math.min(30, Math.max(...columns.map(({ name }) => name.length)));
  const lines = columns.map(({ name, samples }, at) => {
    const place = `#${at + 1}`;
    const target = textOf(mapping[Object.hasOwn(mapping, place) ? place : name]);
    return `  ${oneLine(name).padEnd(width)}  ${target.padEnd(24)}  ${samples.slice(0, 2).map(oneLine).join(' | ')}`;
  });
  const bad = rows.filter(({ problems }) => problems.length > 0).length;
  return [
    `Read as ${read.filter(Boolean).join(', ')}.`,
    ...lines,
    ...(bad > 0 ? [`As suggested, ${bad} of the first ${rows.length} rows have a problem.`] : []),
  ];
}

function textOf(column: ImportMapping[string] | undefined): string {
  if (column === null || column === undefined) return '(not imported)';
  if (typeof column === 'string') return `-> ${column}`;
  const { field, type, label, part, system } = column;
  return `-> ${[field, type, label, part, system].filter(Boolean).join(':')}`;
}

/** What a file has in its cells must not move the terminal's cursor. */
export const oneLine = (text: string): string =>
  text.replaceAll(/[\u0000-\u001F\u007F-\u009F]+/g, ' ').slice(0, MAX_TEXT);

const MAX_TEXT = 40;
