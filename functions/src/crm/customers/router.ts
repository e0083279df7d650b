// Serves `/crm/customers`: each handler gets what was parsed, calls the service and responds.
import { type Response, Router } from 'express';
import { serveOperations } from '../../http/operations.ts';
import { versionNotFound } from '../../records/problems.ts';
import type { RouterOptions } from '../../resources/router-options.ts';
import {
  sendGone,
  sendRecord,
  sendRecordRead,
  sendRecords,
  sendTrash,
  sendVersions,
} from '../../resources/send-record.ts';
import { customersKind } from './kind.ts';
import { customerOperations } from './operations.ts';
import { sendBatch } from './send-batch.ts';
import { customersService } from './service.ts';

export function customersRouter({ requireRole, settingsOf, ...options }: RouterOptions): Router {
  // Only `/trash` is the trash: `TRASH` is an id like any other.
  const router = Router({ caseSensitive: true });

  const { warn, publicPath, trashDays } = options;
  const settings = settingsOf(customersKind);
  const service = ({ locals: { database, caller, keyed } }: Response) =>
    customersService({ database, settings, caller, warn, trashDays, keyed });

  serveOperations(router, customerOperations, requireRole, {
    async listCustomers({ query }, res) {
      sendRecords(res, 'customers', await service(res).listCustomers(query));
    },
    async createCustomer({ body, idempotencyKey }, res) {
      const created = await service(res).createCustomer(body, idempotencyKey);
      sendRecord(res.status(201).location(`${publicPath}/${encodeURIComponent(created.record.id)}`), created);
    },

    async searchCustomers({ body }, res) {
      sendRecords(res, 'customers', await service(res).listCustomers(body));
    },

    async batchCustomers({ body, prefer: isMinimal }, res) {
      sendBatch(res, await service(res).batch(body, isMinimal, res.locals), { publicPath, isMinimal });
    },

    async listDeletedCustomers({ query }, res) {
      sendTrash(res, await service(res).listDeleted(query));
    },

    async getCustomer({ params: { customer_id }, ifNoneMatch }, res) {
      sendRecordRead(res, await service(res).getCustomer(customer_id), ifNoneMatch);
    },
    async updateCustomer({ params: { customer_id }, body, ifMatch }, res) {
      sendRecord(res, await service(res).updateCustomer(customer_id, body, { ifMatch }));
    },
    async patchCustomer({ params: { customer_id }, body, ifMatch }, res) {
      const { patchCustomer, updateCustomer } = service(res);
      const patched = Array.isArray(body)
        ? patchCustomer(customer_id, body, { ifMatch })
        : updateCustomer(customer_id, body, { ifMatch });
      sendRecord(res, await patched);
    },
    async deleteCustomer({ params: { customer_id }, query: { erase }, ifMatch }, res) {
      const remove = erase === 'true' ? service(res).eraseCustomer : service(res).deleteCustomer;
      sendGone(res, await remove(customer_id, { ifMatch }));
    },

    async restoreCustomer({ params: { customer_id } }, res) {
      sendRecord(res, await service(res).restoreCustomer(customer_id));
    },
    async revertCustomer({ params: { customer_id }, body: { version }, ifMatch }, res) {
      sendRecord(res, await service(res).revertCustomer(customer_id, version, { ifMatch }));
    },

    async listCustomerVersions({ params: { customer_id }, query }, res) {
      sendVersions(res, await service(res).listVersions(customer_id, query));
    },
    async getCustomerVersion({ params: { customer_id, version }, ifNoneMatch }, res) {
      if (version === null) throw versionNotFound();
      sendRecordRead(res, await service(res).getCustomerVersion(customer_id, version), ifNoneMatch);
    },

    async addNote({ params: { customer_id }, body, ifMatch }, res) {
      sendRecord(res.status(201), await service(res).addNote(customer_id, body, { ifMatch }));
    },
    async addContact({ params: { customer_id }, body, ifMatch }, res) {
      sendRecord(res.status(201), await service(res).addContact(customer_id, body, { ifMatch }));
    },
    async addOwnedItem({ params: { customer_id }, body, ifMatch }, res) {
      sendRecord(res.status(201), await service(res).addOwnedItem(customer_id, body, { ifMatch }));
    },

    async addTag({ params: { customer_id, tag }, ifMatch }, res) {
      sendRecord(res, await service(res).addMember(customer_id, 'tags', tag, { ifMatch }));
    },
    async removeTag({ params: { customer_id, tag }, ifMatch }, res) {
      sendRecord(res, await service(res).removeMember(customer_id, 'tags', tag, { ifMatch }));
    },
    async linkUser({ params: { customer_id, uid }, ifMatch }, res) {
      sendRecord(res, await service(res).addMember(customer_id, 'linked_user_ids', uid, { ifMatch }));
    },
    async unlinkUser({ params: { customer_id, uid }, ifMatch }, res) {
      sendRecord(res, await service(res).removeMember(customer_id, 'linked_user_ids', uid, { ifMatch }));
    },
  });
  return router;
}
