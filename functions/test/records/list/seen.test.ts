import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

// The last group of a search is read only while somebody is left whom the pages have not seen.
const api = useApi();
const editor = () => api.as('editor');

const ids = { named: [] as string[], inside: '' };

beforeAll(async () => {
  const add = async (body: object) => (await editor().post(path, body)).body.id as string;
  for (let at = 0; at < 60; at++)
    ids.named.push(await add({ name: `Ταχυδρόμος ${String(at).padStart(2, '0')}` }));
  ids.inside = await add({
    name: 'Ω',
    contacts: [{ type: 'other', label: '', value: 'ο παλιός ταχυδρόμος' }],
  });
}, 60_000);

const search = (text: string, between?: () => Promise<unknown>) => {
  let isFirst = true;
  return allPages(api.as('viewer'), `${path}?search=${encodeURIComponent(text)}&limit=10`, async () => {
    if (isFirst) await between?.();
    isFirst = false;
  });
};

const readsOfAll = (pages: Awaited<ReturnType<typeof search>>) =>
  pages.reduce((sum, page) => sum + readsOf(page), 0);

describe('the pages of a search', () => {
  it('do not read the candidates again when everybody was in the groups before', async () => {
    for (let at = 0; at < 45; at++) await editor().post(path, { name: `Γαλατάς ${at}` });
    const pages = await search('γαλατας');
    expect(idsOf(...pages)).toHaveLength(45);
    // All of them once, two counts, and the groups that are empty.
    expect(readsOfAll(pages)).toBeLessThanOrEqual(45 + 10);
  });

  it('show the last group, which nobody touched, where as many have left and come meanwhile', async () => {
    const pages = await search('ταχυδρομος', async () => {
      // Two who were shown, and two who were not yet, leave; four others come.
      for (const at of [0, 1, 58, 59]) await editor().delete(`${path}/${ids.named[at] ?? ''}`);
      for (let at = 0; at < 4; at++) await editor().post(path, { name: `Ταχυδρόμος Νέος ${at}` });
    });
    const shown = idsOf(...pages);
    expect(shown.at(-1)).toBe(ids.inside);
    expect(new Set(shown).size).toBe(shown.length);
    for (const id of ids.named.slice(2, 58)) expect(shown).toContain(id);
  });

  it('show whoever was edited meanwhile', async () => {
    const pages = await search('ταχυδρομος', async () => {
      await editor().patch(`${path}/${ids.inside}`, { tags: ['παλιός'] });
      await editor().patch(`${path}/${ids.named[30] ?? ''}`, { tags: ['παλιός'] });
    });
    expect(idsOf(...pages)).toContain(ids.inside);
    expect(idsOf(...pages)).toContain(ids.named[30]);
  });
});
