// Validates what a caller sent, and describes every fault in words of our own.
import type { z } from 'zod';
import {
  atMostCharacters,
  atMostElements,
  NOT_EMPTY,
  refusalOf,
  WHOLE_NUMBER,
} from '../../schemas/refusal.ts';
import { jsonPointer } from '../../standards/json-pointer.ts';
import { numberText, type Text } from '../../standards/languages.ts';
import { type Fault, MAX_FAULTS } from '../../standards/problem.ts';
import { validationFailed } from '../../standards/problems.ts';

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

/** What our schemas say, or our own words for an issue of Zod's: its messages may repeat the caller's input. */
function describe(issue: Issue, source: Source): { code: string; message: Text } {
  const refused = refusalOf(issue);
  if (refused !== null) return { code: refused.code, message: refused.text };
  switch (issue.code) {
    case 'unrecognized_keys':
      return source === 'body'
        ? { code: 'unknown_field', message: UNKNOWN_FIELD }
        : { code: 'unknown_parameter', message: UNKNOWN_PARAMETER };
    case 'invalid_type':
      if (issue.input === undefined) return { code: 'required', message: REQUIRED };
      if (source === 'parameters' && Array.isArray(issue.input))
        return { code: 'invalid_type', message: ONCE };
      return { code: 'invalid_type', message: TYPES[issue.expected] ?? WRONG_FORM };
    case 'too_small':
      return { code: 'too_small', message: tooSmall(issue) };
    case 'too_big':
      return { code: 'too_big', message: tooBig(issue) };
    case 'invalid_value':
      return { code: 'invalid_value', message: oneOf(issue.values.map(String).join(', ')) };
    case 'custom':
      return { code: 'invalid_value', message: WRONG_FORM };
    default:
      return { code: 'invalid_format', message: WRONG_FORM };
  }
}

export const UNKNOWN_FIELD: Text = {
  en: 'There is no such field.',
  el: 'Δεν υπάρχει τέτοιο πεδίο.',
};
const UNKNOWN_PARAMETER: Text = {
  en: 'There is no such parameter.',
  el: 'Δεν υπάρχει τέτοιο κριτήριο.',
};
export const REQUIRED: Text = { en: 'This field is required.', el: 'Συμπληρώστε αυτό το πεδίο.' };
const ONCE: Text = { en: 'This may be given only once.', el: 'Μπορεί να δοθεί μόνο μία φορά.' };
const WRONG_FORM: Text = { en: 'This does not have the right form.', el: 'Δεν έχει τη σωστή μορφή.' };

const TYPES: Partial<Record<string, Text>> = {
  string: { en: 'This must be text.', el: 'Πρέπει να είναι κείμενο.' },
  number: { en: 'This must be a number.', el: 'Πρέπει να είναι αριθμός.' },
  int: WHOLE_NUMBER,
  boolean: { en: 'This must be true or false.', el: 'Πρέπει να είναι «ναι» ή «όχι» (true ή false).' },
  array: { en: 'This must be a list.', el: 'Πρέπει να είναι λίστα.' },
  object: { en: 'This must be an object with fields.', el: 'Πρέπει να αποτελείται από πεδία.' },
};

function tooSmall({ minimum, origin }: z.core.$ZodIssueTooSmall): Text {
  if (origin !== 'number' && origin !== 'int') return NOT_EMPTY;
  const { en, el } = numberText(minimum);
  return { en: `This must be at least ${en}.`, el: `Πρέπει να είναι τουλάχιστον ${el}.` };
}

function tooBig({ maximum, origin }: z.core.$ZodIssueTooBig): Text {
  if (origin === 'array') return atMostElements(maximum);
  if (origin === 'string') return atMostCharacters(maximum);
  const { en, el } = numberText(maximum);
  return { en: `This must be at most ${en}.`, el: `Πρέπει να είναι το πολύ ${el}.` };
}

/** The values are those of the schema. */
const oneOf = (values: string): Text => ({
  en: `This must be one of ${values}.`,
  el: `Πρέπει να είναι ένα από τα εξής: ${values}.`,
});
