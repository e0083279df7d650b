// Answers the operations of imports: each handler gets what was parsed, calls the service and responds.
import type { Response } from 'express';
import { linkToNext, sendPage } from '../../../http/answer/page-link.ts';
import { sendTagged, sendTaggedRead } from '../../../http/answer/tagged.ts';
import type { Handlers } from '../../../http/operations.ts';
import { languageOf } from '../../../http/request/language.ts';
import type { Settings } from '../../../records/settings.ts';
import { keepAnswer, markReplay } from '../../../resources/send-record.ts';
import type { RouterOptions } from '../../../resources/router-options.ts';
import type { importOperations } from './operations.ts';
import { PART_BYTES } from './models.ts';
import { importTag } from './pages.ts';
import type { Requested } from './requests.ts';
import { importsService } from './service.ts';
import { importAnswer } from './stored.ts';

export function importHandlers(
  settings: Settings,
  { publicPath, trashDays, enqueue }: Pick<RouterOptions, 'publicPath' | 'trashDays' | 'enqueue'>,
): Handlers<typeof importOperations> {
  const languageIn = (res: Response) => languageOf(res.req);
  const service = (res: Response) => {
    const { database, caller, keyed } = res.locals;
    return importsService({
      database,
      settings,
      caller,
      keyed,
      enqueue,
      language: languageIn(res),
      trashDays,
    });
  };
  /** The same, for an answer with texts for people. */
  const speaking = (res: Response) => {
    res.set('Content-Language', languageIn(res)).vary('Accept-Language');
    return service(res);
  };
  const sendChanged = (res: Response, { document, isReplay }: Requested) => {
    markReplay(res, isReplay);
    const language = languageIn(res);
    sendTagged(res.status(202), importAnswer(document, language), importTag(document, language));
  };
  return {
    async listImports({ query }, res) {
      sendPage(res, await speaking(res).listImports(query));
      keepAnswer(res);
    },
    async createImport({ body }, res) {
      const { document, isReplay } = await speaking(res).createImport(body);
      markReplay(res, isReplay);
      const language = languageIn(res);
      res
        .status(201)
        .location(`${publicPath}/imports/${document.id}`)
        .set('ETag', importTag(document, language))
        .json({ import: importAnswer(document, language), part_bytes: PART_BYTES });
    },
    async getImport({ params: { import_id }, query: { wait }, ifNoneMatch }, res) {
      const document = await speaking(res).watchImport(import_id, wait, ifNoneMatch);
      const language = languageIn(res);
      const etag = importTag(document, language);
      sendTaggedRead(res, importAnswer(document, language), { etag, ifNoneMatch });
    },
    async putImportPart({ params: { import_id, part }, body }, res) {
      await service(res).putPart(import_id, part, body);
      res.status(204).end();
    },
    async previewImport({ params: { import_id }, body: { mapping } }, res) {
      res.json(await speaking(res).previewImport(import_id, mapping));
    },
    async startImport({ params: { import_id }, body }, res) {
      sendChanged(res, await speaking(res).startImport(import_id, body));
    },
    async listImportRows({ params: { import_id }, query }, res) {
      sendPage(res, await speaking(res).listRows(import_id, query));
      keepAnswer(res);
    },
    async getFailedRows({ params: { import_id }, query: { cursor } }, res) {
      const { body, filename, mediaType, next_cursor } = await speaking(res).failedRows(import_id, cursor);
      linkToNext(res, { next_cursor });
      res
        .set('Content-Type', mediaType)
        .set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`)
        .set('Content-Length', String(body.length));
      keepAnswer(res);
      res.end(body);
    },
    async cancelImport({ params: { import_id } }, res) {
      sendChanged(res, await speaking(res).cancelImport(import_id));
    },
    async resumeImport({ params: { import_id } }, res) {
      sendChanged(res, await speaking(res).resumeImport(import_id));
    },
    async undoImport({ params: { import_id } }, res) {
      sendChanged(res, await speaking(res).undoImport(import_id));
    },
    async undoBatch({ params: { request_id } }, res) {
      const undone = await service(res).undoBatch(request_id);
      res.locals.answeredIds = undone.results.map(({ id }) => id);
      res.json(undone);
    },
  };
}
