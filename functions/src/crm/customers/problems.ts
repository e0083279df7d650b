// The problems that only customers have.
import { Problem } from '../../standards/problem.ts';

/** 410: the customer that an idempotency key was used for has been erased since. */
export const customerErased = () =>
  new Problem({
    status: 410,
    code: 'customer_erased',
    title: 'Customer erased',
    detail:
      'The customer for whom this Idempotency-Key was used has been erased since: nothing was done now.',
  });

/** 404: no customer has this id. */
export const customerNotFound = () =>
  new Problem({
    status: 404,
    code: 'customer_not_found',
    title: 'Customer not found',
    detail: 'There is no customer with this id.',
  });
