// JSON Patch (RFC 6902): the schema of a list of operations.
import { z } from 'zod';
import { refusal } from './refusal.ts';

const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;

const NO_POINTER = refusal(
  {
    en: 'This must be a JSON Pointer, such as "/notes/0/text".',
    el: 'Πρέπει να δείχνει μια θέση με JSON Pointer, όπως «/notes/0/text».',
  },
  'invalid_format',
);

const NO_VALUE = refusal({
  en: 'This is no value of a customer.',
  el: 'Αυτή η τιμή δεν μπορεί να ανήκει σε πελάτη.',
});

/** A JSON Pointer (RFC 6901, 3). */
const Pointer = z
  .string()
  .max(1000)
  .refine((pointer) => POINTER.test(pointer), NO_POINTER)
  .meta({ pattern: POINTER.source });

/** One operation. Members that it does not need are ignored (RFC 6902, 4). */
const JsonPatchOperation = z
  .object({
    op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
    path: Pointer.meta({ description: 'A JSON Pointer (RFC 6901) to a place in the customer.' }),
    from: Pointer.optional().meta({ description: 'Of `move` and `copy`: where the value is now.' }),
    value: z.unknown().optional().meta({ description: 'Of `add`, `replace` and `test`.' }),
  })
  .superRefine(({ op, from, value }, context) => {
    const needed = op === 'move' || op === 'copy' ? 'from' : op === 'remove' ? null : 'value';
    if (needed === null) return;
    const sent = needed === 'from' ? from : value;
    if (sent === undefined)
      context.addIssue({ code: 'invalid_type', expected: 'unknown', path: [needed], input: undefined });
    else if (!isCopyable(sent)) context.addIssue({ code: 'custom', ...NO_VALUE, path: [needed] });
  });

/** A JSON Patch: all of its operations take effect, or none. */
export const JsonPatch = z
  .array(JsonPatchOperation)
  .max(1000)
  .meta({ id: 'JsonPatch', description: 'A JSON Patch (RFC 6902): all operations take effect, or none.' });
export type JsonPatch = z.infer<typeof JsonPatch>;

/** A value that is right is never nested this deeply. What copies and compares values goes into them by recursion. */
const MAX_DEPTH = 20;

/** Whether a copy of a value is the same: not too deep, and without the one key that every copy loses. */
export function isCopyable(value: unknown, depth = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth > 0 &&
    !Object.hasOwn(value, '__proto__') &&
    Object.values(value).every((inner) => isCopyable(inner, depth - 1))
  );
}
