import { expect } from 'vitest';
import type { Answer, Client } from './client.ts';

/** Where the `Link` of a page leads, which must be where its `next_cursor` does; null behind the last page. */
export function nextPath(page: Answer, path: string): string | null {
  const link = page.headers.get('Link');
  if (link === null) {
    expect(page.body.next_cursor).toBeNull();
    return null;
  }
  const next = new URL(/^<([^>]*)>; rel="next"$/.exec(link)?.[1] ?? '', `http://api.test${path}`);
  expect(next.searchParams.get('cursor')).toBe(page.body.next_cursor);
  return next.pathname + next.search;
}

/** All pages of a list, from the first by the links of each. */
export async function allPages(
  client: Client,
  path: string,
  beforeEach: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let next: string | null = path; next !== null;) {
    const [page] = await Promise.all([client.get(next), beforeEach()]);
    expect(page.status).toBe(200);
    pages.push(page);
    next = nextPath(page, next);
  }
  return pages;
}

/** The ids of all customers on some pages, in the order in which they are shown. */
export const idsOf = (...pages: Answer[]): string[] =>
  pages.flatMap(({ body }) => (body.customers as { id: string }[]).map(({ id }) => id));

/** The reads of a request, as its answer says them. */
export const readsOf = ({ headers }: Answer): number => Number(headers.get('X-Firestore-Reads'));

/** The round trips to Firestore of a request, as its answer says them. */
export const tripsOf = ({ headers }: Answer): number =>
  Number(/round trips: (\d+)/.exec(headers.get('Server-Timing') ?? '')?.[1]);
