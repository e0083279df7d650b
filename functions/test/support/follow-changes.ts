import { expect } from 'vitest';
import type { CustomerChange } from '../../src/crm/customers/change-models.ts';
import type { Client } from './client.ts';
import { CUSTOMERS_PATH } from './paths.ts';

/** A page of the changes. */
export interface ChangesPage {
  changes: CustomerChange[];
  next: string;
  has_more: boolean;
  reads: number;
}

export async function changesPage(caller: Client, since: string, query = ''): Promise<ChangesPage> {
  const url = `${CUSTOMERS_PATH}/changes?since=${since}${query === '' ? '' : `&${query}`}`;
  const { status, body, headers } = await caller.get(url);
  expect([status, body.code]).toEqual([200, undefined]);
  return { ...body, reads: Number(headers.get('X-Firestore-Reads')) };
}

/** The same without a look at the form of the answer, which takes long where it is large. */
export async function largePage(url: string, token: string, since: string, query: string) {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${url}${CUSTOMERS_PATH}/changes?since=${since}&${query}`, { headers });
  const text = await response.text();
  expect(response.status).toBe(200);
  return { bytes: Buffer.byteLength(text), page: JSON.parse(text) as ChangesPage };
}

export const tokenNow = async (caller: Client, query = ''): Promise<string> =>
  (await changesPage(caller, 'now', query)).next;

/** All pages from a token to the end, and the token of that. */
export async function followChanges(caller: Client, since: string, query = '') {
  const changes: CustomerChange[] = [];
  const pages: ChangesPage[] = [];
  let next = since;
  for (let page: ChangesPage | null = null; page === null || page.has_more;) {
    page = await changesPage(caller, next, query);
    pages.push(page);
    changes.push(...page.changes);
    next = page.next;
  }
  return { changes, next, pages, reads: pages.reduce((sum, { reads }) => sum + reads, 0) };
}

/** What each change is, in short. */
export const inShort = (changes: readonly CustomerChange[]) =>
  changes.map(({ customer_id, version, action }) => `${customer_id} ${action} ${version}`);

/** That they are in the order of their commits, and each is there once. */
export function expectInOrder(changes: readonly CustomerChange[]): void {
  const times = changes.map(({ committed_at }) => committed_at);
  expect(times).toEqual([...times].sort());
  expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
}
