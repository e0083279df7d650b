import { expect, it } from 'vitest';
import type { CustomerInDB, CustomerUpdate } from '../../client/src/index.ts';
import { isStored } from '../../client/src/stored-edit.ts';
import { EMPTY_ITEM } from '../support/plain-customer.ts';

const at = '2025-04-24T07:15:30.000Z';
const contact = { type: 'phone', label: 'a', value: '210', primary: false } as const;
const item = { type: 'product', ...EMPTY_ITEM } as const;
const stored: CustomerInDB = {
  id: 'c',
  name: 'Δήμος Πατρέων',
  organization: null,
  contacts: [contact],
  notes: [{ text: 'Κλήση', by: 'uid', at }],
  location: { city: 'Πάτρα', country: null, region: 'Αχαΐα' },
  language: 'el',
  tags: ['α', 'β'],
  owned_items: [item],
  linked_user_ids: ['u', 'v'],
  nextcloud_folder: ' α',
  created_at: at,
  updated_at: at,
};

it.each<[string, CustomerUpdate]>([
  ['nothing', {}],
  ['the customer itself', stored],
  ['fields that the API ignores', { id: 'd', created_at: 'x', updated_at: 'y', language: 'el' }],
  ['what is not sent', { name: undefined, organization: null } as unknown as CustomerUpdate],
  ['what is trimmed', { name: ' Δήμος Πατρέων\n', tags: ['α ', ' β'] }],
  ['another normal form', { name: 'Δήμος Πατρε\u0301ων' }],
  ['part of a location', { location: { city: 'Πάτρα', country: null } }],
  ['a note that the API signs', { notes: [{ text: 'Κλήση' }] }],
  [
    'elements that the API fills in',
    { contacts: [{ ...contact, primary: undefined }] } as unknown as CustomerUpdate,
  ],
  ['items that the API fills in', { owned_items: [{ type: 'product' }] }],
  ['text as it was entered', { nextcloud_folder: ' α' }],
])('is stored: %s', (_name, edit) => {
  expect(isStored(edit, stored)).toBe(true);
});

it.each<[string, CustomerUpdate, Partial<CustomerInDB>?]>([
  ['another text', { name: 'Δήμος Πάτρας' }],
  ['a text that was cleared', { organization: 'ΟΤΑ' }],
  ['a clearing', { language: 'el', location: null }],
  ['a text that the API does not trim', { nextcloud_folder: 'α' }],
  ['one of two fields', { language: 'el', organization: 'ΟΤΑ' }],
  ['fewer elements', { tags: ['α'] }],
  ['more elements', { tags: ['α', 'β', 'γ'] }],
  ['no elements', { contacts: [] }],
  ['another order', { linked_user_ids: ['v', 'u'] }],
  ['another place', { location: { region: 'Ηλεία' } }],
  ['a place where there is none', { location: { city: 'Πάτρα' } }, { location: null }],
  ['a note of somebody else', { notes: [{ text: 'Κλήση', by: 'other' }] }],
  [
    'a contact that is now the first',
    { contacts: [{ type: 'phone', label: 'a', value: '210' }] },
    { contacts: [{ ...contact, primary: true }] },
  ],
  [
    'an item that has more',
    { owned_items: [{ type: 'product' }] },
    { owned_items: [{ ...item, quantity: 0 }] },
  ],
  ['an item that has less', { owned_items: [{ type: 'product', serial_numbers: ['1'] }] }],
])('is not stored: %s', (_name, edit, others) => {
  expect(isStored(edit, { ...stored, ...others })).toBe(false);
});
