import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Role } from '../../http/authorization.ts';
import { readJson } from '../../http/json-body.ts';
import { parseQuery } from '../../http/query-string.ts';
import { route } from '../../http/routes.ts';
import { validate } from '../../http/validation.ts';
import { CustomerCreate, CustomerUpdate } from './models.ts';
import { type CustomersService, customersService } from './service.ts';
import type { WarnOfField } from './stored-customer.ts';

export interface CustomersRouterOptions {
  /** Lets callers of a role through. */
  requireRole: (role: Role) => RequestHandler;
  warn: WarnOfField;
  /** The path under which callers reach this router. */
  publicPath: string;
}

/** Digits only: `0x10`, `1e3` and an empty value are numbers to `Number`, and none to a reader. */
const Limit = z
  .string()
  .refine((value) => /^[0-9]{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 1000, {
    message: 'This must be a whole number from 1 to 1000.',
  })
  .transform(Number);

const ListQuery = z.strictObject({
  search: z.string().optional(),
  tag: z
    .union([z.string(), z.array(z.string())])
    .transform((tag) => [tag].flat())
    .optional(),
  limit: Limit.default(1000),
});

const customerId = (req: Request) => String(req.params['customer_id']);

/** `/crm/customers`: parse, call, respond. */
export function customersRouter({ requireRole, warn, publicPath }: CustomersRouterOptions): Router {
  const router = Router();
  const serviceOf = ({ locals: { database, caller } }: Response): CustomersService =>
    customersService({ database, caller, warn });

  const update: RequestHandler = async (req, res) => {
    const data = validate(CustomerUpdate, readJson(req), 'body');
    res.json(await serviceOf(res).updateCustomer(customerId(req), data));
  };

  route(router, '/', {
    get: [
      requireRole('viewer'),
      async (req, res) => {
        res.json(await serviceOf(res).listCustomers(parseQuery(ListQuery, req)));
      },
    ],
    post: [
      requireRole('editor'),
      async (req, res) => {
        const customer = await serviceOf(res).createCustomer(validate(CustomerCreate, readJson(req), 'body'));
        res.status(201).location(`${publicPath}/${customer.id}`).json(customer);
      },
    ],
  });

  route(router, '/:customer_id', {
    get: [
      requireRole('viewer'),
      async (req, res) => {
        res.json(await serviceOf(res).getCustomer(customerId(req)));
      },
    ],
    put: [requireRole('editor'), update],
    patch: [requireRole('editor'), update],
    delete: [
      requireRole('editor'),
      async (req, res) => {
        await serviceOf(res).deleteCustomer(customerId(req));
        res.status(204).end();
      },
    ],
  });

  return router;
}
