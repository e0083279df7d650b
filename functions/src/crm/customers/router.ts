import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Role } from '../../http/authorization.ts';
import { readJson } from '../../http/json-body.ts';
import { parseQuery, queryParameters } from '../../http/query-string.ts';
import { route } from '../../http/routes.ts';
import { validate } from '../../http/validation.ts';
import { ListQuery } from './list-query.ts';
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

/** RFC 8288; relative to the URL of this page, which the platform may have rewritten. */
function nextLink(req: Request, cursor: string): string {
  const parameters = queryParameters(req);
  parameters.set('cursor', cursor);
  return `<?${parameters.toString()}>; rel="next"`;
}

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
        const query = parseQuery(ListQuery, req);
        const page = await serviceOf(res).listCustomers(query);
        if (page.next_cursor !== null) res.set('Link', nextLink(req, page.next_cursor));
        res.json(page);
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
