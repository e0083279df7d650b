// The problems that only customers have.
import { Problem } from '../../standards/problem.ts';

/** 404: no customer has this id. */
export const customerNotFound = () =>
  new Problem({
    status: 404,
    code: 'customer_not_found',
    title: 'Customer not found',
    detail: 'There is no customer with this id.',
  });
