import type { ForeignChange } from '../../records/history/pages.ts';
import { Problem } from '../../standards/problem.ts';

/** 404: no customer has this id. */
export const customerNotFound = () =>
  new Problem({
    status: 404,
    code: 'customer_not_found',
    title: 'Customer not found',
    detail: 'There is no customer with this id.',
  });

/** 404: the history of this customer has no such version. */
export const versionNotFound = () =>
  new Problem({
    status: 404,
    code: 'version_not_found',
    title: 'Version not found',
    detail: 'The history of this customer has no such version.',
  });

/** 412: the customer is not as the caller knew it, and what others have changed since, where the history knows. */
export const preconditionFailed = (etag: string, changed: readonly ForeignChange[]) =>
  new Problem({
    status: 412,
    code: 'precondition_failed',
    title: 'Precondition failed',
    detail: 'Somebody else has changed this customer: read it again and repeat your change.',
    headers: { ETag: etag },
    extensions: { changed },
  });
