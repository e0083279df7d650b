// The operations of imports, and the undo of a batch: who may call each and what it takes.
import type { Operation } from '../../../http/operations.ts';
import { PageQuery } from '../../../schemas/page.ts';
import {
  BatchPath,
  FailedRowsQuery,
  ImportPath,
  ImportPreviewRequest,
  ImportQuery,
  ImportRequest,
  ImportRowsQuery,
  ImportStart,
  PART_BYTES,
  PartPath,
} from './models.ts';

const ofImport = { params: ImportPath } as const;

/** They stand before the operations of one customer: `imports` is the id of none. */
export const importOperations = {
  listImports: { method: 'get', path: '/imports', role: 'viewer', query: PageQuery },
  createImport: { method: 'post', path: '/imports', role: 'editor', body: ImportRequest },
  getImport: {
    ...ofImport,
    method: 'get',
    path: '/imports/{import_id}',
    role: 'viewer',
    query: ImportQuery,
    headers: ['ifNoneMatch'],
  },
  putImportPart: {
    method: 'put',
    path: '/imports/{import_id}/parts/{part}',
    role: 'editor',
    params: PartPath,
    rawBody: { most: PART_BYTES },
  },
  previewImport: {
    ...ofImport,
    method: 'post',
    path: '/imports/{import_id}/preview',
    role: 'editor',
    isRead: true,
    body: ImportPreviewRequest,
  },
  startImport: {
    ...ofImport,
    method: 'post',
    path: '/imports/{import_id}/start',
    role: 'editor',
    body: ImportStart,
  },
  listImportRows: {
    ...ofImport,
    method: 'get',
    path: '/imports/{import_id}/rows',
    role: 'viewer',
    query: ImportRowsQuery,
  },
  getFailedRows: {
    ...ofImport,
    method: 'get',
    path: '/imports/{import_id}/failed.csv',
    role: 'editor',
    query: FailedRowsQuery,
  },
  cancelImport: { ...ofImport, method: 'post', path: '/imports/{import_id}/cancel', role: 'editor' },
  resumeImport: { ...ofImport, method: 'post', path: '/imports/{import_id}/resume', role: 'editor' },
  undoImport: { ...ofImport, method: 'post', path: '/imports/{import_id}/undo', role: 'editor' },
  undoBatch: {
    method: 'post',
    path: '/batches/{request_id}/undo',
    role: 'editor',
    params: BatchPath,
    // `batches` is the id of a customer for every other method and path.
    isShared: true,
  },
} as const satisfies Record<string, Operation>;
