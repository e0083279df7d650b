// Middleware that logs one line for each request.
import type { Request, RequestHandler, Response } from 'express';
import { nameOfStatus } from '../firestore/outcomes.ts';
import type { Log, LogEntry } from '../platform/log.ts';
import type { Problem } from '../standards/problem.ts';

/**
 * The line is written when the request has ended or was cut off. It names the pattern of the route and never the URL, the body
 * or a header: nothing of a stored document or a token, and nothing that a caller could shape, except the request id. For a
 * 401, a 403 and every 5xx it says why.
 */
export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.once('close', () => {
      const { problem, requestId, token, route, database } = res.locals;
      log.write({
        severity: severityOf(res),
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
        ...(!res.writableFinished && { aborted: true }),
        ...(problem && { code: problem.code, ...reasonOf(problem) }),
      });
    });
    next();
  };
}

function severityOf({ statusCode }: Response): LogEntry['severity'] {
  if (statusCode >= 500) return 'ERROR';
  return statusCode === 401 || statusCode === 403 || statusCode === 429 ? 'WARNING' : 'INFO';
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

function framesOf({ stack = '', message }: Error): string[] {
  const lines = stack.replace(message, '').split('\n');
  return lines.filter((line) => line.startsWith('    at ')).map((line) => line.trim());
}
