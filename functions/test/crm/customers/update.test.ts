import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { createdId } from '../../support/created-id.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe.each(['put', 'patch'] as const)('%s', (method) => {
  it('changes the fields that are sent and no others', async () => {
    const id = await createdId(api, {
      name: 'Πριν',
      organization: 'Ο.Ε.',
      tags: ['a'],
      location: { city: 'Βόλος', country: 'Ελλάδα' },
    });
    const before = (await api.as('viewer').get(`${path}/${id}`)).body;
    const { status, body } = await api
      .as('editor')
      [method](`${path}/${id}`, { name: 'Μετά', location: { city: 'Λάρισα' } });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      name: 'Μετά',
      location: { city: 'Λάρισα', country: 'Ελλάδα', region: null },
      updated_at: expect.stringMatching(ISO_UTC),
    });
    expect((await api.as('viewer').get(`${path}/${id}`)).body).toEqual(body);
  });

  it('clears an optional field with null and replaces an array', async () => {
    const id = await createdId(api, {
      name: 'Α',
      organization: 'Ο.Ε.',
      tags: ['a', 'b'],
      location: { city: 'Βόλος' },
      nextcloud_folder: '/f',
    });
    const cleared = { organization: null, location: null, nextcloud_folder: null, tags: ['c'] };
    const { body } = await api.as('editor')[method](`${path}/${id}`, cleared);
    expect(body).toMatchObject(cleared);
  });

  it('applies no defaults of its own', async () => {
    const id = await createdId(api, { name: 'Α', language: 'en', tags: ['a'] });
    const { body } = await api.as('editor')[method](`${path}/${id}`, {});
    expect(body).toMatchObject({ language: 'en', tags: ['a'] });
  });

  it('refuses null for a field that must have a value, and unknown fields', async () => {
    const id = await createdId(api, { name: 'Α' });
    const { body } = expectProblem(
      await api.as('editor')[method](`${path}/${id}`, { name: null, contacts: null, nmae: 'x' }),
      422,
      'validation_failed',
    );
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/contacts',
      '/name',
      '/nmae',
    ]);
  });

  it('answers 404 when there is no such customer', async () => {
    expectProblem(await api.as('editor')[method](`${path}/nobody`, { name: 'Α' }), 404, 'customer_not_found');
  });

  it('loses no change when two callers change different fields at once', async () => {
    const id = await createdId(api, { name: 'Α' });
    const changes = [
      { organization: 'Ο' },
      { language: 'en' },
      { tags: ['t'] },
      { nextcloud_folder: '/n' },
      { name: 'Β' },
    ];
    const answers = await Promise.all(
      changes.map((change) => api.as('editor')[method](`${path}/${id}`, change)),
    );
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect((await api.as('viewer').get(`${path}/${id}`)).body).toMatchObject(
      Object.assign({}, ...changes) as object,
    );
  });
});
