// What somebody has changed by hand in the columns of our own export, told by the column that holds the whole customer.
import { guarded } from '../../../formats/formula-guard.ts';
import type { CustomerContact, CustomerCreate, CustomerInDB } from '../models.ts';
import { cellOf, EXPORT_COLUMNS, type ExportColumn, placeOfContact, TAG_SEPARATOR } from './columns.ts';
import { isAsWritten } from './spreadsheet.ts';

/** A cell of our own export. */
export interface OwnCell {
  column: ExportColumn;
  text: string;
}

/** The columns whose cells say more than the whole customer beside them, where they differ from it. */
const EDITABLE: ReadonlySet<string> = new Set(
  EXPORT_COLUMNS.map(({ name }) => name).filter(
    (name) => !['id', 'json', 'notes_count', 'created_at', 'updated_at'].includes(name),
  ),
);

export const isOwnColumn = (name: string): name is ExportColumn =>
  EXPORT_COLUMNS.some((each) => each.name === name);

/** The cells that are not what the export wrote for a customer. An empty one where it wrote something was emptied by hand. */
export function editsOf(customer: CustomerInDB, cells: readonly OwnCell[], isOneByte: boolean): OwnCell[] {
  return cells.filter(({ column, text }) => {
    if (!EDITABLE.has(column)) return false;
    const written = cellOf(customer, column);
    // The guard stays where the sign behind it is gone.
    return ![written, guarded(written)].some((each) => isAsWritten(text, each, isOneByte));
  });
}

/** The customer with the edits, and the column by the JSON Pointer of each of them. */
export function withEdits(
  customer: CustomerCreate,
  edits: readonly OwnCell[],
): { fields: CustomerCreate; columns: [pointer: string, column: string][] } {
  const fields = { ...customer };
  const columns: [string, string][] = [];
  const contacts: (CustomerContact | null)[] = [...customer.contacts];
  for (const { column, text } of edits) {
    const value = text.trim();
    const [, kind, number] = /^(email|phone|other)_(\d)$/.exec(column) ?? [];
    if (kind === undefined) {
      columns.push([pointerOf(column), column]);
      Object.assign(fields, editedField(fields, column, value));
      continue;
    }
    const type = kind as 'email' | 'phone' | 'other';
    const place = placeOfContact(customer.contacts, type, Number(number) - 1) ?? contacts.length;
    const before = customer.contacts[place] ?? { type, label: '', primary: false };
    // Removed at the end: the others keep their places until then.
    contacts[place] = value === '' ? null : { ...before, value };
  }
  fields.contacts = contacts.filter((contact) => contact !== null);
  for (const { column, text } of edits) {
    const place = fields.contacts.findIndex(({ value }) => value === text.trim());
    if (place !== -1 && /_\d$/.test(column)) columns.push([`/contacts/${place}`, column]);
  }
  return { fields, columns };
}

const pointerOf = (column: ExportColumn): string => (isPlace(column) ? `/location/${column}` : `/${column}`);

const isPlace = (column: ExportColumn) => column === 'city' || column === 'region' || column === 'country';

function editedField(fields: CustomerCreate, column: ExportColumn, value: string): Partial<CustomerCreate> {
  const location = fields.location ?? { city: null, region: null, country: null };
  if (isPlace(column)) return { location: { ...location, [column]: value === '' ? null : value } };
  if (column === 'organization') return { organization: value === '' ? null : value };
  if (column === 'tags') {
    const tags = value.split(TAG_SEPARATOR.trim()).map((tag) => tag.trim());
    return { tags: tags.filter((tag) => tag !== '') };
  }
  return { [column]: value };
}
