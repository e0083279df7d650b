import { ProblemError } from './problem-error.ts';

/** What a URL loses (RFC 3986, 5.2.4): `/ID/tags/..` is sent as `/ID/`, and `/ID/../` as something else again. */
const LOST = ['', '.', '..'];

/** Fills `{names}` in; throws `validation_failed` for a value that the URL would lose, before anything is sent. */
export function fillPath(path: string, values: Record<string, string | number>): string {
  return path.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = String(values[parameter]);
    if (!LOST.includes(value)) return encodeURIComponent(value);
    const message = 'This must not be empty, "." or "..".';
    throw new ProblemError({
      code: 'validation_failed',
      status: 422,
      detail: message,
      errors: [{ parameter, code: 'invalid_value', message }],
    });
  });
}
