import { expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { adopt } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const editor = () => api.as('editor');

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
    { headers: { 'Idempotency-Key': 'of somebody who is erased' } },
  );
  canaries.push('1987-06-05', created.body.id);
  const customer = `${path}/${created.body.id}`;
  await editor().put(customer, { name: canary('second') });
  await editor().post(`${customer}/notes`, { text: canary('appended') });
  await editor().put(`${customer}/tags/${canary('member')}`);
  const document = api.firestore.doc(`crm_customers/${created.body.id}`);
  await document.update({ legacy: { deep: [canary('legacy'), number(817_263_544)] } });
  await document.update({ organization: canary('foreign') });
  await adopt(api.firestore, created.body.id);
  await editor().post(`${customer}/revert`, { version: 1 });
  await editor().delete(customer);
  await editor().post(`${customer}/restore`);

  const traces = async () => {
    const found = new Set<string>();
    for (const [place, { fields }] of Object.entries(await dumpDatabase(api.projectId))) {
      // The mark says that this id was erased, and nothing else.
      const isMark = place === `crm_erasures/${created.body.id}`;
      const text = (isMark ? JSON.stringify(fields) : place + JSON.stringify(fields)).toLowerCase();
      for (const value of canaries) if (text.includes(value.toLowerCase())) found.add(value);
    }
    return found;
  };
  // Whoever looks for nothing finds nothing: before the erasure each of them is there.
  expect(await traces()).toEqual(new Set(canaries));
  expect((await api.as('admin').delete(`${customer}?erase=true`)).status).toBe(204);
  expect(await traces()).toEqual(new Set());
});
