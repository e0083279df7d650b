import { Problem } from '../standards/problem.ts';

// The problems of any collection with versions and a trash: one factory for each case.

/** 404: the history has no such version. */
export const versionNotFound = () =>
  new Problem({
    status: 404,
    code: 'version_not_found',
    title: 'Version not found',
    detail: 'There is no such version in this history.',
  });

/** 409: the request does not fit the state that the record is in. */
export const conflict = (detail: string) =>
  new Problem({ status: 409, code: 'conflict', title: 'Conflict', detail });

/** 412: the record is not as the caller knew it. `changed` is what others have changed since, as far as the history knows. */
export const preconditionFailed = (etag: string, changed: readonly ForeignChange[]) =>
  new Problem({
    status: 412,
    code: 'precondition_failed',
    title: 'Precondition failed',
    detail: 'Somebody else has changed this since you read it: read it again and repeat your change.',
    headers: { ETag: etag },
    extensions: { changed },
  });

/** A field that somebody else has changed: the last change of each place. */
export interface ForeignChange {
  pointer: string;
  by: string;
  at: string;
}
