// Serves `/crm/customers`: each handler gets what was parsed, calls the service and responds.
import { type RequestHandler, type Response, Router } from 'express';
import { linkToMore, linkToNext } from '../../http/answer/page-link.ts';
import { sendTaggedRead } from '../../http/answer/tagged.ts';
import { type Handlers, serveOperations } from '../../http/operations.ts';
import { versionNotFound } from '../../records/problems.ts';
import type { Written } from '../../records/write/plan.ts';
import { orRedirect } from '../../resources/redirect.ts';
import type { RouterOptions } from '../../resources/router-options.ts';
import {
  sendGone,
  sendRecord,
  sendRecordRead,
  sendRecords,
  sendRows,
  sendTrash,
  sendVersions,
} from '../../resources/send-record.ts';
import type { CustomerChangesResponse } from './change-models.ts';
import type { DuplicatePairsResponse } from './duplicate-models.ts';
import { duplicatesAnswer, pairRows } from './duplicates-answer.ts';
import type { DownloadQuery } from './export-query.ts';
import type { ExportFormat } from './formats/write-part.ts';
import { importHandlers } from './import/handlers.ts';
import { customersKind } from './kind.ts';
import type { CustomerInDB, CustomerKeysResponse } from './models.ts';
import { customerOperations } from './operations.ts';
import { sendBatch } from './send-batch.ts';
import { sendDownload, sendPart } from './send-export.ts';
import { sendMerge, sendUnmerged } from './send-merge.ts';
import { partOptions, pathOfSubject, sendSubject } from './send-subject.ts';
import { customersService } from './service.ts';

export function customersRouter({ requireRole, settingsOf, ...options }: RouterOptions): Router {
  // Only `/trash` is the trash: `TRASH` is an id like any other.
  const router = Router({ caseSensitive: true });

  const { warn, publicPath, trashDays } = options;
  const settings = settingsOf(customersKind);
  const service = ({ locals: { database, caller, keyed } }: Response) =>
    customersService({ database, settings, caller, warn, trashDays, keyed });

  const created = (res: Response, id: string) =>
    res.status(201).location(`${publicPath}/${encodeURIComponent(id)}`);
  const sendUpserted = (res: Response, written: Written<CustomerInDB>) => {
    sendRecord(written.isCreated ? created(res, written.record.id) : res, written);
  };

  const requireViewer = requireRole('viewer');
  /** What is the id of a customer is the customer, for those who may read it; everybody else is refused as those are who may not download. */
  const unlessCustomer = (id: string): RequestHandler[] => [
    async (req, res, next) => {
      const mayRead = await Promise.resolve(requireViewer(req, res, () => undefined)).then(
        () => true,
        () => false,
      );
      if (mayRead && (await service(res).isKnown(id))) next('route');
      else next();
    },
  ];
  const download = (res: Response, format: ExportFormat, query: DownloadQuery) =>
    sendDownload(res, (take) => service(res).exportWhole(format, query, take), { path: publicPath, format });

  const handlers: Handlers<typeof customerOperations> = {
    async exportCustomers({ format, query }, res) {
      sendPart(res, await service(res).exportPart(format, query));
    },
    downloadCsv: ({ query }, res) => download(res, 'csv', query),
    downloadNdjson: ({ query }, res) => download(res, 'ndjson', query),
    downloadVcards: ({ query }, res) => download(res, 'vcard', query),

    async listCustomers({ query }, res) {
      sendRecords(res, 'customers', await service(res).listCustomers(query));
    },
    async createCustomer({ query: onDuplicate, body, idempotencyKey: key }, res) {
      const written = await service(res).createCustomer(body, key, onDuplicate);
      sendRecord(created(res, written.record.id), written);
    },

    async searchCustomers({ body }, res) {
      sendRecords(res, 'customers', await service(res).listCustomers(body));
    },

    async batchCustomers({ body, prefer: isMinimal }, res) {
      sendBatch(res, await service(res).batch(body, isMinimal, res.locals), { publicPath, isMinimal });
    },

    async findDuplicates({ body }, res) {
      const found = await service(res).findDuplicates(body);
      res.locals.answeredIds = found.duplicates.map(({ record }) => record.id);
      res.json(duplicatesAnswer(found));
    },
    async listDuplicates({ query }, res) {
      const page = await service(res).listDuplicates(query);
      const { rows, ...beside } = page;
      linkToNext(res, beside);
      res.locals.answeredIds = [...new Set(rows.flatMap(({ pair: { a, b } }) => [a, b]))];
      sendRows(res, 'pairs' satisfies keyof DuplicatePairsResponse, pairRows(page), beside);
    },
    async dismissDuplicate({ params: { customer_id, other_id } }, res) {
      sendGone(res, await service(res).dismissDuplicate(customer_id, other_id));
    },
    async takeDismissalBack({ params: { customer_id, other_id } }, res) {
      sendGone(res, await service(res).takeDismissalBack(customer_id, other_id));
    },

    async listCustomerChanges({ query }, res) {
      const { rows, ids, ...beside } = await service(res).listChanges(query);
      linkToMore(res, beside);
      res.locals.answeredIds = ids;
      sendRows(res, 'changes' satisfies keyof CustomerChangesResponse, rows, beside);
    },
    ...importHandlers(settings, options),

    async listDeletedCustomers({ query }, res) {
      sendTrash(res, await service(res).listDeleted(query));
    },

    async getCustomerByEmail({ params: { value }, ifNoneMatch }, res) {
      sendRecordRead(res, await service(res).getCustomerBy({ kind: 'email', value }), ifNoneMatch);
    },
    async upsertCustomerByEmail({ params: { value }, body, ...on }, res) {
      sendUpserted(res, await service(res).upsertCustomer({ kind: 'email', value }, body, on));
    },
    async getCustomerByPhone({ params: { value }, ifNoneMatch }, res) {
      sendRecordRead(res, await service(res).getCustomerBy({ kind: 'phone', value }), ifNoneMatch);
    },
    async upsertCustomerByPhone({ params: { value }, body, ...on }, res) {
      sendUpserted(res, await service(res).upsertCustomer({ kind: 'phone', value }, body, on));
    },
    async getCustomerByExternalKey({ params: { system, key: value }, ifNoneMatch }, res) {
      sendRecordRead(res, await service(res).getCustomerBy({ kind: 'external', system, value }), ifNoneMatch);
    },
    async upsertCustomerByExternalKey({ params: { system, key: value }, body, ...on }, res) {
      sendUpserted(res, await service(res).upsertCustomer({ kind: 'external', system, value }, body, on));
    },

    async getCustomer({ params: { customer_id }, query: { follow }, ifNoneMatch }, res) {
      const found = service(res).getCustomer(customer_id);
      const led = follow === 'true' ? orRedirect(found, publicPath) : found;
      sendRecordRead(res, await led, ifNoneMatch);
    },
    async updateCustomer({ params: { customer_id }, query: onDuplicate, body, ifMatch }, res) {
      sendRecord(res, await service(res).updateCustomer(customer_id, body, { ifMatch, onDuplicate }));
    },
    async patchCustomer({ params: { customer_id }, query: onDuplicate, body, ifMatch }, res) {
      const { patchCustomer, updateCustomer } = service(res);
      const patched = Array.isArray(body)
        ? patchCustomer(customer_id, body, { ifMatch, onDuplicate })
        : updateCustomer(customer_id, body, { ifMatch, onDuplicate });
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

    async mergeCustomers({ params: { customer_id }, body, ifMatch }, res) {
      sendMerge(res, customer_id, await service(res).mergeCustomers(customer_id, body, { ifMatch }));
    },
    async unmergeCustomers({ params: { customer_id }, body, ifMatch }, res) {
      sendUnmerged(res, await service(res).unmergeCustomers(customer_id, body, { ifMatch }), body.dry_run);
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

    async listCustomerKeys({ params: { customer_id }, ifNoneMatch }, res) {
      const { keys, etag } = await service(res).listKeys(customer_id);
      sendTaggedRead(res, { keys } satisfies CustomerKeysResponse, { etag, ifNoneMatch });
    },
    async addCustomerKey({ params: { customer_id, ...key }, ifMatch }, res) {
      sendRecord(res, await service(res).addKey(customer_id, key, { ifMatch }));
    },
    async removeCustomerKey({ params: { customer_id, ...key }, ifMatch }, res) {
      sendRecord(res, await service(res).removeKey(customer_id, key, { ifMatch }));
    },

    async accessSubject({ params: { customer_id }, query }, res) {
      res.locals.access = 'subject';
      const { isPage, ...options } = partOptions(res.req, query);
      const found = service(res).accessSubject(customer_id, options);
      const part = await orRedirect(found, publicPath, pathOfSubject(res.req));
      sendSubject(res, part, { isPage, several: false });
    },
    async accessSubjectsByEmail({ params: { value }, query }, res) {
      res.locals.access = 'subject';
      const { isPage, ...options } = partOptions(res.req, query);
      const part = await service(res).accessSubjectsBy({ kind: 'email', value }, options);
      sendSubject(res, part, { isPage, several: true });
    },
    async accessSubjectsByPhone({ params: { value }, query }, res) {
      res.locals.access = 'subject';
      const { isPage, ...options } = partOptions(res.req, query);
      const part = await service(res).accessSubjectsBy({ kind: 'phone', value }, options);
      sendSubject(res, part, { isPage, several: true });
    },
    async listUntouchedCustomers({ query }, res) {
      sendRecords(res, 'customers', await service(res).listUntouched(query));
    },
  };
  serveOperations(router, customerOperations, requireRole, handlers, {
    downloadCsv: unlessCustomer('export.csv'),
    downloadNdjson: unlessCustomer('export.ndjson'),
    downloadVcards: unlessCustomer('export.vcf'),
  });
  return router;
}
