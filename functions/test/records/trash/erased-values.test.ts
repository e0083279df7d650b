import { expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { adopt } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const editor = () => api.as('editor');

/** A key is stored nowhere. */
const stored = () => canaries.filter((value) => !value.includes('key'));

/** Values that nobody else has: each stands in one place of a customer, and looks the same however it is folded. */
const canaries: string[] = [];
const canary = (place: string) => {
  const value = `zq${canaries.length}${place}xk`;
  canaries.push(value);
  return value;
};
const number = (value: number) => {
  canaries.push(String(value));
  return value;
};

/** Every write has its key, which is kept by its own entry in the register. */
const keyed = () => ({ headers: { 'Idempotency-Key': `of somebody who is erased ${canary('key')}` } });

it('of an erased customer no value is left in the whole database, whatever it was and wherever it has been', async () => {
  const item = {
    type: 'product',
    ...Object.fromEntries(
      ['device_id', 'label', 'product_id', 'product_name', 'description', 'serial_number', 'notes'].map(
        (field) => [field, canary(field)],
      ),
    ),
    quantity: number(918_273_645),
    serial_numbers: [canary('serial')],
  };
  const created = await editor().post(
    path,
    {
      name: canary('name'),
      organization: canary('organization'),
      contacts: [
        { type: 'email', label: canary('label'), value: `${canary('mail')}@example.gr` },
        { type: 'phone', label: '', value: String(number(2_310_918_274)) },
      ],
      notes: [{ text: canary('note'), by: canary('by'), at: '1987-06-05T04:03:02.918273Z' }],
      location: { city: canary('city'), country: canary('country'), region: canary('region') },
      language: canary('language'),
      tags: [canary('tag')],
      owned_items: [item],
      linked_user_ids: [canary('uid')],
      nextcloud_folder: canary('folder'),
    },
    keyed(),
  );
  canaries.push('1987-06-05', created.body.id);
  const customer = `${path}/${created.body.id}`;
  const contact = { type: 'other', label: '', value: canary('contact') };
  await editor().put(customer, { name: canary('second') }, keyed());
  await editor().put(customer, { organization: created.body.organization }, keyed());
  await editor().patch(customer, { organization: canary('patched') }, keyed());
  await editor().post(`${customer}/notes`, { text: canary('appended') }, keyed());
  await editor().post(`${customer}/contacts`, contact, keyed());
  await editor().post(`${customer}/owned_items`, { type: 'freetext', notes: canary('owned') }, keyed());
  const member = canary('member');
  await editor().put(`${customer}/tags/${member}`, undefined, keyed());
  await editor().delete(`${customer}/tags/${member}`, keyed());
  const uid = canary('linked');
  await editor().put(`${customer}/linked_user_ids/${uid}`, undefined, keyed());
  await editor().delete(`${customer}/linked_user_ids/${uid}`, keyed());
  const document = api.firestore.doc(`crm_customers/${created.body.id}`);
  await document.update({ legacy: { deep: [canary('legacy'), number(817_263_544)] } });
  await document.update({ organization: canary('foreign') });
  await adopt(api.firestore, created.body.id);
  // What is replaced is kept in the history as it was stored, also where another program filled a document with it.
  await document.update({ nextcloud_folder: { unreadable: canary('unreadable') } });
  await editor().put(customer, { nextcloud_folder: canary('replacing') }, keyed());
  await document.update({ filling: `${canary('filling')}${'x'.repeat(900_000)}` });
  await editor().put(customer, { language: 'en' }, keyed());
  await editor().post(`${customer}/revert`, { version: 1 }, keyed());
  await editor().delete(customer, keyed());
  await editor().post(`${customer}/restore`, undefined, keyed());

  const traces = async () => {
    const found = new Set<string>();
    for (const [place, { fields }] of Object.entries(await dumpDatabase(api.projectId))) {
      // The mark and its tombstone say that this id was erased, and nothing else.
      const mark = `crm_erasures/${created.body.id}`;
      const isMark = place === mark || place.startsWith(`${mark}/history/`);
      const text = (isMark ? JSON.stringify(fields) : place + JSON.stringify(fields)).toLowerCase();
      for (const value of canaries) if (text.includes(value.toLowerCase())) found.add(value);
    }
    return found;
  };
  // Whoever looks for nothing finds nothing: before the erasure each of them is there.
  expect(await traces()).toEqual(new Set(stored()));
  const register = (await api.firestore.collection('crm_operations').get()).size;
  expect((await api.as('admin').delete(`${customer}?erase=true`, keyed())).status).toBe(204);
  // What is left has something to be searched for: the entries of the keys are there, and hold nothing.
  expect((await api.firestore.collection('crm_operations').get()).size).toBe(register + 1);
  expect(register).toBe(15);
  expect(await traces()).toEqual(new Set());
});
