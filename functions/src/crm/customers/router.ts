import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import type { RoleGate } from '../../http/auth/role-gate.ts';
import { entityTags, matchesWeakly } from '../../standards/entity-tag.ts';
import { idempotencyKey } from '../../http/request/idempotency-key.ts';
import { readJson } from '../../http/request/json-body.ts';
import { parseQuery, queryParameters } from '../../http/request/query-string.ts';
import { route } from '../../http/routes.ts';
import { validate } from '../../http/request/validation.ts';
import type { VersionedCustomer } from '../../records/history/entry.ts';
import { ListQuery } from './list-query.ts';
import { CustomerContact, CustomerCreate, CustomerNoteInput, CustomerUpdate, OwnedItem } from './models.ts';
import { versionNotFound } from './problems.ts';
import { DeleteQuery, MemberPath, NoQuery, PageQuery, RevertRequest } from './requests.ts';
import { type CustomersService, customersService } from './service.ts';
import type { WarnOfFields } from './document.ts';

export interface CustomersRouterOptions {
  /** Lets callers of a role through. */
  requireRole: RoleGate;
  warn: WarnOfFields;
  /** The path under which callers reach this router. */
  publicPath: string;
  /** How long a deleted customer can be brought back. */
  trashDays: number;
}

type Operation<Query> = (
  service: CustomersService,
  req: Request,
  res: Response,
  query: Query,
) => Promise<void>;

/** `/crm/customers`: parse, call, respond. */
export function customersRouter({
  requireRole,
  warn,
  publicPath,
  trashDays,
}: CustomersRouterOptions): Router {
  // `TRASH` is an id like any other.
  const router = Router({ caseSensitive: true });

  /** The handlers of one operation: who may call it, which query string it takes, and what it does. */
  const serve = <Schema extends z.ZodType>(
    role: Parameters<RoleGate>[0],
    schema: Schema,
    operation: Operation<z.output<Schema>>,
  ): RequestHandler[] => [
    requireRole(role),
    async (req, res) => {
      const { database, caller } = res.locals;
      const query = parseQuery(schema, req);
      await operation(customersService({ database, caller, warn, trashDays }), req, res, query);
    },
  ];

  route(router, '/', {
    get: serve('viewer', ListQuery, async (service, req, res, query) => {
      sendPage(req, res, await service.listCustomers(query));
    }),
    post: serve('editor', NoQuery, async (service, req, res) => {
      const key = idempotencyKey(req);
      const { isReplay, ...created } = await service.createCustomer(await bodyOf(res, CustomerCreate), key);
      if (isReplay) res.set('Idempotent-Replayed', 'true');
      send(res.status(201).location(`${publicPath}/${created.customer.id}`), created);
    }),
  });

  route(router, '/trash', {
    get: serve('viewer', PageQuery, async (service, req, res, query) => {
      sendPage(req, res, await service.listDeleted(query));
    }),
  });

  const update = serve('editor', NoQuery, async (service, req, res) => {
    send(res, await service.updateCustomer(idOf(req), await bodyOf(res, CustomerUpdate), conditionsOf(req)));
  });
  route(router, '/:customer_id', {
    get: serve('viewer', NoQuery, async (service, req, res) => {
      sendUnlessKnown(req, res, await service.getCustomer(idOf(req)));
    }),
    put: update,
    patch: update,
    delete: serve(roleToDelete, DeleteQuery, async (service, req, res, { erase }) => {
      await (erase === 'true'
        ? service.eraseCustomer(idOf(req), conditionsOf(req))
        : service.deleteCustomer(idOf(req), conditionsOf(req)));
      res.status(204).end();
    }),
  });

  route(router, '/:customer_id/restore', {
    post: serve('editor', NoQuery, async (service, req, res) => {
      send(res, await service.restoreCustomer(idOf(req)));
    }),
  });
  route(router, '/:customer_id/revert', {
    post: serve('editor', NoQuery, async (service, req, res) => {
      const { version } = await bodyOf(res, RevertRequest);
      send(res, await service.revertCustomer(idOf(req), version, conditionsOf(req)));
    }),
  });

  route(router, '/:customer_id/history', {
    get: serve('viewer', PageQuery, async (service, req, res, query) => {
      sendPage(req, res, await service.listVersions(idOf(req), query));
    }),
  });
  route(router, '/:customer_id/history/:version', {
    get: serve('viewer', NoQuery, async (service, req, res) => {
      sendUnlessKnown(req, res, await service.getCustomerVersion(idOf(req), versionOf(req)));
    }),
  });

  const lists = { notes: CustomerNoteInput, contacts: CustomerContact, owned_items: OwnedItem } as const;
  for (const [field, schema] of Object.entries(lists) as [
    keyof typeof lists,
    (typeof lists)[keyof typeof lists],
  ][])
    route(router, `/:customer_id/${field}`, {
      post: serve('editor', NoQuery, async (service, req, res) => {
        send(
          res.status(201),
          await service.append(idOf(req), field, await bodyOf(res, schema), conditionsOf(req)),
        );
      }),
    });

  const sets = { tags: 'tag', linked_user_ids: 'uid' } as const;
  for (const [field, parameter] of Object.entries(sets) as [keyof typeof sets, string][]) {
    const setMember = (isMember: boolean) =>
      serve('editor', NoQuery, async (service, req, res) => {
        const member = validate(MemberPath[field], req.params, 'query');
        send(res, await service.setMember(idOf(req), field, member, isMember, conditionsOf(req)));
      });
    route(router, `/:customer_id/${field}/:${parameter}`, { put: setMember(true), delete: setMember(false) });
  }

  return router;
}

const idOf = (req: Request) => String(req.params['customer_id']);

async function bodyOf<Schema extends z.ZodType>({ req, locals }: Response, schema: Schema) {
  return validate(schema, await readJson(req, locals.deadline), 'body');
}

const conditionsOf = (req: Request) => ({ ifMatch: entityTags(req, 'If-Match') });

/** Erasing is for admins only. */
const roleToDelete = (req: Request) =>
  queryParameters(req).getAll('erase').includes('true') ? 'admin' : 'editor';

/** Throws 404 `version_not_found` for what is no version number. */
function versionOf(req: Request): number {
  const version = String(req.params['version']);
  if (!/^[1-9]\d{0,11}$/.test(version)) throw versionNotFound();
  return Number(version);
}

function send(res: Response, { customer, etag }: VersionedCustomer): void {
  res.set('ETag', etag).json(customer);
}

/** 304 where `If-None-Match` names what would be sent (RFC 9110, 13.1.2). */
function sendUnlessKnown(req: Request, res: Response, found: VersionedCustomer): void {
  res.set({ 'Cache-Control': 'private, no-cache', ETag: found.etag });
  const known = entityTags(req, 'If-None-Match');
  if (known !== null && matchesWeakly(known, found.etag)) res.status(304).end();
  else send(res, found);
}

/** A page with `Link` (RFC 8288) to the next, relative to this URL, which the platform may have rewritten. */
function sendPage(req: Request, res: Response, page: { next_cursor: string | null }): void {
  if (page.next_cursor !== null) {
    const parameters = queryParameters(req);
    parameters.set('cursor', page.next_cursor);
    res.set('Link', `<?${parameters.toString()}>; rel="next"`);
  }
  res.json(page);
}
