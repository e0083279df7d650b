import type { CustomersClient } from './customers-client.ts';
import type { ChangesQuery, CustomerChangesResponse } from './models.ts';
import type { CallOptions } from './options.ts';
import { ProblemError } from './problem-error.ts';
import { SEND, type Sent } from './requester.ts';
import { pause } from './retry.ts';

/**
 * A page of what has been done to customers since a token, in the order of the commits. `since: 'now'` gives a token, `'beginning'` the whole
 * history. Keep `next` when the page is done. Throws a {@link ProblemError} with the code `changes_expired` for a token of more than 90 days.
 */
export async function changes(
  client: CustomersClient,
  query: ChangesQuery,
  options?: CallOptions,
): Promise<CustomerChangesResponse> {
  return pageOf(client, query, options);
}

/**
 * Follows the changes for ever: each page that has some (once an hour one that has none), and its `next`, which is to be kept when the page is done. Whatever passes (the rate
 * limit, a database or a network that is away, a connection that died without a word) is waited for. Ends by an error: `changes_expired`,
 * a role that is not enough, or the signal's reason.
 */
export async function* watch(
  client: CustomersClient,
  { signal, ...query }: ChangesQuery & CallOptions,
): AsyncGenerator<CustomerChangesResponse, never> {
  let { since } = query;
  let told = Date.now();
  for (let failures = 0; ;) {
    signal?.throwIfAborted();
    let page;
    try {
      page = await pageOf(
        client,
        { limit: 500, wait: 8, ...query, since },
        { signal, timeout: LONGEST_ANSWER },
      );
    } catch (error) {
      if (!(error instanceof ProblemError) || !passes(error)) throw error;
      await pause((error.retryAfter ?? Math.min(MAX_WAIT, 2 ** ++failures)) * 1000, signal);
      continue;
    }
    failures = 0;
    since = page.next;
    if (page.changes.length === 0 && Date.now() - told < LONGEST_SILENCE) continue;
    told = Date.now();
    yield page;
  }
}

async function pageOf(
  client: CustomersClient,
  query: ChangesQuery,
  options?: Pick<Sent, 'signal' | 'timeout'>,
) {
  return (await client[SEND]<CustomerChangesResponse>({ path: '/changes', query, ...options })).data;
}

/** No answer came, or one that says "not now". */
const passes = ({ status }: ProblemError) => status === 0 || status === 429 || status >= 500;

/** So often a page without changes is given too, in milliseconds: what is kept must not grow old where nothing happens. */
const LONGEST_SILENCE = 3_600_000;

/** The API answers within 9 s, `wait` included, or within some more when it has to start; in milliseconds. */
const LONGEST_ANSWER = 30_000;

/** Between two attempts, in seconds. */
const MAX_WAIT = 60;
