// Answers a batch: what became of each operation, in the caller's language.
import type { Response } from 'express';
import { languageOf } from '../../http/request/language.ts';
import { problemBody } from '../../standards/problem.ts';
import { batchedProblem } from '../../standards/problems.ts';
import { sendRows } from '../../resources/send-record.ts';
import type { BatchResult } from './batch.ts';
import type { BatchResponse } from './batch-models.ts';

/** 200 whatever became of the operations. The log is told which customers the answer shows, and why an operation failed that should not have. */
export function sendBatch(
  res: Response,
  results: readonly BatchResult[],
  { publicPath, isMinimal }: BatchAnswerOptions,
): void {
  const { locals } = res;
  const language = languageOf(res.req);
  const parts = results.map((result) => {
    if (result.problem !== undefined)
      return jsonOf(
        batchedProblem(result.id, result.problem, (each) => problemBody(each, locals.requestId, language)),
      );
    const { status, id, etag, body, isReplay } = result;
    const head = {
      status,
      id,
      ...(etag !== undefined && { etag }),
      ...(status === 201 && { location: `${publicPath}/${encodeURIComponent(id)}` }),
      ...(isReplay && { replayed: true }),
    };
    return body === null ? jsonOf(head) : withBody(head, body);
  });
  const problems = results.flatMap(({ problem }) => problem ?? []);
  const notTried = problems.filter(({ code }) => code === 'not_tried');
  const failures = problems.filter(({ status, code }) => status >= 500 && code !== 'not_tried');
  const [failure] = failures.toSorted((a, b) => a.status - b.status);
  if (failure !== undefined) locals.problem = failure;
  locals.answeredIds = shownIn(results);
  if (results.every((result) => result.problem === undefined && result.isReplay))
    res.set('Idempotent-Replayed', 'true');
  if (isMinimal) res.set('Preference-Applied', 'return=minimal');
  res.vary('Accept-Language').set('Content-Language', language);
  sendRows(res, 'results' satisfies keyof BatchResponse, parts, {
    succeeded: results.length - problems.length,
    failed: problems.length - notTried.length,
    not_tried: notTried.length,
  } satisfies Record<Exclude<keyof BatchResponse, 'results'>, number>);
}

const jsonOf = (value: object): Buffer => Buffer.from(JSON.stringify(value));

/** A result with its body, which is JSON already. */
const withBody = (head: object, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify(head).slice(0, -1)},"body":`), body, Buffer.from('}')]);

interface BatchAnswerOptions {
  /** The path under which callers reach the customers. */
  publicPath: string;
  /** Bodies are left out (`Prefer: return=minimal`). */
  isMinimal: boolean;
}

/** Those that were written, and those of whom a refusal says something. */
function shownIn(results: readonly BatchResult[]): string[] {
  const shown = results.flatMap((result) =>
    result.problem === undefined ? [result.id] : result.problem.shownIds,
  );
  return [...new Set(shown)];
}
