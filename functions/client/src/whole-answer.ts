import { ProblemError } from './problem-error.ts';
import { reasonOfNoAnswer } from './no-answer.ts';

/**
 * `fetch`, with the body: an answer that is cut off in its middle has not come either.
 *
 * @param baseUrl where the API is
 * @param probes whether to ask it why no answer came
 * @param timeout for how many milliseconds to wait for the whole of it; for ever if undefined
 */
export async function fetchWhole(
  request: Request,
  baseUrl: string,
  { probes, timeout }: { probes: boolean; timeout?: number | undefined },
): Promise<Response> {
  try {
    const limits = timeout === undefined ? [] : [AbortSignal.timeout(timeout)];
    const response = await fetch(request, { signal: AbortSignal.any([request.signal, ...limits]) });
    const bytes = await response.arrayBuffer();
    return new Response(bytes.byteLength > 0 ? bytes : null, response);
  } catch (cause) {
    // An abort is the caller's own doing.
    request.signal.throwIfAborted();
    const reason = await reasonOfNoAnswer(baseUrl, probes, request.signal);
    request.signal.throwIfAborted();
    throw new ProblemError(reason, { cause });
  }
}
