// Validates what a caller sent, and describes every fault in words of our own.
import type { z } from 'zod';
import { jsonPointer } from '../../standards/json-pointer.ts';
import type { Fault } from '../../standards/problem.ts';
import { MAX_FAULTS, validationFailed } from '../../standards/problems.ts';

/**
 * Parses `value`. Throws 422 `validation_failed` with every fault: one in the body is named by a JSON Pointer, one in the path
 * or the query string by the name of the parameter.
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  source: Source,
  placeOf: PlaceOf = (path) => path,
): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw failed(result.error.issues, source, placeOf);
}

/** The place in what was sent of a place in what is validated, where that is a part of it. */
export type PlaceOf = (path: readonly PropertyKey[]) => readonly PropertyKey[];

/**
 * Gives a body back as it was sent, to be validated beside what is stored. Throws 422 where it has no faults but such that nothing stored
 * can excuse: a field that does not exist, or a value of the wrong type.
 */
export function validateForm(schema: z.ZodType, body: unknown): Record<string, unknown> {
  const result = schema.safeParse(body, { reportInput: true });
  if (!result.success && result.error.issues.every(({ code }) => NEVER_EXCUSED.includes(code)))
    throw failed(result.error.issues, 'body');
  return body as Record<string, unknown>;
}

/** An issue and one of its places. */
interface Place {
  issue: Issue;
  path: readonly PropertyKey[];
}

const NEVER_EXCUSED: readonly Issue['code'][] = ['unrecognized_keys', 'invalid_type', 'invalid_value'];

type Source = 'body' | 'parameters';
type Issue = z.core.$ZodIssue;

/** A body can have a fault for every few of its bytes: only those that will be shown are described. */
function failed(issues: readonly Issue[], source: Source, placeOf: PlaceOf = (path) => path) {
  const places = issues.flatMap((issue): Place[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ issue, path: [...issue.path, key] }))
      : [{ issue, path: issue.path }],
  );
  const faults = places.slice(0, MAX_FAULTS).map(({ issue, path }) => toFault(issue, placeOf(path), source));
  return validationFailed(faults, places.length);
}

function toFault(issue: Issue, path: readonly PropertyKey[], source: Source): Fault {
  const { code, message } = describe(issue, source);
  return source === 'body'
    ? { pointer: jsonPointer(path), code, message }
    : { parameter: String(path[0] ?? '').slice(0, 100), code, message };
}

/** Zod's own words may repeat the caller's input. */
function describe(issue: Issue, source: Source): { code: string; message: string } {
  switch (issue.code) {
    case 'unrecognized_keys':
      return source === 'body'
        ? { code: 'unknown_field', message: 'There is no such field.' }
        : { code: 'unknown_parameter', message: 'There is no such parameter.' };
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'required', message: 'This field is required.' }
        : { code: 'invalid_type', message: `This must be ${article(issue.expected)}.` };
    case 'too_small':
      return { code: 'too_small', message: `This must be at least ${bound(issue.minimum, issue.origin)}.` };
    case 'too_big':
      return { code: 'too_big', message: `This must be at most ${bound(issue.maximum, issue.origin)}.` };
    case 'invalid_value':
      return {
        code: 'invalid_value',
        message: `This must be one of ${issue.values.map(String).join(', ')}.`,
      };
    case 'custom':
      return { code: String(issue.params?.['code'] ?? 'invalid_value'), message: issue.message };
    default:
      return { code: 'invalid_format', message: issue.message };
  }
}

function article(expected: string): string {
  if (expected === 'int') return 'an integer';
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function bound(limit: number | bigint, origin: string): string {
  if (origin === 'array') return `${limit} elements`;
  return origin === 'string' ? `${limit} characters` : String(limit);
}
