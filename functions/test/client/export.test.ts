import { beforeAll, describe, expect, it } from 'vitest';
import {
  createCustomersClient,
  type CustomersClient,
  exportAll,
  type ExportPart,
  type ExportQuery,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { loadCustomers } from '../support/load-customers.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';
import { mixedCustomers } from '../support/mixed-customers.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
beforeAll(async () => {
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken: () => api.users.editor.token });
  await loadCustomers(api.firestore, mixedCustomers(130, 2));
});

async function all(parts: AsyncIterable<ExportPart>): Promise<ExportPart[]> {
  const found: ExportPart[] = [];
  for await (const part of parts) found.push(part);
  return found;
}
const joined = (parts: ExportPart[]) => Buffer.concat(parts.map(({ bytes }) => bytes)).toString();

describe('exportAll', () => {
  it('gives the parts of a file, as of one moment', async () => {
    const parts = await all(
      exportAll(client, { format: 'csv', excel: true, columns: ['id', 'name'], limit: 50 }),
    );
    expect(parts.map(({ cursor }) => typeof cursor)).toEqual(['string', 'string', 'object']);
    expect(new Set(parts.map(({ snapshotTime }) => snapshotTime)).size).toBe(1);
    for (const part of parts) expect(part).toMatchObject({ total: 130, isTotalExact: true });
    expect(parts[0]?.filename).toMatch(/^customers-[\d-]{10}\.csv$/);
    expect(joined(parts).split('\r\n')).toHaveLength(1 + 130 + 1);
    expect(joined(parts)).toMatch(/^\uFEFFid;name\r\n/);
  });

  it('goes on where it was stopped, with the cursor of the last part', async () => {
    const query: ExportQuery = { format: 'ndjson', tag: ['vip'], sort: '-name', limit: 4 };
    const whole = joined(await all(exportAll(client, query)));
    const before: ExportPart[] = [];
    for await (const part of exportAll(client, query)) {
      before.push(part);
      if (before.length === 2) break;
    }
    const after = await all(exportAll(client, { ...query, cursor: before.at(-1)?.cursor }));
    expect(after.length).toBeGreaterThan(0);
    const ids = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids(joined([...before, ...after]))).toEqual(ids(whole));
  });

  it('asks again for a part whose answer was lost', async () => {
    proxy.loses({ isDone: true });
    const parts = await all(exportAll(client, { format: 'vcard' }));
    expect(proxy.requests).toBe(2);
    expect(joined(parts).match(/BEGIN:VCARD/g)).toHaveLength(130);
  });

  it('throws the problem that the API answers', async () => {
    const viewer = createCustomersClient({
      baseUrl: `${api.url}/api`,
      getToken: () => api.users.viewer.token,
    });
    await expect(all(exportAll(viewer, { format: 'csv' }))).rejects.toMatchObject({ code: 'forbidden' });
  });
});
