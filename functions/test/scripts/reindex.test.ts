import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Firestore, FieldValue, Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { functionsFolder } from '../../scripts/project.ts';
import { progressLine, progressPrinter, resumeCommand } from '../../scripts/reindex-progress.ts';
import { sized } from '../support/figures.ts';
import { useApi } from '../support/api.ts';
import { reindex } from '../support/customers-wing.ts';
import { loadCustomers } from '../support/load-customers.ts';
import { mixedCustomers } from '../support/mixed-customers.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { plainCustomer } from '../support/plain-customer.ts';

/** Ids that begin so come after every id that the API makes by chance. */
const LAST = 'zzzzzzzz';

const api = useApi();

/** Of every ten: seven right, one of another program, one that another program changed, one with an outdated entry. */
async function loadMixed(firestore: Firestore, count: number): Promise<string[]> {
  const customers = mixedCustomers(count, 21).map(({ id, name, tags }) => plainCustomer({ id, name, tags }));
  await loadCustomers(firestore, customers);
  for (let start = 0; start < count; start += 500) {
    const batch = firestore.batch();
    customers.slice(start, start + 500).forEach(({ id, ...fields }, at) => {
      const document = firestore.doc(`crm_customers/${id}`);
      if (at % 10 === 2) batch.set(document, { ...fields, updated_at: Timestamp.fromMillis(1.6e12 + at) });
      if (at % 10 === 3) batch.update(document, { name: `${fields.name} άλλος` });
      if (at % 10 === 4) batch.update(document, { '_meta.entry_digest': 'old' });
    });
    await batch.commit();
  }
  return customers.map(({ id }) => id);
}

describe('reindexing', () => {
  it('sets thousands of customers right while the API writes them, and finds nothing to do the second time', async () => {
    const count = sized({ short: 2_000, long: 5_000 });
    const ids = await loadMixed(api.firestore, count);
    const editor = api.as('editor');
    const statuses = new Set<number>();
    const seen: number[] = [];
    let isDone = false;
    const load = async (worker: number) => {
      for (let at = worker; !isDone; at += 2) {
        const id = ids[(at * 37) % ids.length] ?? '';
        const answers = await Promise.all([
          editor.put(`${path}/${id}`, { organization: `Φορέας ${at}` }),
          editor.post(path, { name: `Νέος ${at}` }),
        ]);
        for (const { status } of answers) statuses.add(status);
      }
    };
    const reindexAll = async () => {
      try {
        return await reindex(api.firestore, { onPage: (now) => seen.push(now.seen) });
      } finally {
        isDone = true;
      }
    };
    const [progress] = await Promise.all([reindexAll(), load(0), load(1)]);
    expect(statuses).toEqual(new Set([200, 201]));
    expect(progress.failed).toEqual([]);
    expect(progress.seen).toBe(progress.written + progress.right);
    expect(progress.written).toBeGreaterThan(count / 5);
    expect(progress.right).toBeGreaterThan((count * 3) / 5);
    expect(seen.length).toBeGreaterThan(count / 100);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    // All that a run would write is nothing: every document is right.
    const again = await reindex(api.firestore);
    expect(again).toMatchObject({ written: 0, failed: [], right: again.seen });
    expect(again.seen).toBeGreaterThanOrEqual(count);
  }, 240_000);
});

/** `npm run reindex` on a project of the suite. */
async function run(project: string, ...options: string[]) {
  const script = join(functionsFolder, 'scripts', 'reindex.ts');
  const child = spawn(process.execPath, [script, '--project', project, ...options]);
  const [output, errors] = [text(child.stdout), text(child.stderr)];
  const [status] = (await once(child, 'exit')) as [number];
  return { status, output: await output, errors: await errors };
}

describe('npm run reindex', () => {
  it('shows progress, sums up, and goes on where it is told to', async () => {
    const { projectId } = api.firestore as unknown as { projectId: string };
    const ids = Array.from({ length: 250 }, (_, at) => `${LAST}${String(at).padStart(3, '0')}`);
    const batch = api.firestore.batch();
    for (const id of ids) batch.set(api.firestore.doc(`crm_customers/${id}`), { name: 'Ξένος' });
    await batch.commit();
    const rest = await run(projectId, '--from', `${LAST}199`);
    expect(rest.output).toContain(
      '50 customers seen: 50 written, 0 already right, 200 index entries swept, 0 failed.',
    );
    const whole = await run(projectId, '--from', LAST);
    expect(whole.output).toContain(
      '250 customers seen: 0 written, 250 already right, 0 index entries swept, 0 failed.',
    );
    expect(whole.errors).toMatch(/\[#+-+\] 40% {2}100 of 250 seen, 0 written\n(.*\n)*.*250 of 250/);
    expect([rest.status, whole.status]).toEqual([0, 0]);
  });

  it('says which customers it could not write, and writes the others', async () => {
    const { projectId } = api.firestore as unknown as { projectId: string };
    // A document of another program that has no room left.
    await api.firestore
      .doc(`crm_customers/${LAST}z1`)
      .set({ name: 'Γεμάτος', legacy: 'x'.repeat(1_048_300) });
    await api.firestore.doc(`crm_customers/${LAST}z2`).set({ name: 'Κανονικός' });
    // One that this API never serves: its id is the name of a route.
    await api.firestore.doc('crm_customers/trash').set({ name: 'Με όνομα διαδρομής' });
    const { status, output, errors } = await run(projectId, '--from', `${LAST}z`);
    expect(output).toContain(
      '2 customers seen: 1 written, 0 already right, 0 index entries swept, 2 failed.',
    );
    expect(errors).toMatch(/^z{9}1: .+/m);
    expect(errors).toMatch(/^trash: There is no customer with this id/m);
    await api.firestore.doc('crm_customers/trash').delete();
    expect(status).toBe(1);
    await api.firestore.doc(`crm_customers/${LAST}z1`).update({ legacy: FieldValue.delete() });
  });

  it('stopped between two pages, tells the command to go on with', async () => {
    const stopping = new AbortController();
    const progress = await reindex(api.firestore, {
      signal: stopping.signal,
      onPage: ({ seen }) => (seen >= 200 ? stopping.abort() : undefined),
    });
    expect(progress.seen).toBe(200);
    const command = resumeCommand('reindex', progress.lastId, 'demo-x');
    expect(command).toBe(`npm run reindex -- --from ${progress.lastId ?? ''} --project demo-x`);
    expect(resumeCommand('reindex', undefined, undefined)).toBe('npm run reindex');
    expect(resumeCommand('reindex', "-it's", undefined)).toBe(`npm run reindex -- --from='-it'\\''s'`);
    expect(resumeCommand('reindex', '-x', undefined)).toBe('npm run reindex -- --from=-x');
  });

  it('says in a sentence what it does not understand', async () => {
    const { status, errors } = await run('demo-x', '--form', 'x');
    expect(status).toBe(1);
    expect(errors).toContain('Unknown option --form: did you mean --from?');
    expect(errors).not.toContain('    at ');
  });
});

describe('progress', () => {
  it('is a bar', () => {
    expect(progressLine({ seen: 0, written: 0 }, 10)).toBe(`[${'-'.repeat(30)}] 0%  0 of 10 seen, 0 written`);
    expect(progressLine({ seen: 5, written: 2 }, 10)).toContain(`[${'#'.repeat(15)}${'-'.repeat(15)}] 50%`);
    expect(progressLine({ seen: 12, written: 2 }, 10)).toContain(`[${'#'.repeat(30)}] 100%  12 of 10`);
    expect(progressLine({ seen: 0, written: 0 }, 0)).toContain('100%');
  });

  it('rewrites its line in a terminal, and prints a line every few seconds elsewhere', () => {
    const printed = (isTTY: boolean) => {
      const chunks: string[] = [];
      const output = { isTTY, write: (chunk: string) => chunks.push(chunk) } as unknown as NodeJS.WriteStream;
      const show = progressPrinter(300, output);
      for (const seen of [100, 200, 300]) show({ seen, written: seen });
      return chunks;
    };
    expect(printed(true).every((chunk) => chunk.startsWith('\r'))).toBe(true);
    expect(printed(true)).toHaveLength(3);
    expect(printed(false).map((chunk) => chunk.endsWith('\n'))).toEqual([true, true]);
  });
});
