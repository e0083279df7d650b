import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { allPages, idsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();

const stable = mixedCustomers(1_050, 7).map((customer) => ({
  ...customer,
  tags: ['a', 'b'],
  language: 'el',
}));
const volatile = mixedCustomers(200, 8).map((customer, at) => ({
  ...customer,
  id: `v${customer.id.slice(1)}`,
  tags: ['a', 'b'],
  language: at < 100 ? 'fr' : 'el',
}));
for (const [at, customer] of stable.slice(0, 300).entries()) {
  customer.language = 'fr';
  // A search finds them in three groups of relevance, the last one included, and the volatile ones in another.
  if (at % 3 === 0) customer.name = `Ζυγαριά ${customer.name}`;
  else if (at % 3 === 1) customer.organization = 'Η Ζυγαριά';
  else customer.contacts = [{ type: 'other', label: '', value: 'μαγαζί Ζυγαριά', primary: false }];
}
for (const customer of volatile) customer.organization = 'Ζυγαριάδες';

beforeAll(() => loadCustomers(api.firestore, [...stable, ...volatile]), 60_000);

/** Who may still be renamed and deleted; who is added goes behind those. */
const left = volatile.map(({ id }) => id);

/** Adds, renames and deletes customers all over the list, through the API, while a page is being read. */
function churn() {
  const editor = api.as('editor');
  const names = mixedCustomers(400, 9);
  let at = 0;
  const calls = { created: 0, renamed: 0, deleted: 0 };
  const change = async () => {
    const { name } = names[at % names.length] ?? { name: '' };
    const language = at++ % 2 === 0 ? 'fr' : 'el';
    const created = await editor.post(path, {
      name: at % 3 === 0 ? `Ζυγαριά ${name}` : name,
      organization: 'Ζυγαριάδες',
      language,
      tags: ['a', 'b'],
    });
    if (created.status === 201) calls.created += 1;
    left.unshift(created.body.id as string);
    const renamed = await editor.put(`${path}/${left.at(-(at % 50) - 2) ?? ''}`, {
      name: `${name} ΑΕ`,
    });
    if (renamed.status === 200) calls.renamed += 1;
    const deleted = await editor.delete(`${path}/${left.pop() ?? ''}`);
    if (deleted.status === 204) calls.deleted += 1;
  };
  return { calls, change: () => Promise.all([change(), change(), change()]) };
}

const isFrench = (at: number) => at < 300;

describe.each([
  ['all by name', 'limit=150&sort=name', () => true],
  ['all by time, the newest first', 'limit=150&sort=-updated_at', () => true],
  ['one tag', 'limit=150&tag=a&sort=-name', () => true],
  ['one tag by time', 'limit=150&tag=a&sort=created_at', () => true],
  ['two tags', 'limit=150&tag=a&tag=b', () => true],
  ['a list sorted as a whole', 'limit=25&tag=a&language=fr&sort=created_at', isFrench],
  ['a search by relevance', 'limit=25&search=ζυγαρια', isFrench],
  ['a search by name', 'limit=25&search=ζυγαρια&sort=name', isFrench],
  ['a search with a filter', 'limit=25&search=ζυγαρια&language=fr', isFrench],
])('paging through %s while customers are added, renamed and deleted', (_what, query, isListed) => {
  it('shows every customer that nobody touches exactly once', async () => {
    const { calls, change } = churn();
    const pages = await allPages(api.as('viewer'), `${path}?${query}`, change);
    expect(
      Object.values(calls).every((count) => count >= pages.length),
      JSON.stringify(calls),
    ).toBe(true);
    const untouched = new Set(stable.filter((_customer, at) => isListed(at)).map(({ id }) => id));
    const shown = idsOf(...pages).filter((id) => untouched.has(id));
    expect(shown).toHaveLength(untouched.size);
    expect(new Set(shown)).toEqual(untouched);
  });
});
