import type { Response } from 'express';
import { queryParameters } from '../request/query-string.ts';

/**
 * Sends a page as JSON, with a `Link` to the next one (`rel="next"`, RFC 8288) where there is one. The link is relative to
 * this URL, which the platform may have rewritten.
 */
export function sendPage(res: Response, page: { next_cursor: string | null }): void {
  if (page.next_cursor !== null) {
    const parameters = queryParameters(res.req);
    parameters.set('cursor', page.next_cursor);
    res.set('Link', `<?${parameters.toString()}>; rel="next"`);
  }
  res.json(page);
}
