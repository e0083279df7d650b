// Text without endless rows of combining marks, which would take a time that grows with their square to normalise.

/** Keeps the first 30 marks of a row, more than any language needs (the Stream-Safe Text Format of Unicode, UAX 15). */
export function withFewMarks(text: string): string {
  return text.replace(MANY_MARKS, '$1');
}

const MANY_MARKS = /(\p{M}{30})\p{M}+/gu;
