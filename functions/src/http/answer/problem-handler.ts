// The one place where an error becomes an answer (RFC 9457).
import { once } from 'node:events';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { Problem, problemBody } from '../../standards/problem.ts';
import { internal, routeNotFound } from '../../standards/problems.ts';
import { languageOf } from '../request/language.ts';
import { UNTRANSFORMED } from './tagged.ts';

/**
 * The answer has nothing in it but what a `Problem` says, in the caller's language. Any other error is a bug, and the caller gets 500
 * `internal`. The request log reads the cause in `res.locals.problem`.
 */
export const problemHandler: ErrorRequestHandler = async (error: unknown, req, res, _next) => {
  const problem = toProblem(error);
  res.locals.problem = problem;
  if (problem.shownIds.length > 0) res.locals.answeredIds = problem.shownIds;
  // A part of the answer is on its way: without its end it is seen to be no whole one.
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (!req.complete) await letBodyGoBy(req, Math.min(MAX_SENDING_MS, res.locals.deadline.left));
  const language = languageOf(req);
  res
    .vary('Accept-Language')
    .status(problem.status)
    .set({ 'Cache-Control': 'ETag' in problem.headers ? UNTRANSFORMED : 'no-store', ...problem.headers })
    .set('Content-Language', language)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, res.locals.requestId, language)));
};

/** Middleware behind all routers: 404 for a path that none of them knows. */
export const unknownRoute: RequestHandler = () => {
  throw routeNotFound();
};

/** How long to wait for a caller who is still sending, in milliseconds, if the request has so much time left. */
const MAX_SENDING_MS = 5000;

/** Reads the rest of the body and drops it: a caller who is still sending when the connection closes may never see the answer. */
async function letBodyGoBy(req: Request, milliseconds: number): Promise<void> {
  const signal = AbortSignal.timeout(Math.ceil(milliseconds));
  req.resume();
  await Promise.race([once(req, 'end', { signal }), once(req, 'close', { signal })]).catch(() => undefined);
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Express cannot decode a path parameter such as %ZZ: no resource has such a name.
  if (error instanceof URIError) return routeNotFound();
  return internal(error);
}
