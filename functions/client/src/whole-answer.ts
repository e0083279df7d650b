import { ProblemError } from './problem-error.ts';
import { reasonOfNoAnswer } from './no-answer.ts';

/**
 * `fetch`, with the body: an answer that is cut off in its middle has not come either.
 *
 * @param baseUrl where the API is
 * @param probes whether to ask it why no answer came
 */
export async function fetchWhole(request: Request, baseUrl: string, probes: boolean): Promise<Response> {
  try {
    const response = await fetch(request);
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
