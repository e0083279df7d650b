// The problems that only customers have.
import type { FoundDuplicates } from '../../records/kind.ts';
import type { Text } from '../../standards/languages.ts';
import { Problem } from '../../standards/problem.ts';
import { validationFailed } from '../../standards/problems.ts';
import { duplicatesAnswer } from './duplicates-answer.ts';
import type { CustomerInDB } from './models.ts';

/** 410: the customer that an idempotency key was used for has been erased since. */
export const customerErased = () =>
  new Problem({
    status: 410,
    code: 'customer_erased',
    title: { en: 'Customer erased', el: 'Ο πελάτης διαγράφηκε οριστικά' },
    detail: {
      en: 'The customer for whom this Idempotency-Key was used has been erased since: nothing was done now.',
      el: 'Ο πελάτης τον οποίο αφορούσε αυτό το αίτημα διαγράφηκε στο μεταξύ οριστικά. Τώρα δεν έγινε καμία αλλαγή.',
    },
  });

/** 422: contacts that would take the key from the customer who is named by it. */
export const keyMissing = () =>
  validationFailed([{ pointer: '/contacts', code: 'key_missing', message: KEY_MISSING }]);

const KEY_MISSING: Text = {
  en: 'The contacts must hold the address or number that the customer is named by: add it, or leave contacts out.',
  el: 'Στα στοιχεία επικοινωνίας πρέπει να υπάρχει το email ή το τηλέφωνο με το οποίο ζητήσατε τον πελάτη. Προσθέστε το.',
};

/** 404: no customer has this key. */
export const noCustomerWithKey = () =>
  new Problem({
    status: 404,
    code: 'customer_not_found',
    title: { en: 'Customer not found', el: 'Ο πελάτης δεν βρέθηκε' },
    detail: {
      en: 'There is no customer with this key: search for them, or look in the trash.',
      el: 'Δεν υπάρχει πελάτης με αυτό το στοιχείο. Αναζητήστε τον αλλιώς ή κοιτάξτε στον κάδο.',
    },
  });

/** 409: the customer of this id has been merged into another one; `into` is its id. */
export const customerMerged = (into: string) =>
  new Problem({
    status: 409,
    code: 'customer_merged',
    title: { en: 'Customer merged', el: 'Ο πελάτης συγχωνεύτηκε' },
    detail: {
      en: 'This customer has been merged into another one, and nothing was changed: go on with that one.',
      el: 'Αυτός ο πελάτης έχει συγχωνευτεί με άλλον, και δεν άλλαξε τίποτα. Συνεχίστε με εκείνον.',
    },
    extensions: { merged_into: into },
  });

/** 404: no customer has this id. */
export const customerNotFound = () =>
  new Problem({
    status: 404,
    code: 'customer_not_found',
    title: { en: 'Customer not found', el: 'Ο πελάτης δεν βρέθηκε' },
    detail: {
      en: 'There is no customer with this id: search again, or look in the trash.',
      el: 'Δεν υπάρχει πελάτης με αυτόν τον κωδικό. Αναζητήστε τον ξανά ή κοιτάξτε στον κάδο.',
    },
  });

/** 409: the write would enter somebody again. It says whom, and how to do it all the same. */
export function duplicateFound(found: FoundDuplicates<CustomerInDB>): Problem {
  const { duplicates } = found;
  const isDeleted = (duplicates[0]?.deleted ?? null) !== null;
  return new Problem({
    status: 409,
    code: 'duplicate_found',
    title: { en: 'Duplicate found', el: 'Ο πελάτης ίσως υπάρχει ήδη' },
    detail: isDeleted
      ? {
          en: 'This customer seems to be in the trash, and nothing was saved: restore that one, or save this one all the same.',
          el: 'Ο πελάτης φαίνεται ότι βρίσκεται στον κάδο και δεν αποθηκεύτηκε τίποτα. Επαναφέρετέ τον ή αποθηκεύστε παρ’ όλα αυτά.',
        }
      : {
          en: 'There seems to be such a customer already, and nothing was saved: use that one, or save this one all the same.',
          el: 'Φαίνεται ότι ο πελάτης υπάρχει ήδη και δεν αποθηκεύτηκε τίποτα. Χρησιμοποιήστε αυτόν που υπάρχει ή αποθηκεύστε παρ’ όλα αυτά.',
        },
    extensions: { ...duplicatesAnswer(found), force: 'on_duplicate=allow' },
    shownIds: duplicates.map(({ record }) => record.id),
  });
}
