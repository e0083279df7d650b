// Middleware that logs one line for each request.
import type { Request, RequestHandler, Response } from 'express';
import { loggedId } from '../firestore/document-id.ts';
import { nameOfStatus } from '../firestore/outcomes.ts';
import { framesOf, type Log, type LogEntry } from '../platform/log.ts';
import type { Problem } from '../standards/problem.ts';

/**
 * The line is written when the request has ended or was cut off. It names the pattern of the route and never the URL, the body
 * or a header: nothing of a stored document or a token, and nothing that a caller could shape, except the request id. For a
 * 401, a 403 and every 5xx it says why.
 *
 * With `ids`, the line also names the records that the caller was shown or has changed, so that it can be told who has read whom. An access to
 * all that is held of somebody names them always.
 */
export function requestLog(log: Log, { ids }: { ids: boolean }): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.once('close', () => {
      const { problem, requestId, token, route, database, access, exported } = res.locals;
      const records = ids || access ? recordsOf(res) : [];
      log.write({
        severity: severityOf(Math.max(res.statusCode, problem?.status ?? 0)),
        message: 'request',
        method: req.method,
        route: route ?? null,
        status: res.statusCode,
        milliseconds: Math.round(performance.now() - start),
        uid: token?.uid ?? null,
        request_id: requestId,
        trace: traceOf(req),
        reads: database.bill.reads,
        writes: database.bill.writes,
        ...(access && { access }),
        ...(exported && { exported }),
        ...(records.length > 0 && { records: records.slice(0, IDS_IN_LINE) }),
        ...(!res.writableFinished && { aborted: true }),
        ...(problem && { code: problem.code, ...reasonOf(problem) }),
      });
      for (let at = IDS_IN_LINE; at < records.length; at += IDS_IN_LINE)
        log.write({
          severity: 'INFO',
          message: 'further records of a request',
          request_id: requestId,
          uid: token?.uid ?? null,
          records: records.slice(at, at + IDS_IN_LINE),
        });
    });
    next();
  };
}

/** The ids of the records: of a refusal only where it shows something of one, as a 412 does and the refusal of a batch may. */
function recordsOf({ statusCode, locals }: Response): string[] {
  const { answeredIds, recordId } = locals;
  const isShown = recordId !== undefined && (statusCode < 400 || statusCode === 412);
  const ids = answeredIds ?? (isShown ? [recordId] : []);
  return ids.map(loggedId);
}

/** A download has more than a line takes: 2,000 are some 80 kB, and Cloud Logging takes 256 kB. */
const IDS_IN_LINE = 2000;

function severityOf(status: number): LogEntry['severity'] {
  if (status >= 500) return 'ERROR';
  return status === 401 || status === 403 || status === 429 ? 'WARNING' : 'INFO';
}

/** The trace id of W3C `traceparent`, or of the older header of Google's front ends. */
function traceOf(req: Request): string | null {
  const header =
    req.get('traceparent')?.split('-')[1] ?? req.get('X-Cloud-Trace-Context')?.split('/')[0] ?? '';
  return /^[0-9a-f]{32}$/.test(header) ? header : null;
}

/**
 * Why the request failed, for an operator: our own words, or the code or name of the error that led here. For a bug, also where
 * it happened. Never that error's message, which may quote what was sent or stored.
 */
function reasonOf({ status, cause }: Problem): Record<string, unknown> {
  if (status < 500 && status !== 401 && status !== 403) return {};
  if (typeof cause === 'string') return { reason: cause };
  if (!(cause instanceof Error)) return {};
  const reason = nameOfStatus(cause) ?? (cause as { code?: unknown }).code ?? cause.name;
  return { reason, ...(status === 500 && { stack: framesOf(cause) }) };
}
