import { type Response, Router } from 'express';
import { sendPage } from '../../http/answer/page-link.ts';
import { sendTagged, sendTaggedRead } from '../../http/answer/tagged.ts';
import type { RoleGate } from '../../http/auth/role-gate.ts';
import { serveOperations } from '../../http/operations.ts';
import type { VersionedCustomer } from '../../records/history/entry.ts';
import { versionNotFound } from '../../records/problems.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WarnOfFields } from './document.ts';
import { customerOperations } from './operations.ts';
import { customersService } from './service.ts';

/** `/crm/customers`: each handler gets what was parsed, calls the service and responds. */
export function customersRouter({
  requireRole,
  warn,
  publicPath,
  trashDays,
}: CustomersRouterOptions): Router {
  // `TRASH` is an id like any other.
  const router = Router({ caseSensitive: true });

  const service = ({ locals: { database, caller } }: Response) =>
    customersService({ database, caller, warn, trashDays });

  serveOperations(router, customerOperations, requireRole, {
    async listCustomers({ query }, res) {
      sendPage(res, await service(res).listCustomers(query));
    },
    async createCustomer({ body, idempotencyKey }, res) {
      const { isReplay, ...created } = await service(res).createCustomer(body, idempotencyKey);
      if (isReplay) res.set('Idempotent-Replayed', 'true');
      send(res.status(201).location(`${publicPath}/${created.customer.id}`), created);
    },

    async listDeletedCustomers({ query }, res) {
      sendPage(res, await service(res).listDeleted(query));
    },

    async getCustomer({ params: { customer_id }, ifNoneMatch }, res) {
      sendRead(res, await service(res).getCustomer(customer_id), ifNoneMatch);
    },
    async updateCustomer({ params: { customer_id }, body, ifMatch }, res) {
      send(res, await service(res).updateCustomer(customer_id, body, { ifMatch }));
    },
    async patchCustomer({ params: { customer_id }, body, ifMatch }, res) {
      send(res, await service(res).updateCustomer(customer_id, body, { ifMatch }));
    },
    async deleteCustomer({ params: { customer_id }, query: { erase }, ifMatch }, res) {
      if (erase === 'true') await service(res).eraseCustomer(customer_id, { ifMatch });
      else await service(res).deleteCustomer(customer_id, { ifMatch });
      res.status(204).end();
    },

    async restoreCustomer({ params: { customer_id } }, res) {
      send(res, await service(res).restoreCustomer(customer_id));
    },
    async revertCustomer({ params: { customer_id }, body: { version }, ifMatch }, res) {
      send(res, await service(res).revertCustomer(customer_id, version, { ifMatch }));
    },

    async listCustomerVersions({ params: { customer_id }, query }, res) {
      sendPage(res, await service(res).listVersions(customer_id, query));
    },
    async getCustomerVersion({ params: { customer_id, version }, ifNoneMatch }, res) {
      if (version === null) throw versionNotFound();
      sendRead(res, await service(res).getCustomerVersion(customer_id, version), ifNoneMatch);
    },

    async addNote({ params: { customer_id }, body, ifMatch }, res) {
      send(res.status(201), await service(res).append(customer_id, 'notes', body, { ifMatch }));
    },
    async addContact({ params: { customer_id }, body, ifMatch }, res) {
      send(res.status(201), await service(res).append(customer_id, 'contacts', body, { ifMatch }));
    },
    async addOwnedItem({ params: { customer_id }, body, ifMatch }, res) {
      send(res.status(201), await service(res).append(customer_id, 'owned_items', body, { ifMatch }));
    },

    async addTag({ params: { customer_id, tag }, ifMatch }, res) {
      send(res, await service(res).setMember(customer_id, 'tags', tag, true, { ifMatch }));
    },
    async removeTag({ params: { customer_id, tag }, ifMatch }, res) {
      send(res, await service(res).setMember(customer_id, 'tags', tag, false, { ifMatch }));
    },
    async linkUser({ params: { customer_id, uid }, ifMatch }, res) {
      send(res, await service(res).setMember(customer_id, 'linked_user_ids', uid, true, { ifMatch }));
    },
    async unlinkUser({ params: { customer_id, uid }, ifMatch }, res) {
      send(res, await service(res).setMember(customer_id, 'linked_user_ids', uid, false, { ifMatch }));
    },
  });
  return router;
}

export interface CustomersRouterOptions {
  /** Lets callers of a role through. */
  requireRole: RoleGate;
  warn: WarnOfFields;
  /** The path under which callers reach this router. */
  publicPath: string;
  /** How long a deleted customer can be brought back. */
  trashDays: number;
}

function send(res: Response, { customer, etag }: VersionedCustomer): void {
  sendTagged(res, customer, etag);
}

function sendRead(
  res: Response,
  { customer, etag }: VersionedCustomer,
  ifNoneMatch: EntityTags | null,
): void {
  sendTaggedRead(res, customer, { etag, ifNoneMatch });
}
