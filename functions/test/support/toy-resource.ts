import { type Response, Router } from 'express';
import { z } from 'zod';
import { LenientReader } from '../../src/firestore/lenient-reader.ts';
import { type Operation, serveOperations } from '../../src/http/operations.ts';
import { getRecord } from '../../src/records/get.ts';
import { listVersions } from '../../src/records/history/pages.ts';
import type { RecordKind } from '../../src/records/kind.ts';
import { listPage } from '../../src/records/list/list.ts';
import { moveToTrash } from '../../src/records/trash/delete.ts';
import { restore } from '../../src/records/trash/restore.ts';
import { create } from '../../src/records/write/create.ts';
import { update } from '../../src/records/write/update.ts';
import type { RouterOptions } from '../../src/resources/router-options.ts';
import {
  sendGone,
  sendRecord,
  sendRecordRead,
  sendRecords,
  sendVersions,
} from '../../src/resources/send-record.ts';
import { PageQuery } from '../../src/schemas/page.ts';
import { text } from '../../src/schemas/text.ts';
import { Problem } from '../../src/standards/problem.ts';

// A second resource beside the customers: bells, with four fields, and all that records can do.

const NO = { en: 'No.', el: 'Όχι.' };

const fields = {
  name: text({ min: 1, max: 100 }),
  foundry: text({ max: 100 }).nullable(),
  weight_kg: z.int().min(1).nullable(),
  notes: z.array(text({ max: 1000 })),
};
const BellUpdate = z.strictObject(fields).partial();
const BellCreate = z.strictObject({
  name: fields.name,
  foundry: fields.foundry.default(null),
  weight_kg: fields.weight_kg.default(null),
  notes: fields.notes.default([]),
});
type Bell = z.infer<typeof BellCreate> & { id: string; created_at: string; updated_at: string };

const bells: RecordKind<Bell> = {
  collection: 'crm_bells',
  entries: 'crm_bell_entries',
  idName: 'bell_id',
  erasures: 'crm_bell_erasures',
  keys: 'crm_bell_keys',
  entered: ['name', 'foundry', 'weight_kg', 'notes'],
  read: (document) => {
    const read = new LenientReader();
    const fields = document.data();
    const { name, foundry, weight_kg, notes } = fields;
    return {
      id: document.id,
      name: read.text(name, 'name') ?? '',
      foundry: read.text(foundry, 'foundry'),
      weight_kg: read.wholeNumber(weight_kg, 'weight_kg'),
      notes: read.texts(notes, 'notes') ?? [],
      ...read.times(document, fields),
    };
  },
  searchable: ({ name, foundry }) =>
    [name, foundry ?? ''].map((value, at) => ({
      text: value,
      weight: at === 0 ? 0 : 1,
      mayHoldPhones: false,
    })),
  facets: ({ foundry }) => (foundry === null ? [] : [`foundry:${foundry}`]),
  check: () => undefined,
  notFound: () => new Problem({ status: 404, code: 'bell_not_found', title: NO, detail: NO }),
  erased: () => new Problem({ status: 410, code: 'bell_erased', title: NO, detail: NO }),
};

const BellPath = z.object({ bell_id: z.string() });
const ListQuery = PageQuery.extend({
  search: text({ max: 100 }).default(''),
  foundry: z.string().optional(),
});
const operations = {
  list: { method: 'get', path: '/', role: 'viewer', query: ListQuery },
  create: { method: 'post', path: '/', role: 'editor', headers: ['idempotencyKey'], body: BellCreate },
  get: { method: 'get', path: '/{bell_id}', role: 'viewer', params: BellPath, headers: ['ifNoneMatch'] },
  update: {
    method: 'put',
    path: '/{bell_id}',
    role: 'editor',
    params: BellPath,
    headers: ['ifMatch'],
    body: BellUpdate,
  },
  delete: { method: 'delete', path: '/{bell_id}', role: 'editor', params: BellPath, headers: ['ifMatch'] },
  restore: { method: 'post', path: '/{bell_id}/restore', role: 'editor', params: BellPath },
  history: { method: 'get', path: '/{bell_id}/history', role: 'viewer', params: BellPath, query: PageQuery },
} as const satisfies Record<string, Operation>;

/** `/crm/bells`. */
export function bellsRouter({ requireRole, settingsOf, warn, trashDays }: RouterOptions): Router {
  const router = Router();
  const settings = settingsOf(bells);
  const context = ({ locals: { database, caller, keyed } }: Response) => ({
    database,
    by: caller.uid,
    warn,
    keyed,
  });
  serveOperations(router, operations, requireRole, {
    async list({ query: { search, foundry, limit, cursor } }, res) {
      const filters = foundry === undefined ? [] : [[`foundry:${foundry}`]];
      const request = { limit, cursor, search, filters, bound: { search, foundry } };
      const { database } = res.locals;
      sendRecords(res, 'bells', await listPage({ kind: bells, database, settings, warn }, request));
    },
    async create({ body, idempotencyKey: key }, res) {
      const now = new Date().toISOString();
      const state = { ...body, created_at: now, updated_at: now };
      sendRecord(res.status(201), await create(bells, context(res), { body, state, key }));
    },
    async get({ params: { bell_id }, ifNoneMatch }, res) {
      sendRecordRead(res, await getRecord(bells, context(res), bell_id), ifNoneMatch);
    },
    async update({ params: { bell_id }, body, ifMatch }, res) {
      sendRecord(
        res,
        await update(bells, context(res), bell_id, { ifMatch, edit: () => ({ fields: body }) }),
      );
    },
    async delete({ params: { bell_id }, ifMatch }, res) {
      sendGone(res, await moveToTrash(bells, context(res), bell_id, { ifMatch, trashDays }));
    },
    async restore({ params: { bell_id } }, res) {
      sendRecord(res, await restore(bells, context(res), bell_id));
    },
    async history({ params: { bell_id }, query }, res) {
      sendVersions(res, await listVersions(bells, { ...context(res), settings }, bell_id, query));
    },
  });
  return router;
}
