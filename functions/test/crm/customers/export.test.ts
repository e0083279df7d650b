import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { functionsFolder } from '../../../scripts/project.ts';
import { useApi } from '../../support/api.ts';
import { type Answer, expectProblem } from '../../support/client.ts';
import { adopt } from '../../support/customers-wing.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const customers = [
  ...mixedCustomers(240, 3).map((customer, at) => ({ ...customer, tags: at % 2 ? ['a', 'b'] : ['a'] })),
  plainCustomer({
    id: 'odd "1"',
    name: '=1+1',
    notes: [{ text: 'α\nβ;"γ",δ', by: 'x', at: '2025-01-01T00:00:00Z' }],
  }),
];

beforeAll(() => loadCustomers(api.firestore, customers), 60_000);

const editor = () => api.as('editor');
const textOf = ({ body }: Answer) => String(body);

/** The parts of an export, by the links of each. */
async function parts(
  query: string,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Answer[]> {
  const all: Answer[] = [];
  for (let next: string | null = `${path}?${query}`; next !== null;) {
    const part = await editor().get(next);
    expect(part.status, next).toBe(200);
    all.push(part);
    const link = part.headers.get('Link');
    next = link && path + (/^<(\?[^>]*)>; rel="next"$/.exec(link)?.[1] ?? '');
    if (next !== null) await between();
  }
  return all;
}

const rowsOf = (...answers: Answer[]) =>
  answers
    .map(textOf)
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; name: string });
const exportedIds = (...answers: Answer[]) => rowsOf(...answers).map(({ id }) => id);

describe('an export in parts', () => {
  it('has a line of NDJSON for each customer, byte for byte the body that GET gives', async () => {
    const whole = (await parts('format=ndjson&limit=100')).map(textOf).join('');
    const lines = whole.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(customers.length);
    for (const line of [lines[0], lines[100], lines.at(-1)]) {
      const { id } = JSON.parse(line ?? '') as { id: string };
      const one = await fetch(`${api.url}${path}/${encodeURIComponent(id)}`, {
        headers: { Authorization: `Bearer ${api.users.viewer.token}` },
      });
      expect(line).toBe(await one.text());
    }
  });

  it('says as of when it is, how many there are and what it is called, and costs what it shows and the count once', async () => {
    const [first, second, third] = await parts('format=csv&limit=100');
    if (!first || !second || !third) throw new Error('there are three parts');
    for (const part of [first, second, third]) {
      const { headers } = part;
      const time = headers.get('X-Snapshot-Time') ?? '';
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(time).toBe(first.headers.get('X-Snapshot-Time'));
      expect(headers.get('X-Total-Count')).toBe(String(customers.length));
      expect(headers.get('X-Total-Is-Exact')).toBe('true');
      expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
      expect(headers.get('Content-Disposition')).toBe(
        `attachment; filename="customers-${time.slice(0, 10)}.csv"`,
      );
      expect(headers.get('X-Digest-Columns')).toContain('phone_1');
      expect(headers.get('Vary')?.split(/, */)).toContain('Accept');
    }
    // Later parts ask whom somebody has erased since.
    expect([first, second, third].map(readsOf)).toEqual([101, 101, 42]);
    expect(textOf(first)).toMatch(/^id,name,/);
    expect(textOf(second)).not.toMatch(/^(?:id,name|\uFEFF)/);
  });

  it.each([
    '',
    'sort=-name',
    'sort=created_at',
    'sort=-updated_at',
    'tag=a',
    'tag=a&tag=b',
    'tag=b&sort=-created_at',
    'tag=a&language=el&sort=updated_at',
    'city=αθηνα',
    'language=en',
    'updated_since=2021-01-01T00:00:00Z',
    'updated_since=2021-01-01T00:00:00Z&tag=a',
    'search=παπα',
    'search=pap&sort=name',
    'search=giorg&tag=a',
    'search=210&sort=-updated_at',
    'search=αθηνας&sort=relevance',
    'search=papadopoulow',
    'search=zzzqqq',
    'phone=2101234567',
    'email=nobody@example.gr',
    'tag=nobody',
  ])('with %s has the customers of the list, in its order', async (query) => {
    const listed = await allPages(api.as('viewer'), `${path}?${query}&limit=30`);
    const exported = await parts(`${query}&limit=30&format=ndjson`);
    expect(exportedIds(...exported)).toEqual(idsOf(...listed));
    expect(exportedIds(...(await parts(`${query}&format=ndjson`)))).toEqual(idsOf(...listed));
    expect(exported[0]?.headers.get('X-Search-Relaxed') ?? 'false').toBe(String(listed[0]?.body.relaxed));
    expect(exported[0]?.headers.get('X-Snapshot-Time')).toMatch(/Z$/);
  });

  it('is asked for by Accept, and JSON is what it always was', async () => {
    for (const [accept, type] of [
      ['text/csv', 'text/csv'],
      ['text/csv, */*', 'text/csv'],
      ['application/x-ndjson;q=0.9, application/json;q=0.5', 'application/x-ndjson'],
      ['text/vcard', 'text/vcard'],
      ['*/*', 'application/json'],
      ['application/json, text/csv', 'application/json'],
      ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json'],
      ['text/*', 'application/json'],
      ['image/png', 'application/json'],
    ] as const) {
      const answer = await editor().get(`${path}?limit=1`, { headers: { Accept: accept } });
      expect([accept, answer.status, answer.headers.get('Content-Type')?.split(';')[0]]).toEqual([
        accept,
        200,
        type,
      ]);
      expect(answer.headers.get('Vary')?.split(/, */)).toContain('Accept');
    }
    // The parameter goes before.
    const named = await editor().get(`${path}?limit=1&format=vcard`, { headers: { Accept: 'text/csv' } });
    expect(textOf(named)).toMatch(/^BEGIN:VCARD\r\nVERSION:4.0\r\n/);
  });

  it('is for editors; a list in JSON goes on being for viewers', async () => {
    expectProblem(await api.as('viewer').get(`${path}?format=csv`), 403, 'forbidden');
    expectProblem(await api.as('viewer').get(path, { headers: { Accept: 'text/csv' } }), 403, 'forbidden');
    expectProblem(await api.anonymous.get(`${path}?format=csv`), 401, 'unauthenticated');
    expect((await api.as('viewer').get(`${path}?limit=1`)).status).toBe(200);
    expect((await editor().post(`${path}?format=csv`, { name: 'Α' })).status).toBe(422);
  });

  it.each([
    ['format=xlsx', 'format', 'invalid_value'],
    ['format=', 'format', 'invalid_value'],
    ['format=csv&format=csv', 'format', 'invalid_value'],
    ['format=csv&columns=name,phone_9', 'columns', 'invalid_value'],
    ['format=csv&columns=', 'columns', 'invalid_value'],
    ['format=csv&excel=yes', 'excel', 'invalid_value'],
    ['format=ndjson&columns=name', 'columns', 'only_csv'],
    ['format=vcard&excel=true', 'excel', 'only_csv'],
    ['format=csv&limit=2001', 'limit', null],
    ['format=csv&limit=0', 'limit', null],
    ['format=csv&sort=relevance', 'sort', null],
    ['columns=name', 'columns', 'unknown_parameter'],
    ['limit=2000', 'limit', null],
  ])('%s is 422', async (query, parameter, code) => {
    const { body } = expectProblem(await editor().get(`${path}?${query}`), 422, 'validation_failed');
    expect(body.errors[0]).toMatchObject({ parameter, ...(code && { code }) });
  });

  it('goes on with its own cursor only', async () => {
    const [first] = await parts('format=csv&limit=200');
    const cursor = /cursor=([^>]*)>/.exec(first?.headers.get('Link') ?? '')?.[1] ?? '';
    const list = await editor().get(`${path}?limit=10`);
    for (const query of [
      `format=ndjson&cursor=${cursor}`,
      `format=csv&excel=true&cursor=${cursor}`,
      `format=csv&columns=id&cursor=${cursor}`,
      `format=csv&tag=a&cursor=${cursor}`,
      `cursor=${cursor}`,
      `format=csv&cursor=${encodeURIComponent(list.body.next_cursor as string)}`,
    ])
      expectProblem(await editor().get(`${path}?${query}`), 400, 'invalid_cursor');
    expect((await editor().get(`${path}?format=csv&limit=7&cursor=${cursor}`)).status).toBe(200);
  });

  it('comes whole by the loop of curl in the documentation', async () => {
    const page = await readFile(join(functionsFolder, 'docs', 'api.md'), 'utf8');
    const [, loop = ''] = /^```sh\n(# The whole file with curl.*?)^```$/ms.exec(page) ?? [];
    const cwd = await mkdtemp(join(tmpdir(), 'export-'));
    try {
      const env = { PATH: process.env['PATH'], TOKEN: api.users.editor.token, API: `${api.url}/api` };
      const script = loop.replace('"?format=csv"', '"?format=csv&limit=70"');
      await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd, env });
      const whole = (await parts('format=csv')).map(textOf).join('');
      expect(await readFile(join(cwd, 'customers.csv'), 'utf8')).toBe(whole);
    } finally {
      await rm(cwd, { recursive: true });
    }
  });

  it('is 410 when its moment is too long ago', async () => {
    const [first] = await parts('format=csv&limit=200');
    const next = path + (/^<([^>]*)>/.exec(first?.headers.get('Link') ?? '')?.[1] ?? '');
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now');
    try {
      clock.mockImplementation(() => now + 54 * 60_000);
      expect((await editor().get(next)).status).toBe(200);
      clock.mockImplementation(() => now + 56 * 60_000);
      const answer = expectProblem(await editor().get(next), 410, 'changes_expired');
      expect(readsOf(answer)).toBe(0);
    } finally {
      clock.mockRestore();
    }
  });

  it('is written to the log as an export, with whom it shows', async () => {
    api.log.length = 0;
    await editor().get(`${path}?format=csv&limit=3`);
    await vi.waitFor(() => expect(api.log).toHaveLength(1));
    expect(api.log[0]).toMatchObject({ exported: { format: 'csv', records: 3 }, uid: api.users.editor.uid });
    expect(api.log[0]?.['records']).toHaveLength(3);
  });
});

describe('columns and Excel', () => {
  it('has the columns that are asked for, in their order, each once', async () => {
    const text = textOf(await editor().get(`${path}?format=csv&columns=name,id,name&limit=1&sort=-name`));
    expect(text.split('\r\n')[0]).toBe('name,id');
    const answer = await editor().get(`${path}?format=csv&columns=name,id&limit=1`);
    expect(answer.headers.get('X-Digest-Columns')).toBeNull();
  });

  it('opens in Excel: a mark and semicolons, once', async () => {
    const all = await parts('format=csv&excel=true&columns=id,name&limit=200');
    const bytes = await fetch(`${api.url}${path}?format=csv&excel=true&columns=id,name&limit=1`, {
      headers: { Authorization: `Bearer ${api.users.editor.token}` },
    }).then((answer) => answer.arrayBuffer());
    expect(Buffer.from(bytes).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(String(all[0]?.body)).toContain('id;name\r\n');
    expect(String(all[1]?.body)).not.toContain('\uFEFF');
  });
});

describe('while customers are changed', () => {
  it('all parts are as of the moment of the first: everybody once, as he was then', async () => {
    const before = new Map(
      (await allPages(api.as('viewer'), `${path}?limit=1000`)).flatMap(({ body }) =>
        (body.customers as { id: string; name: string }[]).map(({ id, name }) => [id, name] as const),
      ),
    );
    const ids = [...before.keys()];
    let at = 0;
    const all = await parts('format=ndjson&limit=60', async () => {
      await editor().put(`${path}/${encodeURIComponent(ids.at(-1 - at) ?? '')}`, { name: `Α${at}` });
      await editor().put(`${path}/${encodeURIComponent(ids[at] ?? '')}`, { name: `Ω${at}` });
      await editor().delete(`${path}/${encodeURIComponent(ids[100 + at] ?? '')}`);
      await editor().post(path, { name: `Μ ${at}` });
      at += 1;
    });
    expect(at).toBeGreaterThan(2);
    expect(rowsOf(...all).map(({ id, name }) => [id, name])).toEqual([...before]);
  });
});

describe('after its moment', () => {
  it('nobody is shown who was erased since, and the changes go on from it', async () => {
    const named = async (name: string) =>
      (await editor().post(path, { name, tags: ['after'] })).body.id as string;
    const [first, erased, renamed] = [await named('Α'), await named('Β'), await named('Γ')];
    const all = await parts('format=ndjson&tag=after&limit=1', async () => {
      await api.as('admin').delete(`${path}/${erased}?erase=true`);
      await editor().put(`${path}/${renamed}`, { name: 'Γ, αλλιώς' });
    });
    expect(exportedIds(...all)).toEqual([first, renamed]);
    expect(all.map((part) => part.headers.get('X-Total-Count'))).toEqual(['3', '3', '3']);
    const since = encodeURIComponent(all[0]?.headers.get('Changes-Since') ?? '');
    const { body } = await api.as('viewer').get(`${path}/changes?since=${since}`);
    expect(body.changes[0]).toMatchObject({ customer_id: erased, action: 'erase' });
    expect(body.changes.slice(1).every((row: { customer_id: string }) => row.customer_id === renamed)).toBe(
      true,
    );
  });
});

describe('large customers', () => {
  const notes = (bytes: number) =>
    Array.from({ length: Math.ceil(bytes / 9000) }, (_, at) => ({
      text: String(at % 10).repeat(8900),
      by: 'x',
      at: '2025-01-01T00:00:00Z',
    }));

  it('end a part early, and one that is too large for its index entry is read as of the same moment', async () => {
    for (const at of [0, 1, 2, 3, 4, 5])
      await loadCustomers(api.firestore, [
        plainCustomer({ id: `big${at}`, name: `Μεγάλος ${at}`, tags: ['big'], notes: notes(900_000) }),
      ]);
    await api.firestore
      .doc('crm_customers/giant')
      .set({ name: 'Μεγάλος 9', tags: ['big'], notes: notes(1_030_000) });
    await adopt(api.firestore, 'giant');
    const all = await parts('format=ndjson&tag=big', async () => {
      await api.firestore.doc('crm_customers/giant').update({ name: 'Μεγάλος 9, αλλιώς' });
    });
    expect(all.length).toBeGreaterThan(1);
    for (const part of all) expect(Buffer.byteLength(textOf(part))).toBeLessThanOrEqual(4_000_000);
    expect(exportedIds(...all)).toEqual(['big0', 'big1', 'big2', 'big3', 'big4', 'big5', 'giant']);
    expect(rowsOf(...all).at(-1)?.name).toBe('Μεγάλος 9');
    const csv = await parts('format=csv&tag=big');
    for (const part of csv) expect(Buffer.byteLength(textOf(part))).toBeLessThanOrEqual(4_000_000);
  }, 60_000);
});
