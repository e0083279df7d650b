import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createCustomersClient,
  type CustomerListResponse,
  type CustomersClient,
  ProblemError,
} from '../../client/src/index.ts';
import { contractTypes, contractTypesFile } from '../../scripts/client.ts';
import { contractFile } from '../../scripts/project.ts';
import { WriteKeys } from '../../client/src/write-keys.ts';
import { useApi } from '../support/api.ts';
import { useScriptedServer } from '../support/scripted-server.ts';

const api = useApi();
const server = useScriptedServer();
const scripted = () => createCustomersClient({ baseUrl: server.url, getToken: () => 'token' });
let client: CustomersClient;
let colleague: CustomersClient;

beforeAll(() => {
  const options = (role: 'editor' | 'admin') => ({
    baseUrl: `${api.url}/api`,
    getToken: () => api.users[role].token,
  });
  client = createCustomersClient(options('editor'));
  colleague = createCustomersClient(options('admin'));
});

/** The problem that a call fails with. */
async function problemOf(call: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return error as ProblemError;
}

describe('the client', () => {
  it('has the types of the committed document ("npm run openapi" writes them)', async () => {
    const types = await contractTypes(await readFile(contractFile, 'utf8'));
    expect(await readFile(contractTypesFile, 'utf8')).toBe(types);
  });

  it('takes a customer through its life', async () => {
    const created = await client.create({ name: 'Δήμος Πατρέων', tags: ['δήμος'] });
    expect(created).toMatchObject({ name: 'Δήμος Πατρέων', language: 'el', organization: null });
    const { id } = created;
    expect(await client.get(id)).toEqual(created);
    expect((await client.list({ search: 'dimos patreon' })).customers).toEqual([created]);
    expect((await client.update(created, { organization: 'ΟΤΑ' })).organization).toBe('ΟΤΑ');
    expect((await client.addNote(id, { text: 'Κλήση' })).notes).toHaveLength(1);
    const contact = { type: 'phone', label: '', value: '2610 555 010' } as const;
    expect((await client.addContact(id, contact)).contacts).toEqual([{ ...contact, primary: false }]);
    expect((await client.addOwnedItem(id, { type: 'product', quantity: 2 })).owned_items).toHaveLength(1);
    expect((await client.addTag(id, 'α/β ?')).tags).toEqual(['δήμος', 'α/β ?']);
    expect((await client.removeTag(id, 'α/β ?')).tags).toEqual(['δήμος']);
    expect((await client.linkUser(id, 'uid-1')).linked_user_ids).toEqual(['uid-1']);
    const unlinked = await client.unlinkUser(id, 'uid-1');
    expect(unlinked.linked_user_ids).toEqual([]);
    expect((await client.version(id, 1)).organization).toBeNull();
    const reverted = await client.revert(unlinked, 1);
    expect(reverted.organization).toBeNull();
    expect((await client.history(id, { limit: 1 })).history[0]?.action).toBe('revert');
    await client.delete(reverted);
    expect((await client.trash()).trash.map((entry) => entry.id)).toContain(id);
    expect((await client.restore(id)).name).toBe('Δήμος Πατρέων');
    expect((await problemOf(client.erase(id))).requiredRole).toBe('admin');
    await colleague.erase(id);
    expect(await problemOf(client.get(id))).toMatchObject({ status: 404, code: 'customer_not_found' });
  });

  it('sends nothing for an id or a member that a URL would lose', async () => {
    const { id } = await client.create({ name: 'Διαδρομή', tags: ['α'] });
    const refused = { code: 'validation_failed', errors: [{ code: 'invalid_value' }] };
    for (const lost of ['', '.', '..']) {
      for (const call of [
        client.removeTag(id, lost),
        client.addTag(id, lost),
        client.unlinkUser(id, lost),
        client.get(lost),
        client.delete(lost, { ifMatch: null }),
        client.addNote(lost, { text: 'x' }),
        client.history(lost),
      ])
        expect(await problemOf(call)).toMatchObject(refused);
    }
    expect((await client.get(id)).tags).toEqual(['α']);
  });

  it('goes through all pages', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `Σελίδα ${index}`);
    const created = await Promise.all(names.map((name) => client.create({ name, tags: ['σελίδες'] })));
    const found: string[] = [];
    for await (const { name } of client.all({ tag: ['σελίδες'], limit: 3 })) found.push(name);
    expect(found).toEqual(names);
    const lengths: number[] = [];
    for await (const page of client.pages({ tag: ['σελίδες'], limit: 3 }))
      lengths.push(page.customers.length);
    expect(lengths).toEqual([3, 3, 1]);
    const byHand: string[] = [];
    for (const ask of [client.list, client.search]) {
      let cursor: string | null = null;
      do {
        const page: CustomerListResponse = await ask({ tag: ['σελίδες'], limit: 4, cursor });
        byHand.push(...page.customers.map(({ name }) => name));
        cursor = page.next_cursor;
      } while (cursor !== null);
    }
    expect(byHand).toEqual([...names, ...names]);
    const [first] = created;
    for (const text of ['α', 'β', 'γ']) await client.addNote(first?.id ?? '', { text });
    const versions: number[] = [];
    for await (const { version } of client.allVersions(first?.id ?? '')) versions.push(version);
    expect(versions).toEqual([4, 3, 2, 1]);
    await Promise.all(created.map(({ id }) => client.delete(id, { ifMatch: null })));
    const deleted: string[] = [];
    for await (const { id } of client.allDeleted()) deleted.push(id);
    expect(deleted).toEqual(expect.arrayContaining(created.map(({ id }) => id)));
  });

  it('makes one customer of one creation, and another of the next', async () => {
    const data = { name: 'Μία φορά' };
    const [a, b] = await Promise.all([client.create(data), client.create(data)]);
    expect(a.id).toBe(b.id);
    expect((await client.create(data)).id).not.toBe(a.id);
    // A form that makes its key when it opens: two clicks, each with a literal of its own.
    const key = crypto.randomUUID();
    const click = () => client.create({ name: 'Διπλό κλικ', tags: ['α'] }, { key });
    const [first, second] = await Promise.all([click(), click()]);
    expect([second.id, (await click()).id]).toEqual([first.id, first.id]);
    expect((await client.list({ search: 'διπλό κλικ' })).total).toBe(1);
    expect((await problemOf(client.create({ name: 'Άλλο' }, { key }))).code).toBe('idempotency_key_reused');
  });

  it('tells every fault of a request', async () => {
    const { errors, message, requestId } = await problemOf(client.create({ name: ' ', tags: [''] }));
    expect(errors.map((fault) => fault.pointer)).toEqual(['/name', '/tags/0']);
    expect(message).toMatch(/^2 entries/);
    expect(requestId).toMatch(/^[\w-]+$/);
  });

  it('gives up when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('typed on'));
    await expect(client.list({ search: 'α' }, { signal })).rejects.toThrow('typed on');
  });
});

describe('trying again', () => {
  const problem = (status: number, code: string, wait: string) => ({
    status,
    headers: { 'Retry-After': wait },
    body: { code, status, detail: 'Αργότερα.' },
  });
  const customer = { status: 201, headers: { ETag: '"1-a"' }, body: { id: 'c', name: 'Ν' } };

  it('waits for as long as it is told, and keeps the key of a creation', async () => {
    server.answers(problem(429, 'rate_limited', '0'), problem(503, 'database_unavailable', '0'), customer);
    expect((await scripted().create({ name: 'Ν' })).id).toBe('c');
    const sent = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
  });

  it('survives a lost answer', async () => {
    server.answers('lost', customer);
    expect((await scripted().create({ name: 'Ν' })).id).toBe('c');
  });

  it('sends each write under a key of its own, the same for all its attempts', async () => {
    const client = scripted();
    const note = { text: 'μία' };
    const writes: [name: string, write: () => Promise<unknown>][] = [
      ['create', () => client.create({ name: 'Ν' })],
      ['update', () => client.update('c', { name: 'Ν' }, { ifMatch: null })],
      ['addNote', () => client.addNote('c', note)],
      ['addNote to another', () => client.addNote('d', note)],
      ['addContact', () => client.addContact('c', { type: 'other', label: '', value: 'α' })],
      ['addOwnedItem', () => client.addOwnedItem('c', { type: 'freetext' })],
      ['addTag', () => client.addTag('c', 'α')],
      ['removeTag', () => client.removeTag('c', 'α')],
      ['linkUser', () => client.linkUser('c', 'α')],
      ['unlinkUser', () => client.unlinkUser('c', 'α')],
      ['revert', () => client.revert('c', 1, { ifMatch: null })],
      ['restore', () => client.restore('c')],
      ['delete', () => client.delete('c', { ifMatch: null })],
      ['erase', () => client.erase('c')],
    ];
    const keys = new Set<string>();
    for (const [name, write] of writes) {
      server.answers('lost', problem(503, 'database_unavailable', '0'), customer);
      await write();
      const sent = server.requests.map(({ headers }) => String(headers['idempotency-key']));
      expect([name, sent.length, new Set(sent).size]).toEqual([name, 3, 1]);
      keys.add(sent[0] ?? '');
    }
    expect(keys.size).toBe(writes.length);
    await client.get('c').catch(() => undefined);
    expect(server.requests.at(-1)?.headers['idempotency-key']).toBeUndefined();
  });

  it('keeps the key of an append that failed for the same object, and takes the one that it is given', async () => {
    const client = scripted();
    const note = { text: 'μία' };
    const keyOf = () => String(server.requests.at(-1)?.headers['idempotency-key']);
    server.answers(...Array.from({ length: 4 }, () => problem(503, 'database_unavailable', '0')), customer);
    await problemOf(client.addNote('c', note));
    const failed = keyOf();
    await client.addNote('c', note);
    expect(keyOf()).toBe(failed);
    server.answers(customer);
    await client.addNote('c', note);
    expect(keyOf()).not.toBe(failed);
    server.answers(customer);
    await client.addTag('c', 'α', { key: 'mine' });
    expect(keyOf()).toBe('mine');
  });

  it('ends: after four attempts, at a long wait, and when it is told to', async () => {
    server.answers(...Array.from({ length: 5 }, () => problem(503, 'database_unavailable', '0')));
    expect((await problemOf(scripted().list())).status).toBe(503);
    expect(server.requests).toHaveLength(4);
    server.answers(problem(429, 'rate_limited', '3600'));
    expect((await problemOf(scripted().list())).retryAfter).toBe(3600);
    server.answers(problem(503, 'database_unavailable', '20'));
    const aborted = new AbortController();
    const call = scripted().list({}, { signal: aborted.signal });
    await server.seen(1);
    aborted.abort(new Error('left'));
    await expect(call).rejects.toThrow('left');
  });

  it('says so when something else than the API answers', async () => {
    server.answers({ status: 404, headers: {}, body: '<html>' });
    expect(await problemOf(scripted().list())).toMatchObject({ code: 'unreadable', status: 404 });
    expect(server.requests).toHaveLength(1);
  });

  it.each([502, 503, 504])('asks again where something between answers %i', async (status) => {
    server.answers({ status, headers: {}, body: '<html>' }, customer);
    expect((await scripted().create({ name: 'Ν' })).id).toBe('c');
    expect(new Set(server.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('needs no page of https for its keys', async () => {
    const secure = crypto;
    vi.stubGlobal('crypto', {
      getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => secure.getRandomValues(bytes),
    });
    try {
      server.answers(customer);
      await scripted().create({ name: 'Ν' });
    } finally {
      vi.unstubAllGlobals();
    }
    expect(server.requests[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keeps the key of a write that began before an earlier one of the same object was answered', () => {
    const keys = new WriteKeys();
    const note = { text: 'μία' };
    const first = keys.keyOf(note, 'c');
    expect(keys.keyOf(note, 'c')).toBe(first);
    keys.done(note, first);
    const second = keys.keyOf(note, 'c');
    expect(second).not.toBe(first);
    // The answer to the second click of the first write.
    keys.done(note, first);
    expect(keys.keyOf(note, 'c')).toBe(second);
  });

  it('takes no page for a success', async () => {
    const page = '<!doctype html><title>Wi-Fi</title>';
    for (const headers of [{ 'Content-Type': 'text/html' }, { 'Content-Length': String(page.length) }]) {
      server.answers({ status: 200, headers, body: page });
      expect(await problemOf(scripted().list())).toMatchObject({ code: 'unreadable', status: 200 });
      server.answers({ status: 200, headers, body: page });
      expect(await problemOf(scripted().delete('c', { ifMatch: null }))).toMatchObject({
        code: 'unreadable',
        status: 200,
      });
    }
    for (const headers of [{}, { 'Content-Length': '0' }]) {
      server.answers({ status: 200, headers, body: '' });
      expect(await problemOf(scripted().get('c'))).toMatchObject({ code: 'unreadable', status: 200 });
    }
    expect(server.requests).toHaveLength(1);
  });

  it('takes an answer that was cut off for none', async () => {
    server.answers({ status: 201, headers: { 'Content-Length': '999' }, body: customer.body }, customer);
    const call = scripted().create({ name: 'Ν' });
    await server.seen(1);
    server.cut();
    expect((await call).id).toBe('c');
  });

  it.each([new TypeError('currentUser is null'), new SyntaxError('no token')])(
    'passes on what getToken throws, at once: %s',
    async (own) => {
      server.answers(customer);
      let asked = 0;
      const getToken = () => {
        asked += 1;
        throw own;
      };
      const customers = createCustomersClient({ baseUrl: server.url, getToken });
      await expect(customers.create({ name: 'Ν' })).rejects.toBe(own);
      const getAppCheckToken = () => Promise.reject(own);
      const checked = createCustomersClient({ baseUrl: server.url, getToken: () => 'id', getAppCheckToken });
      await expect(checked.list()).rejects.toBe(own);
      expect(asked).toBe(1);
      expect(server.requests).toHaveLength(0);
    },
  );

  it('is not tried where no request can be made', async () => {
    const nowhere = createCustomersClient({ baseUrl: 'no address', getToken: () => 'token' });
    await expect(nowhere.list()).rejects.toThrow(TypeError);
  });

  it('ends an answer that is on its way, with an AbortError', async () => {
    server.answers({ status: 200, headers: { 'Content-Length': '999' }, body: '{' });
    const aborted = new AbortController();
    const call = scripted().list({}, { signal: aborted.signal });
    await server.seen(1);
    aborted.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests).toHaveLength(1);
  });

  it('asks for problems in the language of the page, asked before each request', async () => {
    const noName = { name: '' };
    let language = 'el';
    const speaking = createCustomersClient({
      baseUrl: `${api.url}/api`,
      getToken: () => api.users.editor.token,
      language: () => language,
    });
    const greek = await problemOf(speaking.create(noName));
    language = 'en';
    const english = await problemOf(speaking.create(noName));
    expect([greek.errors[0]?.message, english.errors[0]?.message]).toEqual([
      expect.stringMatching(/[α-ω]/),
      expect.stringMatching(/^[ -~]+$/),
    ]);
  });

  it('sends both tokens', async () => {
    server.answers({ status: 200, headers: {}, body: { customers: [], etags: [] } });
    const getAppCheckToken = () => Promise.resolve('app');
    await createCustomersClient({ baseUrl: server.url, getToken: () => 'id', getAppCheckToken }).list();
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer id',
      'x-firebase-appcheck': 'app',
    });
  });
});
