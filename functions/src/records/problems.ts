// The problems of any collection with versions and a trash: one factory for each case.
import { Problem } from '../standards/problem.ts';

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
export const preconditionFailed = (etag: string, changed: readonly LaterChange[]) =>
  new Problem({
    status: 412,
    code: 'precondition_failed',
    title: 'Precondition failed',
    detail: 'Somebody else has changed this since you read it: read it again and repeat your change.',
    headers: { ETag: etag },
    extensions: { changed },
  });

/** A place that has been changed since the caller's version, and its last change. */
export interface LaterChange {
  pointer: string;
  by: string;
  at: string;
}
