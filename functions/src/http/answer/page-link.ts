// Sends a page of a list, with a link to the next one.
import type { Response } from 'express';
import { queryParameters } from '../request/query-string.ts';

/** Sends JSON, with `linkToNext`. */
export function sendPage(res: Response, page: Page): void {
  linkToNext(res, page);
  res.json(page);
}

/**
 * Sets a `Link` with `rel="next"` (RFC 8288) unless the page is the last, or was asked for by a body, which no link repeats. The link is
 * relative to this URL, which the platform may have rewritten.
 */
export function linkToNext(res: Response, { next_cursor }: Page): void {
  if (next_cursor === null || res.req.method === 'POST') return;
  const parameters = queryParameters(res.req);
  parameters.set('cursor', next_cursor);
  res.set('Link', `<?${parameters.toString()}>; rel="next"`);
}

/** The same where there is more behind a token. */
export function linkToMore(res: Response, { next, has_more }: { next: string; has_more: boolean }): void {
  if (!has_more) return;
  const parameters = queryParameters(res.req);
  parameters.set('since', next);
  res.set('Link', `<?${parameters.toString()}>; rel="next"`);
}

interface Page {
  next_cursor: string | null;
}
