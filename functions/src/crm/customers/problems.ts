// The problems that only customers have.
import type { Text } from '../../standards/languages.ts';
import { Problem } from '../../standards/problem.ts';
import { validationFailed } from '../../standards/problems.ts';

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
