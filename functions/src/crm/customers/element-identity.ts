// What makes an element of a customer's list the same one after a change, whatever else is changed in it.
import { isPlainObject } from '../../firestore/stored-values.ts';

/** A contact by its value, a note by who wrote it and when, an item by its ids; '' where only the place tells. Null in a set. */
export function elementIdentity(field: string, element: unknown): string | null {
  const keys = IDENTITIES[field];
  if (keys === undefined || !isPlainObject(element)) return null;
  const values = keys.map((key) => element[key] ?? '');
  return values.every((value) => value === '') ? '' : JSON.stringify(values);
}

const IDENTITIES: Partial<Record<string, readonly string[]>> = {
  contacts: ['value'],
  notes: ['by', 'at'],
  owned_items: ['device_id', 'product_id'],
};
