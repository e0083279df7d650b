// The problems that only customers have.
import { Problem } from '../../standards/problem.ts';

/** 410: the customer that a creation with an idempotency key made has been erased. */
export const customerErased = () =>
  new Problem({
    status: 410,
    code: 'customer_erased',
    title: 'Customer erased',
    detail: 'The customer that this Idempotency-Key created has been erased: a new one needs a new key.',
  });

/** 404: no customer has this id. */
export const customerNotFound = () =>
  new Problem({
    status: 404,
    code: 'customer_not_found',
    title: 'Customer not found',
    detail: 'There is no customer with this id.',
  });
