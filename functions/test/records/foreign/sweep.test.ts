import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { createdId } from '../../support/created-id.ts';
import { reindex, requestOf } from '../../support/customers-wing.ts';
import { expectIndexed } from '../../support/expect-indexed.ts';
import { connectionTo } from '../../support/firestore.ts';
import { recordRequests, type SentRequest } from '../../support/sent-requests.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const entries = () => api.firestore.collection('crm_customer_entries');
const entryOf = async (id: string) =>
  (await api.firestore.doc(`crm_customers/${id}`).get()).get('_meta.entry') as string;
const create = (count: number, name = 'Πελάτης') =>
  Promise.all(Array.from({ length: count }, (_, at) => createdId(api, { name: `${name} ${at}` })));

describe('reindex', () => {
  it.each([
    ['of a customer that is gone', { customer_id: 'nobody' }],
    ['without an owner', {}],
    ['whose owner is a number', { customer_id: 5 }],
    ['whose owner is a path', { customer_id: 'a/b' }],
    ['whose owner is nothing', { customer_id: '' }],
    ['whose owner is two dots', { customer_id: '..' }],
    ['whose owner has the name of a route', { customer_id: 'trash' }],
  ])('removes an entry %s', async (_what, data) => {
    await createdId(api, { name: 'Γείτονας' });
    await entries().doc('αδεσποτη  x').set(data);
    expect(await reindex(api.firestore)).toMatchObject({ written: 0, swept: 1, failed: [] });
    await expectIndexed(api.firestore);
  });

  it('removes the entry that a customer had under another name, and makes one that was removed', async () => {
    const [id = '', other = ''] = await create(2);
    const entry = entries().doc(await entryOf(id));
    await entries()
      .doc('αλλο ονομα')
      .set((await entry.get()).data() ?? {});
    expect(await reindex(api.firestore)).toMatchObject({ swept: 1 });
    await expectIndexed(api.firestore);
    await entries()
      .doc(await entryOf(other))
      .delete();
    expect(await reindex(api.firestore)).toMatchObject({ written: 0, swept: 1 });
    await expectIndexed(api.firestore);
  });

  it('asks for the customers, page by page, and the two counts, and for nothing more where all is right', async () => {
    const customers = (await entries().count().get()).data().count;
    const sent: SentRequest['method'][] = [];
    recordRequests(connectionTo(api.firestore), ({ method }) => sent.push(method));
    expect(await reindex(api.firestore)).toMatchObject({ seen: customers, right: customers, swept: 0 });
    // The settings, thrice; one page of customers, the erasures that are open and the trash; the counts of customers and entries.
    expect(sent.filter((method) => method === 'BatchGetDocuments')).toHaveLength(3);
    expect(sent.filter((method) => method === 'RunQuery')).toHaveLength(3);
    expect(sent.filter((method) => method === 'RunAggregationQuery')).toHaveLength(2);
    expect(sent).toHaveLength(8);
  });

  it('leaves entries right while others write', async () => {
    const ids = await create(30, 'Κίνηση');
    for (const id of ids.slice(0, 10))
      await entries()
        .doc(await entryOf(id))
        .delete();
    for (const at of ids.keys())
      await entries()
        .doc(`αδεσποτη  ${at}`)
        .set({ customer_id: `nobody-${at}` });
    let isDone = false;
    const busy = async (worker: number) => {
      for (let at = worker; !isDone; at += 4) {
        const id = ids[at % ids.length] ?? '';
        if (at % 5 === 0) {
          await api.as('editor').delete(`${path}/${id}`);
          await api.as('editor').post(`${path}/${id}/restore`);
        } else
          await requestOf(api.firestore)
            .service.updateCustomer(id, { name: `Νέο ${at}` })
            .catch(() => null);
      }
    };
    const runs = async () => {
      for (let run = 0; run < 3; run++) expect((await reindex(api.firestore)).failed).toEqual([]);
      isDone = true;
    };
    await Promise.all([runs().finally(() => (isDone = true)), busy(0), busy(1), busy(2), busy(3)]);
    await reindex(api.firestore);
    await expectIndexed(api.firestore);
  }, 120_000);
});
