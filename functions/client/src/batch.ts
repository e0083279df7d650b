import type { CustomersClient } from './customers-client.ts';
import type { BatchOperation, BatchResponse, BatchResult, CustomerInDB } from './models.ts';
import type { WriteOptions } from './options.ts';
import { ProblemError } from './problem-error.ts';
import { pause } from './retry.ts';
import { SEND } from './requester.ts';
import { markShown } from './shown.ts';
import { newKey } from './write-keys.ts';

/**
 * Does up to 100 operations with one request. The results are in the order of the operations: `customer` is what an operation has made of one, `error` why
 * it failed. What the API had no time for is sent again, so that `not_tried` is left only behind a failure (`stopOnError`), or where the API does not get on.
 *
 * With `atomic` all of them are done, or none: then it throws a {@link ProblemError} with the code `batch_refused`, whose `errors` name the operations.
 */
export async function batch(
  client: CustomersClient,
  operations: readonly BatchOperation[],
  { atomic = false, stopOnError = false, key = newKey(), signal }: BatchOptions = {},
): Promise<BatchOutcome[]> {
  const body = { operations, atomic, stop_on_error: stopOnError };
  for (let before = Infinity; ;) {
    const { data } = await client[SEND]<BatchResponse>({ method: 'POST', path: '/batch', body, key, signal });
    // A failure ends what stops at one; else each time more must have been done than before.
    const isOver = data.not_tried === 0 || data.not_tried >= before || (stopOnError && data.failed > 0);
    if (isOver) return data.results.map(outcomeOf);
    before = data.not_tried;
    await pause(PAUSE_MS, signal);
  }
}

export interface BatchOptions extends WriteOptions {
  /** All operations or none. */
  atomic?: boolean | undefined;
  /** One after another, and none behind one that was refused. */
  stopOnError?: boolean | undefined;
}

/** What became of one operation. */
export interface BatchOutcome {
  status: number;
  id: string | undefined;
  /** As it is now, for an edit on condition; undefined after a deletion and a failure, and where the answer had no room for it. */
  customer: CustomerInDB | undefined;
  error: ProblemError | undefined;
}

/** In milliseconds, between two requests of a batch that was not done in one. */
const PAUSE_MS = 500;

function outcomeOf({ status, id, etag, body, problem }: BatchResult): BatchOutcome {
  const headers = new Headers(etag === undefined ? {} : { ETag: etag });
  return {
    status,
    id,
    customer: body && markShown(body, etag),
    error: problem && new ProblemError(problem, { headers }),
  };
}
