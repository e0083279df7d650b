// Sends a page of a list, with a link to the next one.
import type { Response } from 'express';
import { queryParameters } from '../request/query-string.ts';

/**
 * Sends JSON, and a `Link` with `rel="next"` (RFC 8288) unless the page is the last. The link is relative to this URL, which the
 * platform may have rewritten.
 */
export function sendPage(res: Response, page: { next_cursor: string | null }): void {
  if (page.next_cursor !== null) {
    const parameters = queryParameters(res.req);
    parameters.set('cursor', page.next_cursor);
    res.set('Link', `<?${parameters.toString()}>; rel="next"`);
  }
  res.json(page);
}
