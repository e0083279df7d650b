// The problems that any resource can have: one factory for each case.
import type { Place } from './json-fault.ts';
import { numberText, type Text } from './languages.ts';
import { type Fault, Problem, problemAt } from './problem.ts';

/** 400: the body is not JSON in UTF-8; where it is not, if that is at one place. */
export const malformedJson = (detail: Text, place?: Place) =>
  new Problem({
    status: 400,
    code: 'malformed_json',
    title: { en: 'Malformed JSON', el: 'Λάθος στα δεδομένα' },
    detail: place === undefined ? detail : atPlace(place, detail),
    extensions: { ...place },
  });

function atPlace({ line, column }: Place, { en, el }: Text): Text {
  return { en: `Line ${line}, column ${column}: ${en}`, el: `Γραμμή ${line}, στήλη ${column}: ${el}` };
}

/** 400: a header that cannot be read as what it should hold. */
export const malformedHeader = (detail: Text) =>
  new Problem({
    status: 400,
    code: 'malformed_header',
    title: { en: 'Malformed header', el: 'Λάθος στο αίτημα' },
    detail,
  });

/** 400: a cursor that this API did not make, or made for another query. */
export const invalidCursor = () =>
  new Problem({
    status: 400,
    code: 'invalid_cursor',
    title: { en: 'Invalid cursor', el: 'Η σελίδα δεν ισχύει' },
    detail: {
      en: 'This cursor does not belong to this query: start again from the first page.',
      el: 'Αυτή η σελίδα δεν ανήκει στη λίστα που ζητάτε. Ξεκινήστε πάλι από την πρώτη.',
    },
  });

/** 401: one and the same answer for every missing or bad token, so that it teaches a forger nothing. */
export const unauthenticated = (cause?: unknown) =>
  new Problem({
    status: 401,
    code: 'unauthenticated',
    title: UNAUTHENTICATED,
    detail: {
      en: 'Sign in to go on: a valid Firebase ID token is needed in the Authorization header.',
      el: 'Συνδεθείτε για να συνεχίσετε.',
    },
    headers: { 'WWW-Authenticate': 'Bearer' },
    cause,
  });

/** 401: App Check is enforced and does not vouch for the app that sent this. */
export const untrustedApp = (cause?: unknown) =>
  new Problem({
    status: 401,
    code: 'unauthenticated',
    title: UNAUTHENTICATED,
    detail: {
      en: 'This app could not be verified: reload it. A valid App Check token is needed in the X-Firebase-AppCheck header.',
      el: 'Η εφαρμογή δεν αναγνωρίστηκε. Ανανεώστε τη σελίδα και δοκιμάστε ξανά.',
    },
    headers: { 'WWW-Authenticate': 'Bearer' },
    cause,
  });

const UNAUTHENTICATED: Text = { en: 'Unauthenticated', el: 'Δεν επιβεβαιώθηκε η πρόσβαση' };

/**
 * 403: the caller is known, but the role is not enough. `name` is what people call the role that is needed. `stale`: the account has
 * that role now, but the token is older.
 */
export const forbidden = (needed: string, { name, held, stale = false }: Refused) =>
  new Problem({
    status: 403,
    code: 'forbidden',
    title: { en: 'Forbidden', el: 'Δεν έχετε δικαίωμα' },
    detail: stale
      ? {
          en: `This needs the role "${name.en}". Your account's role has changed since this token was issued: get a fresh token and try again.`,
          el: `Χρειάζεται ο ρόλος «${name.el}». Ο ρόλος σας έχει αλλάξει από τότε που συνδεθήκατε: συνδεθείτε ξανά και δοκιμάστε πάλι.`,
        }
      : {
          en: `This needs the role "${name.en}".`,
          el: `Χρειάζεται ο ρόλος «${name.el}». Ζητήστε τον από τον διαχειριστή σας.`,
        },
    extensions: { required_role: needed },
    cause: `${held ?? 'no role'}, where ${needed} is needed`,
  });

interface Refused {
  name: Text;
  held: string | null;
  stale?: boolean;
}

/** 404: no such path. */
export const routeNotFound = () =>
  new Problem({
    status: 404,
    code: 'route_not_found',
    title: { en: 'Route not found', el: 'Δεν βρέθηκε' },
    detail: {
      en: 'There is nothing at this path.',
      el: 'Δεν υπάρχει τίποτα σε αυτή τη διεύθυνση. Ελέγξτε την και δοκιμάστε ξανά.',
    },
  });

/** 405 with `Allow` (RFC 9110, 15.5.6). */
export const methodNotAllowed = (allowed: readonly string[]) =>
  new Problem({
    status: 405,
    code: 'method_not_allowed',
    title: { en: 'Method not allowed', el: 'Αυτό δεν γίνεται εδώ' },
    detail: {
      en: `This path answers to ${allowed.join(', ')}.`,
      el: `Σε αυτή τη διεύθυνση γίνονται δεκτά μόνο: ${allowed.join(', ')}.`,
    },
    headers: { Allow: allowed.join(', ') },
  });

/** 413: the body, or the document that it would make, is over the limit. */
export const tooLarge = (detail: Text, cause?: unknown) =>
  new Problem({
    status: 413,
    code: 'too_large',
    title: { en: 'Too large', el: 'Πολύ μεγάλο' },
    detail,
    cause,
  });

/** 414: a URL over 8 KiB. */
export const uriTooLong = () =>
  new Problem({
    status: 414,
    code: 'uri_too_long',
    title: { en: 'URI too long', el: 'Πολύ μεγάλη διεύθυνση' },
    detail: {
      en: 'The URL is longer than this API accepts: ask for less at once.',
      el: 'Η διεύθυνση είναι πολύ μεγάλη. Ζητήστε λιγότερα κάθε φορά.',
    },
  });

/** 415: a body that is not plain, uncompressed JSON in UTF-8. `headers` say what is (RFC 9110, 15.5.16; RFC 5789, 2.2). */
export const unsupportedMediaType = (detail: Text, headers: Record<string, string> = {}) =>
  new Problem({
    status: 415,
    code: 'unsupported_media_type',
    title: { en: 'Unsupported media type', el: 'Η μορφή δεν υποστηρίζεται' },
    detail,
    headers,
  });

/** 417: an expectation other than `100-continue`. */
export const expectationFailed = () =>
  new Problem({
    status: 417,
    code: 'expectation_failed',
    title: { en: 'Expectation failed', el: 'Λάθος στο αίτημα' },
    detail: {
      en: 'The header Expect may only be 100-continue.',
      el: 'Το Expect του αιτήματος μπορεί να είναι μόνο 100-continue.',
    },
  });

/** 422 with all the faults, of which some may be known only by their number. */
export const validationFailed = (faults: readonly Fault[], total = faults.length) =>
  new Problem({
    status: 422,
    code: 'validation_failed',
    title: { en: 'Validation failed', el: 'Χρειάζεται διόρθωση' },
    detail: total === 1 ? ONE_FAULT : manyFaults(total),
    faults: { known: faults, total },
  });

const ONE_FAULT: Text = {
  en: 'One entry is not accepted as it is: correct it and try again.',
  el: 'Ένα στοιχείο δεν γίνεται δεκτό όπως είναι. Διορθώστε το και δοκιμάστε ξανά.',
};

function manyFaults(total: number): Text {
  const { en, el } = numberText(total);
  return {
    en: `${en} entries are not accepted as they are: correct them and try again.`,
    el: `${el} στοιχεία δεν γίνονται δεκτά όπως είναι. Διορθώστε τα και δοκιμάστε ξανά.`,
  };
}

/** 429: which of the two limits the caller has reached, and the seconds after which nothing of it is spent. */
export const rateLimited = (limit: 'requests' | 'reads', retryAfterSeconds: number) =>
  new Problem({
    status: 429,
    code: 'rate_limited',
    title: { en: 'Too many requests', el: 'Πάρα πολλά αιτήματα' },
    detail: OVER_THE_LIMIT[limit],
    headers: { 'Retry-After': String(retryAfterSeconds) },
    extensions: { limit },
  });

const OVER_THE_LIMIT = {
  requests: {
    en: 'You have sent too many requests in a minute: wait and try again.',
    el: 'Στείλατε πάρα πολλά αιτήματα μέσα σε ένα λεπτό. Περιμένετε λίγο και δοκιμάστε ξανά.',
  },
  reads: {
    en: 'You have read too much in a minute: wait and try again. Changes can still be saved.',
    el: 'Ζητήσατε πάρα πολλά στοιχεία μέσα σε ένα λεπτό. Περιμένετε λίγο και δοκιμάστε ξανά. Μπορείτε να συνεχίσετε να αποθηκεύετε αλλαγές.',
  },
} satisfies Record<string, Text>;

/** 500: a bug of ours; the caller learns the request id and nothing else. */
export const internal = (cause: unknown) =>
  new Problem({
    status: 500,
    code: 'internal',
    title: { en: 'Internal error', el: 'Κάτι πήγε στραβά' },
    detail: {
      en: 'Something went wrong on our side. Quote the request id when you report it.',
      el: 'Κάτι πήγε στραβά από τη δική μας πλευρά. Αν μας το αναφέρετε, δώστε μας και τον κωδικό του αιτήματος.',
    },
    cause,
  });

/** 503: Firestore did not answer in time, or said that it cannot. */
export const databaseUnavailable = (cause: unknown, detail: Text = NO_ANSWER) =>
  new Problem({
    status: 503,
    code: 'database_unavailable',
    title: { en: 'Database unavailable', el: 'Προσωρινά μη διαθέσιμο' },
    detail,
    headers: { 'Retry-After': '2' },
    cause,
  });

const NO_ANSWER: Text = {
  en: 'The database cannot be reached: try again shortly.',
  el: 'Τα δεδομένα δεν είναι διαθέσιμα αυτή τη στιγμή. Δοκιμάστε ξανά σε λίγο.',
};

/** 503: a commit got no answer: it may have landed, or may still land. */
export const outcomeUnknown = (cause: unknown, of: UnknownOutcome) =>
  databaseUnavailable(cause, UNKNOWN_OUTCOME[of]);

/** What may have been written: it decides what the caller can do now. */
export type UnknownOutcome = keyof typeof UNKNOWN_OUTCOME;

const UNKNOWN_OUTCOME = {
  withKey: {
    en: 'The database did not answer in time, so it is unknown whether this was written: send it again with the same Idempotency-Key.',
    el: 'Δεν ήρθε απάντηση εγκαίρως και δεν ξέρουμε αν η αλλαγή αποθηκεύτηκε. Επαναλάβετε το ίδιο αίτημα (με το ίδιο Idempotency-Key).',
  },
  withoutKey: {
    en: 'The database did not answer in time, so it is unknown whether this was written: look before you send it again, because it has no Idempotency-Key.',
    el: 'Δεν ήρθε απάντηση εγκαίρως και δεν ξέρουμε αν η αλλαγή αποθηκεύτηκε. Πριν τη στείλετε ξανά, δείτε μήπως έγινε: αλλιώς μπορεί να γίνει δύο φορές.',
  },
  erasure: {
    en: 'The database did not answer in time, so it is unknown whether everything was erased: send it again, and it goes on where it was cut off.',
    el: 'Δεν ήρθε απάντηση εγκαίρως και δεν ξέρουμε αν διαγράφηκαν όλα. Ζητήστε ξανά την οριστική διαγραφή: θα συνεχιστεί από εκεί που σταμάτησε.',
  },
} satisfies Record<string, Text>;

/** 422: an idempotency key that came before with another request. */
export const idempotencyKeyReused = () =>
  new Problem({
    status: 422,
    code: 'idempotency_key_reused',
    title: { en: 'Idempotency key reused', el: 'Λάθος στο αίτημα' },
    detail: {
      en: 'This Idempotency-Key was used before for another request: use a new one.',
      el: 'Ο κωδικός του αιτήματος (Idempotency-Key) έχει ήδη χρησιμοποιηθεί για άλλο αίτημα. Δοκιμάστε ξανά με καινούργιο.',
    },
  });

/** 503, of one operation of a batch: it was not begun. */
export const notTried = () =>
  new Problem({
    status: 503,
    code: 'not_tried',
    title: { en: 'Not tried', el: 'Δεν ξεκίνησε' },
    detail: {
      en: 'This operation was not begun, and it is safe to send it again.',
      el: 'Αυτή η ενέργεια δεν ξεκίνησε. Μπορείτε να τη στείλετε ξανά.',
    },
  });

/** 424, of one operation of an atomic batch: nothing is wrong with it, but with another. */
export const notApplied = () =>
  new Problem({
    status: 424,
    code: 'not_applied',
    title: { en: 'Not applied', el: 'Δεν εφαρμόστηκε' },
    detail: {
      en: 'This operation was not done, because another one of the same batch was refused.',
      el: 'Αυτή η ενέργεια δεν έγινε, επειδή μια άλλη της ίδιας ομάδας δεν ήταν δεκτή.',
    },
  });

/**
 * 409: an atomic batch of which some operations were refused, so that none was done. Each fault is at the place of its operation, `results` says of
 * each what became of it.
 */
export function batchRefused(operations: readonly BatchedOperation[]): Problem {
  const refused = operations.flatMap(({ pointer, problem }) =>
    problem === null ? [] : [{ pointer, problem: problemAt(pointer, problem) }],
  );
  const faults = refused.map(({ pointer, problem }) => {
    const own: Fault = { pointer, code: problem.code, message: problem.detail };
    return problem.faults ?? { known: [own], total: 1 };
  });
  return new Problem({
    status: 409,
    code: 'batch_refused',
    title: { en: 'Batch refused', el: 'Η ομάδα δεν έγινε δεκτή' },
    detail: refusedOf(refused.length, operations.length),
    faults: {
      known: faults.flatMap(({ known }) => known),
      total: faults.reduce((sum, { total }) => sum + total, 0),
    },
    shownIds: [...new Set(refused.flatMap(({ problem }) => problem.shownIds))],
    nested: (render) => ({
      results: operations.map(({ id, pointer, problem }) => {
        const each = problem === null ? notApplied() : problemAt(pointer, problem);
        return batchedProblem(id, each, render);
      }),
    }),
  });
}

/** One operation of a refused batch. */
interface BatchedOperation {
  /** Of the record; null where there is none yet. */
  id: string | null;
  /** Its place in the body. */
  pointer: string;
  /** What it was refused for, with places inside the operation; null for nothing. */
  problem: Problem | null;
}

/** The result of an operation of a batch that was not done. */
export function batchedProblem(
  id: string | null,
  problem: Problem,
  render: (problem: Problem) => Record<string, unknown>,
): Record<string, unknown> {
  const { ETag: etag } = problem.headers;
  return {
    status: problem.status,
    ...(id !== null && { id }),
    ...(etag !== undefined && { etag }),
    problem: render(problem),
  };
}

function refusedOf(refused: number, all: number): Text {
  const [some, whole] = [numberText(refused), numberText(all)];
  return {
    en: `Refused: ${some.en} of ${whole.en} operations. So none of them was done: correct these and send the batch again.`,
    el: `Δεν έγιναν δεκτές ${some.el} από τις ${whole.el} ενέργειες, γι’ αυτό δεν έγινε καμία. Διορθώστε αυτές και στείλτε τις όλες ξανά.`,
  };
}

/** The title of a 410 `changes_expired`, whatever has expired. */
export const EXPIRED: Text = { en: 'Expired', el: 'Πέρασε η ώρα' };

/** 410: a cursor of an answer in parts that are all as of one moment, which is too long ago, or of which something has been erased since. */
export const partsExpired = () =>
  new Problem({
    status: 410,
    code: 'changes_expired',
    title: EXPIRED,
    detail: {
      en: 'This began more than an hour ago, or something of it has been erased since: begin again, without the cursor.',
      el: 'Αυτό ξεκίνησε πριν από περισσότερο από μία ώρα ή κάτι διαγράφηκε στο μεταξύ. Ξεκινήστε από την αρχή.',
    },
  });

/** 503: the Auth back end did not answer in time, so nobody can be let in. */
export const authUnavailable = (cause: unknown) =>
  new Problem({
    status: 503,
    code: 'auth_unavailable',
    title: { en: 'Authentication unavailable', el: 'Προσωρινά μη διαθέσιμο' },
    detail: {
      en: 'Your access cannot be checked at the moment: try again shortly.',
      el: 'Η πρόσβασή σας δεν μπορεί να ελεγχθεί αυτή τη στιγμή. Δοκιμάστε ξανά σε λίγο.',
    },
    headers: { 'Retry-After': '2' },
    cause,
  });

/** 503: the work could not be put into the queue; nothing of it is lost. */
export const queueUnavailable = (cause: unknown) =>
  new Problem({
    status: 503,
    code: 'queue_unavailable',
    title: { en: 'Queue unavailable', el: 'Προσωρινά μη διαθέσιμο' },
    detail: {
      en: 'The work is noted but could not be begun: resume it shortly.',
      el: 'Η εργασία καταγράφηκε αλλά δεν ξεκίνησε. Δοκιμάστε να τη συνεχίσετε σε λίγο.',
    },
    headers: { 'Retry-After': '2' },
    cause,
  });
