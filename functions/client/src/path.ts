import { defaultPathSerializer } from 'openapi-fetch';
import { ProblemError } from './problem-error.ts';

/** What a URL loses (RFC 3986, 5.2.4): `/ID/tags/..` is sent as `/ID/`, and `/ID/../` as something else again. */
const LOST = ['', '.', '..'];

/** Fills a path in; throws `validation_failed` for a value that the URL would lose, before anything is sent. */
export const pathSerializer: typeof defaultPathSerializer = (path, values) => {
  for (const [parameter, value] of Object.entries(values)) {
    if (!LOST.includes(String(value))) continue;
    const message = 'This must not be empty, "." or "..".';
    throw new ProblemError({
      code: 'validation_failed',
      status: 422,
      detail: message,
      errors: [{ parameter, code: 'invalid_value', message }],
    });
  }
  return defaultPathSerializer(path, values);
};
