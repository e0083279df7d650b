import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Response } from 'express';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ExportPart, TakePart } from '../../../src/crm/customers/export.ts';
import { sendDownload } from '../../../src/crm/customers/send-export.ts';
import { Deadline } from '../../../src/limits/deadline.ts';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { connectionTo } from '../../support/firestore.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const editor = () => api.as('editor');
const COUNT = 450;

const notes = (bytes: number) =>
  Array.from({ length: Math.ceil(bytes / 9000) }, (_, at) => ({
    text: String(at % 10).repeat(8900),
    by: 'x',
    at: '2025-01-01T00:00:00Z',
  }));

beforeAll(async () => {
  await loadCustomers(api.firestore, mixedCustomers(COUNT, 5));
  for (let at = 0; at < 12; at++)
    await loadCustomers(api.firestore, [
      plainCustomer({
        id: `huge${at}`,
        name: `Ω ${at}`,
        language: at < 6 ? 'de' : 'fr',
        tags: ['huge'],
        notes: notes(800_000),
      }),
    ]);
}, 60_000);

/** As a browser or another program sends it: the document knows only the file at this path. */
const raw = (method: string, below: string, body?: object, role: 'viewer' | 'editor' = 'editor') =>
  fetch(`${api.url}${path}${below}`, {
    method,
    redirect: 'manual',
    headers: { Authorization: `Bearer ${api.users[role].token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

describe('a download', () => {
  it.each([
    ['/export.csv', '?language=el', 'format=csv&language=el', 'text/csv; charset=utf-8', 'csv'],
    [
      '/export.csv',
      '?excel=true&columns=id,name&language=el',
      'format=csv&excel=true&columns=id,name&language=el',
      'text/csv; charset=utf-8',
      'csv',
    ],
    [
      '/export.ndjson',
      '?language=el&sort=-created_at',
      'format=ndjson&language=el&sort=-created_at',
      'application/x-ndjson',
      'ndjson',
    ],
    [
      '/export.ndjson',
      '?search=παπα&language=el',
      'format=ndjson&search=παπα&language=el',
      'application/x-ndjson',
      'ndjson',
    ],
    ['/export.vcf', '?tag=vip', 'format=vcard&tag=vip', 'text/vcard; charset=utf-8', 'vcf'],
  ])('%s%s is the parts in one', async (file, query, parts, type, extension) => {
    const answer = await editor().get(path + file + query);
    const inParts = await editor().get(`${path}?${parts}`);
    expect(inParts.headers.get('Link')).toBeNull();
    expect(String(answer.body).length).toBeGreaterThan(100);
    expect(answer.body).toBe(inParts.body);
    const { headers } = answer;
    expect([headers.get('Content-Type'), headers.get('Content-Length')]).toEqual([type, null]);
    expect(headers.get('Content-Disposition')).toMatch(
      new RegExp(`^attachment; filename="customers-[\\d-]{10}.${extension}"$`),
    );
    expect(headers.get('X-Total-Count')).toBe(inParts.headers.get('X-Total-Count'));
  });

  it('of several pieces is as of one moment, and logged with all whom it shows', async () => {
    api.log.length = 0;
    const { body } = await editor().get(`${path}/export.ndjson?tag=huge&language=de`);
    const ids = String(body)
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(api.log[0]).toMatchObject({ exported: { format: 'ndjson', records: ids.length } });
  });

  it('is refused beforehand where it would be too large, with the number of parts and the first of them', async () => {
    const answer = expectProblem(
      await editor().get(`${path}/export.csv?tag=huge&excel=true`),
      413,
      'export_too_large',
    );
    expect(answer.body.parts).toBeGreaterThan(2);
    const part = await editor().get((answer.body.first_part as string).replace(/^.*\/crm/, '/api/crm'));
    expect([part.status, part.headers.get('X-Total-Count')]).toEqual([200, '12']);
    // A row, the count and the look for a customer of that id.
    expect(readsOf(answer)).toBeLessThan(10);
    expect((await editor().get(`${path}/export.csv?tag=huge&columns=id,name`)).status).toBe(200);
    expect((await editor().get(`${path}/export.ndjson?tag=huge&language=de`)).status).toBe(200);
  });

  it('is for editors, takes the filters of a list and nothing of its pages', async () => {
    expectProblem(await api.as('viewer').get(`${path}/export.csv`), 403, 'forbidden');
    expectProblem(await api.anonymous.get(`${path}/export.csv`), 401, 'unauthenticated');
    for (const query of ['limit=3', 'cursor=x', 'format=csv', 'tags=a'])
      expectProblem(await editor().get(`${path}/export.csv?${query}`), 422, 'validation_failed');
    expectProblem(await editor().get(`${path}/export.vcf?columns=name`), 422, 'validation_failed');
    expectProblem(await editor().get(`${path}/export.csv?sort=relevance`), 422, 'validation_failed');
    const head = await editor().send('HEAD', `${path}/export.csv?language=el`);
    expect([head.status, head.headers.get('Content-Type')]).toEqual([200, 'text/csv; charset=utf-8']);
  });

  it('that fails on the way is seen to have failed', async () => {
    const connection = connectionTo(api.firestore);
    const call = connection.call.bind(connection);
    let queries = 0;
    const spy = vi.spyOn(connection, 'call').mockImplementation((...given) => {
      if (given[0] === 'RunQuery' && ++queries === 3)
        return {
          ended: Promise.reject(Object.assign(new Error('no'), { code: 13 })),
          cancel: () => undefined,
        };
      return call(...given);
    });
    api.log.length = 0;
    try {
      const answer = await raw('GET', '/export.ndjson?tag=huge&language=de');
      expect(answer.status).toBe(200);
      await expect(answer.text()).rejects.toThrow();
    } finally {
      spy.mockRestore();
    }
    await vi.waitFor(() => expect(api.log).toHaveLength(1));
    expect(api.log[0]).toMatchObject({ aborted: true, code: 'database_unavailable', severity: 'ERROR' });
  });

  it('that grows too large all the same is broken off: a file that the platform cuts would look whole', async () => {
    api.log.length = 0;
    // The first rows, by name, are small.
    await expect((await raw('GET', '/export.ndjson')).text()).rejects.toThrow();
    await vi.waitFor(() => expect(api.log).toHaveLength(1));
    expect(api.log[0]).toMatchObject({ aborted: true, code: 'export_too_large' });
  });

  it('waits for its reader: no piece is made before the last one is taken', async () => {
    const taken: string[] = [];
    const release: (() => void)[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        taken.push(chunk.toString());
        release.push(done);
      },
    });
    const res = Object.assign(slow, {
      locals: { deadline: new Deadline(5000) },
      req: { method: 'GET', originalUrl: '/' },
      set: () => res,
    }) as unknown as Response;
    const made: number[] = [];
    const keepAnswer = () => undefined;
    const make = async (take: TakePart) => {
      for (const at of [1, 2]) {
        made.push(at);
        const rows = [{ answer: Buffer.from(`${at}`), etag: '' }];
        const part = {
          format: 'csv',
          asOf: '2026-01-01',
          digests: [],
          head: Buffer.alloc(0),
          rows,
        } as unknown as ExportPart;
        await take(part, { keepAnswer } as unknown as Parameters<TakePart>[1]);
      }
    };
    const sent = sendDownload(res, make, { path: '', format: 'csv' });
    for (let at = 0; at < 5; at++) await setImmediate();
    expect([taken, made]).toEqual([['1'], [1]]);
    release.shift()?.();
    for (let at = 0; at < 5; at++) await setImmediate();
    expect([taken, made]).toEqual([
      ['1', '2'],
      [1, 2],
    ]);
    release.shift()?.();
    await sent;
  });
});

describe('a customer whose id is the name of a file', () => {
  it('is a customer like any other; without one there is the file', async () => {
    await api.firestore.doc('crm_customers/export.csv').set({ name: 'Με όνομα αρχείου' });
    const got = await raw('GET', '/export.csv', undefined, 'viewer');
    expect([got.status, got.headers.get('ETag')]).toEqual([200, expect.any(String)]);
    expect(await got.json()).toMatchObject({ id: 'export.csv', name: 'Με όνομα αρχείου' });
    expect((await raw('PUT', '/export.csv', { organization: 'Α' })).status).toBe(200);
    expect(await (await raw('PATCH', '/export.csv', { name: 'Β' })).json()).toMatchObject({
      name: 'Β',
      organization: 'Α',
    });
    expect((await raw('POST', '/export.csv/notes', { text: 'ν' })).status).toBe(201);
    expect((await raw('GET', '/export.csv/history', undefined, 'viewer')).status).toBe(200);
    expect((await raw('GET', '/export.csv?follow=false', undefined, 'viewer')).status).toBe(200);
    expect((await raw('DELETE', '/export.csv')).status).toBe(204);
    expect((await raw('DELETE', '/export.csv')).status).toBe(404);
    expect((await raw('GET', '/export.csv?columns=id&tag=vip')).headers.get('Content-Type')).toBe(
      'text/csv; charset=utf-8',
    );
    expect((await raw('GET', '/export.csv', undefined, 'viewer')).status).toBe(403);
    expect((await raw('POST', '/export.csv/restore')).status).toBe(200);
    expect((await raw('GET', '/export.csv', undefined, 'viewer')).status).toBe(200);
  });

  it('leads on when it was merged', async () => {
    await api.firestore.doc('crm_customers/export.vcf').set({ name: 'Ένας' });
    const other = await editor().post(path, { name: 'Άλλος' });
    const id = other.body.id as string;
    expect((await editor().post(`${path}/${id}/merge`, { from: ['export.vcf'] })).status).toBe(200);
    const led = await raw('GET', '/export.vcf', undefined, 'viewer');
    expect([led.status, led.headers.get('Location')]).toEqual([307, expect.stringContaining(id)]);
  });

  it('other methods at the name of a file are those of a customer', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect(
        (await raw(method, '/export.ndjson', method === 'DELETE' ? undefined : { name: 'Α' })).status,
      ).toBe(404);
    expect((await raw('POST', '/export.ndjson', {})).status).toBe(405);
  });
});
