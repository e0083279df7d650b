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
const conflict = (detail: string) =>
  new Problem({ status: 409, code: 'conflict', title: 'Conflict', detail });

/** 409: a restoration of a record that is there. */
export const notInTrash = () => conflict('It exists, so that it cannot come back from the trash.');

/** 409: a restoration of a record that another program has taken a part of. */
export const trashIncomplete = () =>
  conflict('A part of it is not there any more, so that it cannot come back.');

/** 409: a JSON Patch (RFC 6902) that does not fit the record as it is (RFC 5789, 2.2). `pointer`: the place in the patch. */
export const patchNotApplicable = (pointer: string, code: keyof typeof PATCH_FAULTS) =>
  new Problem({
    status: 409,
    code: 'conflict',
    title: 'Conflict',
    detail:
      'The patch does not fit what is there now, and nothing was changed: read it again and repeat your change.',
    extensions: { errors: [{ pointer, code, message: PATCH_FAULTS[code] }] },
  });

const PATCH_FAULTS = {
  test_failed: 'There is another value at this place.',
  nothing_there: 'There is nothing at this place.',
};

/** 409: another program has stored something there that this API reads as something else, and the request would overwrite it. */
export const storedValueUnreadable = (pointers: readonly string[]) =>
  new Problem({
    status: 409,
    code: 'stored_value_unreadable',
    title: 'Stored value unreadable',
    detail:
      'Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.',
    extensions: {
      errors: pointers.slice(0, MAX_POINTERS).map((pointer) => ({
        pointer,
        code: 'stored_value_unreadable',
        message: 'What is stored here has another type than this field.',
      })),
      ...(pointers.length > MAX_POINTERS && { errors_total: pointers.length }),
    },
  });

/** 412: the record is not as the caller knew it. */
export const preconditionFailed = (etag: string, { changed, authors }: LaterChanges) =>
  new Problem({
    status: 412,
    code: 'precondition_failed',
    title: 'Precondition failed',
    detail: `${REASONS[authors]}: read it again and repeat your change.`,
    headers: { ETag: etag },
    extensions: { changed },
  });

/** What has been changed since the caller's version, as far as the history knows. */
export interface LaterChanges {
  changed: LaterChange[];
  authors: Authors;
}

/** Who made the later versions: other people, perhaps among others; only programs, and perhaps the caller; only the caller; nobody knows. */
export type Authors = 'people' | 'programs' | 'caller' | 'unknown';

const REASONS: Record<Authors, string> = {
  people: 'Somebody else has changed this since you read it',
  programs: 'Another program has changed this since you read it',
  caller: 'You have changed this yourself since the version that you sent',
  unknown: 'This is no longer the version that you sent',
};

/** A place that has been changed since the caller's version, and who changed it last. */
interface LaterChange {
  pointer: string;
  by: string;
  by_name: string | null;
  by_self: boolean;
  at: string;
  /** What was there in the caller's version, and what is there now; left out where one of the two is long. */
  from?: unknown;
  to?: unknown;
}

/** The most places that are told; `errors_total` says how many there are. */
const MAX_POINTERS = 20;
