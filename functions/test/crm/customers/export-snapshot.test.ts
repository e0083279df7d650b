import { expect, it, vi } from 'vitest';
import { useApi } from '../../support/api.ts';
import { figure } from '../../support/figures.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

/** CRM_EXPORT_CUSTOMERS=20000 for the long run. */
const COUNT = Number(process.env['CRM_EXPORT_CUSTOMERS'] ?? 300);
const PARTS = 5;
const RENAMERS = 3;

const api = useApi();

it(
  'an export has everybody once, as of one moment, while customers are renamed',
  { timeout: 900_000 },
  async () => {
    const customers = mixedCustomers(COUNT, 17);
    await loadCustomers(api.firestore, customers);
    const before = new Map(customers.map(({ id, name }) => [id, name]));
    const ids = [...before.keys()];
    const renamed = new Set<string>();
    let isOver = false as boolean;
    const rename = async (renamer: number) => {
      for (let at = renamer; !isOver; at += RENAMERS) {
        // From all over the alphabet to both of its ends: a list without a moment would show some twice and others never.
        const id = ids[(at * 7919) % COUNT] ?? '';
        const name = `${at % 2 ? 'Α' : 'Ω'} ${at}`;
        const answer = await api.as('editor').put(`${path}/${id}`, { name });
        if (answer.status === 200) renamed.add(id);
      }
    };
    const renaming = Array.from({ length: RENAMERS }, (_, at) => rename(at));
    // Some before its moment, and the others after it.
    await vi.waitFor(() => expect(renamed.size).toBeGreaterThan(COUNT / 100), 60_000);

    const start = performance.now();
    const found: { id: string; name: string }[] = [];
    let reads = 0;
    let parts = 0;
    let asOf = '';
    let duringExport = 0;
    for (
      let next: string | null = `?format=ndjson&limit=${Math.min(2000, Math.ceil(COUNT / PARTS))}`;
      next !== null;
    ) {
      const answer = await api.as('editor').get(path + next);
      expect(answer.status).toBe(200);
      asOf = answer.headers.get('X-Snapshot-Time') ?? '';
      reads += readsOf(answer);
      parts += 1;
      for (const line of String(answer.body).split('\n').filter(Boolean)) found.push(JSON.parse(line));
      next = /^<([^>]*)>/.exec(answer.headers.get('Link') ?? '')?.[1] ?? null;
      if (next !== null) duringExport = renamed.size;
    }
    const milliseconds = Math.round(performance.now() - start);
    isOver = true;
    await Promise.all(renaming);

    expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(duringExport).toBeGreaterThan(0);
    // What each had last done to him by then is what the history says.
    const nameThen = async (id: string): Promise<string> => {
      const history = await api.firestore.collection(`crm_customers/${id}/history`).get();
      const known = history.docs
        .filter(({ createTime }) => timeOf(createTime.toDate().toISOString(), createTime.nanoseconds) <= asOf)
        .map((entry) => ({
          version: Number(entry.get('version')),
          name: String(entry.get('state.name') ?? ''),
        }))
        .sort((a, b) => b.version - a.version);
      return known[0]?.name ?? before.get(id) ?? '';
    };
    const byId = new Map(found.map(({ id, name }) => [id, name]));
    let early = 0;
    for (const id of renamed) {
      const name = await nameThen(id);
      if (name !== before.get(id)) early += 1;
      expect([id, byId.get(id)]).toEqual([id, name]);
    }
    expect(early).toBeGreaterThan(0);
    for (const { id, name } of found) if (!renamed.has(id)) expect(name).toBe(before.get(id));
    figure(
      'export while customers are renamed',
      `${COUNT} customers, ${parts} parts, ${reads} reads, ${milliseconds} ms, ${renamed.size} renamed, ${early} of them before its moment`,
    );
  },
);

/** As `X-Snapshot-Time` has it. */
const timeOf = (iso: string, nanoseconds: number) =>
  iso.replace(/\d{3}Z$/, `${String(Math.floor(nanoseconds / 1000)).padStart(6, '0')}Z`);
