import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { createdId } from '../../support/created-id.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();

describe('validation', () => {
  const refused: [string, object, string[]][] = [
    ['no name', {}, ['/name']],
    ['a null name', { name: null }, ['/name']],
    ['a name of spaces', { name: '   ' }, ['/name']],
    ['a name of zero-width characters', { name: '\u200B\u200D\uFEFF' }, ['/name']],
    ['more marks in a row than any language has', { name: `α${'\u0301'.repeat(31)}` }, ['/name']],
    ['a long name', { name: 'α'.repeat(301) }, ['/name']],
    ['an unknown field', { name: 'Α', phone: '1' }, ['/phone']],
    ['the internal map', { name: 'Α', _meta: {} }, ['/_meta']],
    [
      'an unknown field inside',
      { name: 'Α', contacts: [{ type: 'email', label: '', value: 'x', 'a/b~c': 1 }] },
      ['/contacts/0/a~1b~0c'],
    ],
    [
      'several faults',
      { organization: 5, tags: ['ok', ''], language: null },
      ['/name', '/organization', '/language', '/tags/1'],
    ],
    [
      'a tag that a path would lose',
      { name: 'Α', tags: ['.', 'α/.β', ' .. ', '../../x?erase=true', 'a\\..', '%2e%2E/x', '...'] },
      ['/tags/0', '/tags/2', '/tags/3', '/tags/4', '/tags/5'],
    ],
    [
      'a user that a path would lose',
      { name: 'Α', linked_user_ids: ['..', '.'] },
      ['/linked_user_ids/0', '/linked_user_ids/1'],
    ],
    [
      'an unknown type of contact',
      { name: 'Α', contacts: [{ type: 'fax', label: '', value: '1' }] },
      ['/contacts/0/type'],
    ],
    [
      'a contact without a value',
      { name: 'Α', contacts: [{ type: 'phone', label: '' }] },
      ['/contacts/0/value'],
    ],
    [
      'a fraction as a quantity',
      { name: 'Α', owned_items: [{ type: 'product', quantity: 1.5 }] },
      ['/owned_items/0/quantity'],
    ],
    [
      'a string as a quantity',
      { name: 'Α', owned_items: [{ type: 'product', quantity: '5' }] },
      ['/owned_items/0/quantity'],
    ],
    [
      'a day that does not exist',
      { name: 'Α', notes: [{ text: 'x', at: '2026-02-30T00:00:00Z' }] },
      ['/notes/0/at'],
    ],
    [
      'too many contacts',
      { name: 'Α', contacts: Array(101).fill({ type: 'other', label: '', value: 'x' }) },
      ['/contacts'],
    ],
    [
      'too much to search in',
      { name: 'Α', contacts: Array(100).fill({ type: 'other', label: '', value: 'x'.repeat(101) }) },
      ['/contacts'],
    ],
    ['an array', [], ['']],
  ];

  it.each(refused)('refuses %s, names the place and stores nothing', async (_what, body, pointers) => {
    const before = (await api.firestore.collection('crm_customers').count().get()).data().count;
    const answer = expectProblem(await api.as('editor').post(path, body), 422, 'validation_failed');
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
      [...pointers].sort(),
    );
    for (const fault of answer.body.errors)
      expect(fault).toEqual({
        pointer: expect.any(String),
        code: expect.any(String),
        message: expect.any(String),
      });
    expect((await api.firestore.collection('crm_customers').count().get()).data().count).toBe(before);
  });

  it('shows the first 20 faults and says how many there are', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Α', tags: Array(50).fill('') });
    expect(body.errors).toHaveLength(20);
    expect(body.errors_total).toBe(50);
  });

  it('counts characters as people do: 300 emoji are a name, 301 are not', async () => {
    expect((await api.as('editor').post(path, { name: '🙏'.repeat(300) })).status).toBe(201);
    expect((await api.as('editor').post(path, { name: '🙏'.repeat(301) })).status).toBe(422);
  });

  it('accepts a customer at every bound', async () => {
    const answer = await api.as('editor').post(path, {
      name: 'α'.repeat(300),
      organization: 'β'.repeat(300),
      contacts: Array(100).fill({ type: 'other', label: 'γ'.repeat(300), value: 'δ'.repeat(94) }),
      tags: Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(100, 'x')),
      linked_user_ids: Array.from({ length: 1000 }, (_, index) => `user-${index}`),
      owned_items: Array.from({ length: 1000 }, (_, index) => ({ type: 'product', product_id: `p${index}` })),
      notes: Array.from({ length: 1000 }, (_, index) => ({ text: `note ${index}` })),
    });
    expect(answer.status).toBe(201);
  });

  it('answers 413 to a customer over the size of a document, and changes nothing', async () => {
    const notes = Array.from({ length: 60 }, () => ({ text: 'ω'.repeat(5000) }));
    const owned_items = Array.from({ length: 1000 }, () => ({
      type: 'freetext',
      description: 'ω'.repeat(250),
    }));
    const id = await createdId(api, { name: 'Μεγάλος', notes });
    expectProblem(await api.as('editor').put(`${path}/${id}`, { owned_items }), 413, 'too_large');
    expect((await api.as('viewer').get(`${path}/${id}`)).body.owned_items).toEqual([]);
  });
});
