// Answers with a part of an export, or with a whole one as a download.
import { once } from 'node:events';
import type { Response } from 'express';
import { linkToNext } from '../../http/answer/page-link.ts';
import { queryParameters } from '../../http/request/query-string.ts';
import { piecesOf, sendPieces } from '../../resources/send-record.ts';
import { Problem } from '../../standards/problem.ts';
import { databaseUnavailable } from '../../standards/problems.ts';
import type { ExportPart, TakePart } from './export.ts';
import { type ExportFormat, fileExtensionOf, mediaTypeOf } from './formats/write-part.ts';

/** A part is an answer like any other: it has a length, and comes as a whole or as a problem. */
export function sendPart(res: Response, part: ExportPart): void {
  describePart(res, part);
  linkToNext(res, part);
  note(res, part);
  sendPieces(res, [part.head, ...part.rows.map(({ answer }) => answer)]);
}

/**
 * A download has no length: it is sent while it is made, no faster than its reader takes it. If something fails on the way, the connection is broken off, so that
 * nobody takes a part of a file for the whole.
 *
 * @param make makes the parts and gives each to what it is called with, in memory that it holds until that has ended
 * @param parts where the export can be had in parts: the path of the list
 */
export async function sendDownload(
  res: Response,
  make: (take: TakePart) => Promise<void>,
  parts: { path: string; format: ExportFormat },
): Promise<void> {
  try {
    await make(async (part, database) => {
      if (!res.headersSent) describePart(res, part);
      if (res.req.method === 'HEAD') return false;
      note(res, part);
      const pieces = piecesOf([part.head, ...part.rows.map(({ answer }) => answer)]);
      database.keepAnswer(pieces.reduce((sum, { length }) => sum + length, 0));
      for (const piece of pieces) await write(res, piece);
      return true;
    });
    res.end();
  } catch (error) {
    throw withWayOut(error, res, parts);
  }
}

/** Waits until the reader has taken enough of it. That is his time, and not the request's. */
async function write(res: Response, piece: Uint8Array): Promise<void> {
  if (res.destroyed) throw databaseUnavailable(GONE);
  if (piece.length === 0 || res.write(piece)) return;
  const left = new AbortController();
  const { signal } = left;
  const taken = Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })]);
  try {
    await res.locals.deadline.waitForCaller(taken, MAX_PAUSE_MS, () => databaseUnavailable(GONE), 0);
  } finally {
    left.abort();
  }
}

const GONE = 'nobody takes the file any more';

/** A reader who has taken nothing for 10 s has been cut off before (see platform/connections.ts). */
const MAX_PAUSE_MS = 15_000;

function describePart(res: Response, part: ExportPart): void {
  const { format, asOf, changesSince, digests, total, total_is_exact, relaxed } = part;
  res.set({
    'Content-Type': mediaTypeOf(format),
    'Content-Disposition': `attachment; filename="customers-${asOf.slice(0, 10)}.${fileExtensionOf(format)}"`,
    'X-Snapshot-Time': asOf,
    'Changes-Since': changesSince,
    'X-Total-Count': String(total),
    'X-Total-Is-Exact': String(total_is_exact),
    ...(digests.length > 0 && { 'X-Digest-Columns': digests.join(', ') }),
    ...(relaxed && { 'X-Search-Relaxed': 'true' }),
  });
}

/** For the log: who has got how many customers, and which. */
function note(res: Response, { format, rows }: ExportPart): void {
  const { exported, answeredIds = [] } = res.locals;
  res.locals.exported = { format, records: (exported?.records ?? 0) + rows.length };
  res.locals.answeredIds = [...answeredIds, ...rows.flatMap(({ id }) => id ?? [])];
}

/** A 413 says where the parts are. */
function withWayOut(
  error: unknown,
  res: Response,
  { path, format }: { path: string; format: string },
): unknown {
  if (!(error instanceof Problem) || error.code !== 'export_too_large') return error;
  const query = queryParameters(res.req);
  query.set('format', format);
  const { status, code, title, detail, extensions } = error;
  return new Problem({
    ...{ status, code, title, detail },
    extensions: { ...extensions, first_part: `${path}?${query.toString()}` },
  });
}
