import { ProblemError } from './problem-error.ts';

/** `fetch`, with the body: an answer that is cut off in its middle has not come either. */
export async function fetchWhole(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    return new Response((await response.text()) || null, response);
  } catch (cause) {
    // An abort is the caller's own doing.
    request.signal.throwIfAborted();
    throw new ProblemError({ code: 'unreachable' }, { cause });
  }
}
