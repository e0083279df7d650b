// What makes elements of two customers' lists the same thing, when the customers are merged.
import { isPlainObject } from '../../firestore/stored-values.ts';
import { canonicalJson } from '../../records/digest.ts';
import type { Merging } from '../../records/kind.ts';
import { foldLetters } from '../../search/fold.ts';
import { phoneFilterTerms } from '../../search/phone-filter.ts';
import type { CustomerContact, CustomerInDB, CustomerNote, OwnedItem } from './models.ts';
import { customerMerged } from './problems.ts';

export const customersMerging: Merging = {
  marks: 'crm_keys',
  elementKey: (field, element) =>
    isPlainObject(element) ? keyOfObject(field, element) : canonicalJson(element),
  order: { notes: (note: unknown) => Date.parse((note as CustomerNote).at) } satisfies {
    [Field in keyof CustomerInDB]?: unknown;
  },
  merged: customerMerged,
};

function keyOfObject(field: string, element: object): string {
  if (field === 'contacts') return contactKey(element as CustomerContact);
  if (field === 'notes') return noteKey(element as CustomerNote);
  if (field === 'owned_items') return itemKey(element as OwnedItem);
  return canonicalJson(element);
}

/** A number in any format, an e-mail address whatever its case; of one kind, for a number that is called is not one that has WhatsApp. */
function contactKey({ type, value }: CustomerContact): string {
  const phones = value.includes('@') ? [] : phoneFilterTerms(value);
  return JSON.stringify([type, ...(phones.length > 0 ? phones.toSorted() : [foldLetters(value.trim())])]);
}

const noteKey = ({ text, at }: CustomerNote): string => JSON.stringify([text, at]);

/** A device, else what has the same serial numbers, else a product; what has no id by all that is said of it. */
function itemKey(item: OwnedItem): string {
  const { device_id, product_id, serial_number, serial_numbers } = item;
  if (device_id) return JSON.stringify(['device', device_id]);
  const serials = [...(serial_number ? [serial_number] : []), ...(serial_numbers ?? [])];
  if (serials.length > 0) return JSON.stringify(['serial', ...serials.toSorted()]);
  return product_id ? JSON.stringify(['product', product_id]) : canonicalJson(item);
}
