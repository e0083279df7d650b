// What a schema says of a value that it refuses: a code for programs, and a text for people in every language.
import type { z } from 'zod';
import { numberText, type Text } from '../standards/languages.ts';

/** For `refine` and `addIssue`. Zod's own messages are in one language and may repeat the value, so nobody is told them. */
export function refusal(text: Text, code = 'invalid_value') {
  return { message: text.en, params: { code, text } satisfies Refusal };
}

/** What a schema of ours has said; null for an issue of Zod's own. */
export function refusalOf(issue: z.core.$ZodIssue): Refusal | null {
  if (issue.code !== 'custom' || issue.params?.['text'] === undefined) return null;
  return issue.params as unknown as Refusal;
}

/** `too_big`, of a text. */
export function atMostCharacters(max: number | bigint): Text {
  const { en, el } = numberText(max);
  return { en: `This must be at most ${en} characters.`, el: `Μπορεί να έχει το πολύ ${el} χαρακτήρες.` };
}

/** `too_big`, of a list. */
export function atMostElements(max: number | bigint): Text {
  const { en, el } = numberText(max);
  return { en: `This must be at most ${en} elements.`, el: `Μπορεί να έχει το πολύ ${el} στοιχεία.` };
}

/** `too_small`, of a text that shows nothing. */
export const NOT_EMPTY: Text = { en: 'This must not be empty.', el: 'Δεν μπορεί να είναι κενό.' };

/** `invalid_value`, of a number. */
export const WHOLE_NUMBER: Text = {
  en: 'This must be a whole number.',
  el: 'Πρέπει να είναι ακέραιος αριθμός.',
};

interface Refusal {
  code: string;
  text: Text;
}
