import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages, idsOf, readsOf, tripsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

// A search for a number: whoever has it in the name or the organization stands before those who have it in a phone number.
const api = useApi();

const phone = (value: string) => [{ type: 'phone' as const, label: 'x', value, primary: true }];

beforeAll(() =>
  loadCustomers(api.firestore, [
    ...['a', 'b', 'c'].map((id) =>
      plainCustomer({ id: `inside-${id}`, name: id, contacts: phone('2106975000') }),
    ),
    ...['a', 'b', 'c'].map((id) =>
      plainCustomer({ id: `phone-${id}`, name: id, contacts: phone('6975550142') }),
    ),
    plainCustomer({ id: 'organization-begins', name: 'd', organization: 'Στούντιο 69751' }),
    plainCustomer({ id: 'organization', name: 'e', organization: 'Στούντιο 6975' }),
    plainCustomer({ id: 'name-begins', name: 'Studio 69751' }),
    plainCustomer({ id: 'name', name: 'Studio 6975' }),
    ...['f', 'g', 'h', 'i', 'j'].map((id) => plainCustomer({ id, name: id, contacts: phone('2315550142') })),
    plainCustomer({ id: 'filtered', name: 'Studio 231', tags: ['t'] }),
  ]),
);

const inOrder = [
  ...['name', 'name-begins', 'organization', 'organization-begins'],
  ...['phone-a', 'phone-b', 'phone-c', 'inside-a', 'inside-b', 'inside-c'],
];

describe('a search for a number', () => {
  it.each([1, 2, 3, 4, 9, 101])('goes by relevance in pages of %i', async (limit) => {
    const pages = await allPages(api.as('viewer'), `${path}?search=6975&limit=${limit}`);
    expect(idsOf(...pages)).toEqual(inOrder);
    expect(Math.max(...pages.map(tripsOf))).toBeLessThanOrEqual(4);
  });

  it('asks for names and organizations once where nobody has it there', async () => {
    const page = await api.as('viewer').get(`${path}?search=231555&limit=2`);
    expect(idsOf(page)).toEqual(['f', 'g']);
    // The count, the names and organizations, and the page.
    expect([readsOf(page), tripsOf(page)]).toEqual([1 + 1 + 2, 2]);
    const whole = await api.as('viewer').get(`${path}?search=231555`);
    expect([idsOf(whole).length, readsOf(whole), tripsOf(whole)]).toEqual([5, 1 + 1 + 5, 2]);
  });

  it('asks for no names of other customers than the filters let through', async () => {
    const all = await api.as('viewer').get(`${path}?search=231&limit=2`);
    expect(idsOf(all)).toEqual(['filtered', 'f']);
    await api.as('editor').patch(`${path}/f`, { tags: ['u'] });
    await api.as('editor').patch(`${path}/g`, { tags: ['u'] });
    await api.as('editor').patch(`${path}/h`, { tags: ['u'] });
    const some = await api.as('viewer').get(`${path}?search=231&limit=1&tag=u`);
    expect([idsOf(some), readsOf(some)]).toEqual([['f'], 1 + 1 + 1]);
  });
});
