import { once } from 'node:events';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { internal, malformedJson, Problem, routeNotFound } from '../../standards/problem.ts';

/** Answers a path that no router knows. */
export const unknownRoute: RequestHandler = () => {
  throw routeNotFound();
};

/**
 * The one place where an error becomes an answer: RFC 9457, with nothing in it but what a `Problem` says.
 * Whatever is not a `Problem` is a bug, told to the caller as 500 `internal`. The request log reads
 * `res.locals.problem` for the cause.
 */
export const problemHandler: ErrorRequestHandler = async (error: unknown, req, res, next) => {
  const problem = toProblem(error);
  res.locals.problem = problem;
  if (res.headersSent) {
    next(error);
    return;
  }
  if (!req.complete) await letBodyGoBy(req);
  res
    .status(problem.status)
    .set({ 'Cache-Control': 'no-store', ...problem.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, res.locals.requestId)));
};

/** How long a caller who is still sending is waited for, in milliseconds. */
const MAX_SENDING_MS = 5000;

/** Nothing of it is kept. A caller whose connection is closed while he sends may never see the answer. */
async function letBodyGoBy(req: Request): Promise<void> {
  const signal = AbortSignal.timeout(MAX_SENDING_MS);
  req.resume();
  await Promise.race([once(req, 'end', { signal }), once(req, 'close', { signal })]).catch(() => undefined);
}

/** A problem as it is told (RFC 9457). */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  return {
    type: `urn:crm:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    request_id: requestId,
    ...problem.extensions,
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Express cannot decode a path parameter such as %ZZ: no resource has such a name.
  if (error instanceof URIError) return routeNotFound();
  // The stack ran out while a very deep body was looked at.
  if (error instanceof RangeError && error.message.includes('call stack'))
    return malformedJson('The body is nested too deeply.');
  return internal(error);
}
