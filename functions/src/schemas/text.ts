// The schema of text from a caller: how it is stored, what is refused and how its length is counted.
import { z } from 'zod';
import type { Text } from '../standards/languages.ts';
import { atMostCharacters, NOT_EMPTY, refusal } from './refusal.ts';

/**
 * Makes the schema. The text is mended before it is judged: directional marks vanish (a phone number copied from an address book brings
 * them), it becomes NFC, text of several lines gets LF for CRLF and CR, any other text is trimmed. What cannot be meant is refused: text that
 * is not well-formed Unicode, and control characters. The length is counted in code points, as people count (an emoji is one or a few).
 */
export function text({ max, min = 0, lines = 'one' }: TextBounds) {
  return z
    .string()
    .overwrite((value) => {
      const shown = value.replace(DIRECTIONAL, '');
      const normalised = shown.isWellFormed() && !MANY_MARKS.test(shown) ? shown.normalize('NFC') : shown;
      return lines === 'one' ? normalised.trim() : normalised.replace(/\r\n?/g, '\n');
    })
    .superRefine((value, context) => {
      const fault = findFault(value, { max, min });
      if (fault !== null) context.addIssue({ code: 'custom', ...refusal(...fault) });
    })
    .meta({ ...(min > 0 && { minLength: min }), maxLength: max });
}

interface TextBounds {
  /** In code points, after normalisation. */
  max: number;
  /** 1: the text must show something. */
  min?: 0 | 1;
  /** A text of several lines is not trimmed. */
  lines?: 'one' | 'several';
}

function findFault(
  value: string,
  { max, min }: { max: number; min: 0 | 1 },
): [text: Text, code: string] | null {
  if (!value.isWellFormed()) return [MALFORMED, 'malformed_text'];
  if (MANY_MARKS.test(value)) return [TOO_MANY_MARKS, 'malformed_text'];
  if (FORBIDDEN.test(value)) return [CONTROL_CHARACTERS, 'forbidden_character'];
  if (min > 0 && !VISIBLE.test(value)) return [NOT_EMPTY, 'too_small'];
  if (codePoints(value) > max) return [atMostCharacters(max), 'too_big'];
  return null;
}

const MALFORMED: Text = {
  en: 'This is not well-formed Unicode text: type it again.',
  el: 'Περιέχει χαρακτήρες που δεν διαβάζονται. Πληκτρολογήστε το ξανά.',
};
const TOO_MANY_MARKS: Text = {
  en: 'This has more than 30 combining marks in a row: take them out.',
  el: 'Περιέχει πάνω από 30 τόνους ή άλλα διακριτικά σημεία στη σειρά. Αφαιρέστε τα.',
};
const CONTROL_CHARACTERS: Text = {
  en: 'Control characters are not accepted: take them out.',
  el: 'Περιέχει χαρακτήρες ελέγχου, που δεν φαίνονται. Αφαιρέστε τους ή πληκτρολογήστε το ξανά.',
};

/** The number of code points in a string. */
export function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/**
 * Longer than any language needs (the Stream-Safe Text Format of Unicode, UAX 15). Normalising sorts the marks of a row, in a time that grows
 * with its square: 320 kB of them took 11 s of the processor (measured).
 */
const MANY_MARKS = /\p{M}{31}/u;

/** Marks, embeddings, overrides and isolates that direct text to the left or to the right. */
const DIRECTIONAL = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** C0 and C1 controls but tab and newline. */
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;

/** Something that a reader sees: neither white space, nor formatting, nor a mark that stands on nothing. */
const VISIBLE = /[^\s\p{Cf}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;
