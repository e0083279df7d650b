// Answers a merge and its undo.
import type { Response } from 'express';
import type { z } from 'zod';
import { sendTagged } from '../../http/answer/tagged.ts';
import type { MergedVersion } from '../../records/history/entry.ts';
import type { Written } from '../../records/write/plan.ts';
import type { Unmerged } from '../../records/merge/unmerge.ts';
import type { MergePreview as Preview } from '../../records/merge/merge.ts';
import { keepAnswer, markReplay } from '../../resources/send-record.ts';
import type { MergedCustomer, MergePreview, UnmergeResponse } from './merge-models.ts';
import type { CustomerInDB } from './models.ts';

/** The customer with what was merged into it. Or what would be made, with the `ETag` that the customer has. */
export function sendMerge(res: Response, id: string, { merged, preview }: MergeAnswer): void {
  if (merged === undefined) {
    res.locals.answeredIds = Object.keys(preview.etags);
    sendTagged(res, preview satisfies z.input<typeof MergePreview>, preview.etags[id] ?? '');
  } else {
    const { record, etag, isReplay, merged_from } = merged;
    res.locals.answeredIds = [record.id];
    markReplay(res, isReplay);
    sendTagged(res, { ...record, merged_from } satisfies z.input<typeof MergedCustomer>, etag);
  }
  keepAnswer(res);
}

type MergeAnswer =
  | { merged: Written<CustomerInDB> & { merged_from: MergedVersion[] }; preview?: undefined }
  | { merged?: undefined; preview: Preview<CustomerInDB> };

/** The customer without the others, and these. Or what would be made, with the `ETag` that the customer has. */
export function sendUnmerged(res: Response, unmerged: Unmerged<CustomerInDB>, isDryRun: boolean): void {
  const { record, etag, isReplay, restored, kept } = unmerged;
  const all = [{ record, etag }, ...restored];
  res.locals.answeredIds = all.map((each) => each.record.id);
  markReplay(res, isReplay);
  const tagged = isDryRun ? all.slice(0, 1) : all;
  const body = {
    customer: record,
    restored: restored.map((each) => each.record),
    kept,
    etags: Object.fromEntries(tagged.map((each) => [each.record.id, each.etag])),
  } satisfies z.input<typeof UnmergeResponse>;
  sendTagged(res, body, etag);
  keepAnswer(res);
}
