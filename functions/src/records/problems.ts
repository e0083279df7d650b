// The problems of any collection with versions and a trash: one factory for each case.
import { numberText, type Text } from '../standards/languages.ts';
import { Problem } from '../standards/problem.ts';
import { EXPIRED, validationFailed } from '../standards/problems.ts';

/** 404: the history has no such version. */
export const versionNotFound = () =>
  new Problem({
    status: 404,
    code: 'version_not_found',
    title: { en: 'Version not found', el: 'Η έκδοση δεν βρέθηκε' },
    detail: {
      en: 'There is no such version in this history: choose another one.',
      el: 'Αυτή η έκδοση δεν υπάρχει στο ιστορικό. Επιλέξτε άλλη.',
    },
  });

/**
 * 410: a place in the changes, or a moment, from which it is too late to go on. `links` are relative to the URL of the request: from where to
 * begin again.
 */
export const changesExpired = () =>
  new Problem({
    status: 410,
    code: 'changes_expired',
    title: EXPIRED,
    detail: {
      en: 'This token is more than 90 days old, and erasures since then are no longer known: take a new token, list everything, and follow the changes from that token on.',
      el: 'Έχουν περάσει πάνω από 90 ημέρες και δεν είναι πια γνωστές όλες οι διαγραφές. Διαβάστε ξανά όλα τα στοιχεία από την αρχή.',
    },
    extensions: {
      links: [
        { rel: 'now', href: '?since=now' },
        { rel: 'list', href: '.' },
        { rel: 'beginning', href: '?since=beginning' },
      ],
    },
  });

const CONFLICT: Text = { en: 'Conflict', el: 'Αυτό δεν γίνεται' };

/** 409: the request does not fit the state that the record is in. */
const conflict = (detail: Text) => new Problem({ status: 409, code: 'conflict', title: CONFLICT, detail });

/** 409: a restoration of a record that is there. */
export const notInTrash = () =>
  conflict({
    en: 'This exists, so there is nothing to restore from the trash.',
    el: 'Υπάρχει κανονικά, άρα δεν χρειάζεται επαναφορά από τον κάδο.',
  });

/** 409: a restoration of a record that another program has taken a part of. */
export const trashIncomplete = () =>
  conflict({
    en: 'A part of this is no longer there, so it cannot be restored: enter it anew.',
    el: 'Ένα μέρος δεν υπάρχει πια, άρα η επαναφορά δεν γίνεται. Καταχωρίστε τα στοιχεία από την αρχή.',
  });

/**
 * 409: a merge of a record into itself, or of one that is a part of another already. `pointers`: the places of their ids in the request, where
 * they are in its body.
 */
export function cannotMerge(
  reason: keyof typeof CANNOT_MERGE,
  pointers: readonly string[],
  into?: string | null,
): Problem {
  const message = CANNOT_MERGE[reason];
  const known = pointers.map((pointer) => ({ pointer, code: 'conflict', message }));
  return new Problem({
    status: 409,
    code: 'conflict',
    title: CONFLICT,
    detail: message,
    ...(known.length > 0 && { faults: { known, total: known.length } }),
    ...(typeof into === 'string' && { extensions: { merged_into: into } }),
  });
}

const CANNOT_MERGE = {
  itself: {
    en: 'Nothing can be merged into itself: choose another one.',
    el: 'Δεν γίνεται συγχώνευση με τον εαυτό του. Επιλέξτε άλλον.',
  },
  merged: {
    en: 'This has been merged into another one already: merge that one instead, or take it back first.',
    el: 'Έχει ήδη συγχωνευτεί με άλλον. Χρησιμοποιήστε εκείνον ή αναιρέστε πρώτα εκείνη τη συγχώνευση.',
  },
} satisfies Record<string, Text>;

/** 409: the undo of a merge that is no merge, or has been undone. */
export const cannotUnmerge = (reason: keyof typeof CANNOT_UNMERGE) => conflict(CANNOT_UNMERGE[reason]);

const CANNOT_UNMERGE = {
  noMerge: {
    en: 'This version is no merge: choose one that the history calls a merge.',
    el: 'Αυτή η έκδοση δεν προήλθε από συγχώνευση. Επιλέξτε από το ιστορικό μια συγχώνευση.',
  },
  undone: {
    en: 'This merge has been undone already: nothing is left to take back.',
    el: 'Αυτή η συγχώνευση έχει ήδη αναιρεθεί. Δεν υπάρχει κάτι άλλο να γίνει.',
  },
  taken: {
    en: 'Another program has made a new entry under the old id, so it cannot be taken back.',
    el: 'Ένα άλλο πρόγραμμα έχει δημιουργήσει νέα εγγραφή με τον παλιό κωδικό, άρα η αναίρεση δεν γίνεται.',
  },
} satisfies Record<string, Text>;

/** 409: the undo of a merge when the time in the trash is over for what was merged. */
export const mergeExpired = () =>
  new Problem({
    status: 409,
    code: 'merge_expired',
    title: { en: 'Merge expired', el: 'Η προθεσμία πέρασε' },
    detail: {
      en: 'It is too late to undo this merge: what was merged is no longer in the trash. Nothing of it was lost by that.',
      el: 'Η συγχώνευση δεν αναιρείται πια, γιατί πέρασε ο χρόνος φύλαξης στον κάδο. Τα στοιχεία παραμένουν σε όποιον τα ανέλαβε.',
    },
  });

/** 409: a JSON Patch (RFC 6902) that does not fit the record as it is (RFC 5789, 2.2). `pointer`: the place in the patch. */
export const patchNotApplicable = (pointer: string, code: keyof typeof PATCH_FAULTS) =>
  new Problem({
    status: 409,
    code: 'conflict',
    title: CONFLICT,
    detail: {
      en: 'The patch does not fit what is there now, and nothing was changed: read it again and repeat your change.',
      el: 'Η αλλαγή δεν ταιριάζει με όσα υπάρχουν τώρα, και δεν έγινε τίποτα. Ανοίξτε το ξανά και επαναλάβετε την αλλαγή σας.',
    },
    faults: { known: [{ pointer, code, message: PATCH_FAULTS[code] }], total: 1 },
  });

const PATCH_FAULTS = {
  test_failed: {
    en: 'There is another value at this place.',
    el: 'Σε αυτό το σημείο υπάρχει άλλη τιμή.',
  },
  nothing_there: {
    en: 'There is nothing at this place.',
    el: 'Σε αυτό το σημείο δεν υπάρχει τίποτα.',
  },
} satisfies Record<string, Text>;

/** 409: another program has stored something there that this API reads as something else, and the request would overwrite it. */
export const storedValueUnreadable = (pointers: readonly string[]) =>
  new Problem({
    status: 409,
    code: 'stored_value_unreadable',
    title: { en: 'Stored value unreadable', el: 'Η τιμή δεν διαβάζεται' },
    detail: {
      en: 'Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.',
      el: 'Ένα άλλο πρόγραμμα έχει αποθηκεύσει σε αυτό το πεδίο κάτι που δεν μπορούμε να διαβάσουμε, και δεν το αλλάξαμε. Για να το αντικαταστήσετε, στείλτε ολόκληρο το πεδίο με τη νέα του τιμή (PUT ή PATCH).',
    },
    faults: {
      known: pointers.map((pointer) => ({ pointer, code: 'stored_value_unreadable', message: UNREADABLE })),
      total: pointers.length,
    },
  });

const UNREADABLE: Text = {
  en: 'What is stored here has another type than this field.',
  el: 'Αυτό που είναι αποθηκευμένο εδώ δεν ταιριάζει σε αυτό το πεδίο.',
};

/** 409: several records have the key, and nothing says which of them is meant. `more`: there are others than these. */
export const ambiguousKey = (matches: readonly KeyMatch[], { more }: { more: boolean }) =>
  new Problem({
    status: 409,
    code: 'ambiguous_key',
    title: { en: 'Ambiguous key', el: 'Υπάρχουν περισσότεροι' },
    detail: {
      en: 'More than one has this key: choose one of them by its id.',
      el: 'Περισσότεροι από ένας έχουν αυτό το στοιχείο. Επιλέξτε έναν από αυτούς.',
    },
    extensions: { matches, more },
    shownIds: matches.map(({ id }) => id),
  });

/** 409: an external key that belongs to another record. */
export const keyTaken = (match: KeyMatch) =>
  new Problem({
    status: 409,
    code: 'conflict',
    title: CONFLICT,
    detail: {
      en: 'Somebody else has this key, and only one can have it: take it from there first.',
      el: 'Αυτόν τον κωδικό τον έχει ήδη άλλος, και μπορεί να τον έχει μόνο ένας. Αφαιρέστε τον πρώτα από εκεί.',
    },
    extensions: { matches: [match] },
    shownIds: [match.id],
  });

/** A record that has a key. */
export interface KeyMatch {
  id: string;
  /** The beginning of it: another program's may be as long as a document. */
  name: string;
  etag: string;
}

/** 412: a request that may only create (`If-None-Match`) found the record. */
export const alreadyThere = (id: string, etag: string) =>
  new Problem({
    status: 412,
    code: 'precondition_failed',
    title: { en: 'Precondition failed', el: 'Υπάρχει ήδη' },
    detail: {
      en: 'Somebody has this key already, and nothing was changed: leave If-None-Match out to update them.',
      el: 'Κάποιος έχει ήδη αυτό το στοιχείο, και δεν άλλαξε τίποτα. Ανοίξτε τον για να τον αλλάξετε.',
    },
    headers: { ETag: etag },
    extensions: { changed: [] },
    shownIds: [id],
  });

/** 412: a request that may only update (`If-Match`) found nobody. */
export const nobodyThere = () =>
  new Problem({
    status: 412,
    code: 'precondition_failed',
    title: NOT_THIS_VERSION,
    detail: {
      en: 'Nobody has this key now, and nobody was created: leave If-Match out to create them.',
      el: 'Δεν έχει πια κανείς αυτό το στοιχείο, και δεν δημιουργήθηκε κανείς. Αναζητήστε τον ξανά.',
    },
    extensions: { changed: [] },
  });

const NOT_THIS_VERSION: Text = { en: 'Precondition failed', el: 'Δεν είναι η τωρινή έκδοση' };

/** 422: a record has as many external keys as it may have. */
export const tooManyKeys = (max: number) =>
  validationFailed([
    {
      parameter: 'key',
      code: 'too_big',
      message: {
        en: `At most ${numberText(max).en} keys of other systems can be kept here.`,
        el: `Μπορούν να υπάρχουν το πολύ ${numberText(max).el} κωδικοί άλλων συστημάτων.`,
      },
    },
  ]);

/** 409, of one operation of a batch that is one commit: an earlier one is about the same record, or creates one for the same key. */
export const repeatedTogether = () =>
  conflict({
    en: 'An earlier operation of this atomic batch is about the same record or the same key: put both into one operation.',
    el: 'Μια προηγούμενη ενέργεια της ομάδας αφορά τον ίδιο. Βάλτε όλες τις αλλαγές του σε μία ενέργεια.',
  });

/** 412: the record is not as the caller knew it. */
export const preconditionFailed = (id: string, etag: string, { changed, authors }: LaterChanges) =>
  new Problem({
    status: 412,
    code: 'precondition_failed',
    title: NOT_THIS_VERSION,
    shownIds: [id],
    detail: {
      en: `${REASONS[authors].en}: read it again and repeat your change.`,
      el: `${REASONS[authors].el}. Ανοίξτε το ξανά και επαναλάβετε την αλλαγή σας.`,
    },
    headers: { ETag: etag },
    extensions: { changed },
  });

/** 412: some of several records are not as the caller knew them. Each place says of which record it is, and `stale` has the tags of those records now. `etag` is that of the record that the request is about. */
export function severalPreconditionsFailed(
  etag: string,
  failed: readonly { id: string; problem: Problem }[],
): Problem {
  const [first] = failed;
  if (first === undefined) throw new Error('no precondition failed');
  const { status, code, title, detail } = first.problem;
  const changed = failed.flatMap(({ id, problem }) =>
    (problem.extensions['changed'] as LaterChange[]).map((change) => ({ id, ...change })),
  );
  const stale = failed.map(({ id, problem }) => ({ id, etag: problem.headers['ETag'] }));
  return new Problem({
    status,
    code,
    title,
    detail,
    headers: { ETag: etag },
    extensions: { changed, stale },
  });
}

/** What has been changed since the caller's version, as far as the history knows. */
export interface LaterChanges {
  changed: LaterChange[];
  authors: Authors;
}

/** Who made the later versions: other people, perhaps among others; only programs, and perhaps the caller; only the caller; nobody knows. */
export type Authors = 'people' | 'programs' | 'caller' | 'unknown';

const REASONS: Record<Authors, Text> = {
  people: {
    en: 'Somebody else has changed this since you read it',
    el: 'Κάποιος άλλος το άλλαξε αφότου το ανοίξατε',
  },
  programs: {
    en: 'Another program has changed this since you read it',
    el: 'Ένα άλλο πρόγραμμα το άλλαξε αφότου το ανοίξατε',
  },
  caller: {
    en: 'You have changed this yourself since the version that you sent',
    el: 'Το αλλάξατε εσείς μετά την έκδοση που στείλατε',
  },
  unknown: {
    en: 'This is no longer the version that you sent',
    el: 'Η τωρινή έκδοση δεν είναι αυτή που στείλατε',
  },
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

/** 413: a file that the platform would not send in one stream; in so many parts it can be had. */
export const exportTooLarge = (parts: number) =>
  new Problem({
    status: 413,
    code: 'export_too_large',
    title: { en: 'Too large for one download', el: 'Πολύ μεγάλο για μία λήψη' },
    detail: {
      en: `This is more than one download may hold: narrow it down, or get it in parts, some ${numberText(parts).en} of them.`,
      el: `Αυτή η εξαγωγή ξεπερνά το όριο μίας λήψης. Περιορίστε την ή ζητήστε την τμηματικά, σε περίπου ${numberText(parts).el} τμήματα.`,
    },
    extensions: { parts },
  });
