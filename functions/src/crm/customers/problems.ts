// The problems that only customers have.
import { Problem } from '../../standards/problem.ts';

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
