// Finds where a text stops being JSON (RFC 8259), and tells the place as people count it.

/**
 * The index of the first character with which no JSON text goes on; the length of the text where it only ends too early; null for JSON.
 * `JSON.parse` names the place for some faults and not for others. The time grows with the length alone, and depth costs no stack.
 */
export function findJsonFault(text: string): number | null {
  const open: ('}' | ']')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    at = end(SPACE, text, at);
    const character = text[at];
    const closer = open.at(-1);
    if (expected === 'next' && closer === undefined) return at === text.length ? null : at;
    if (character === undefined) return at;
    if (CLOSED_BEFORE.has(expected) && character === closer) {
      open.pop();
      expected = 'next';
      at += 1;
    } else if (expected === 'next') {
      if (character !== ',') return at;
      expected = closer === '}' ? 'key' : 'value';
      at += 1;
    } else if (expected === 'colon') {
      if (character !== ':') return at;
      expected = 'value';
      at += 1;
    } else if (expected === 'key' || expected === 'first key') {
      if (character !== '"') return at;
      const key = scalar(text, at);
      if (!key.isWhole) return key.end;
      expected = 'colon';
      at = key.end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      expected = character === '{' ? 'first key' : 'first element';
      at += 1;
    } else {
      const value = scalar(text, at);
      if (!value.isWhole) return value.end;
      expected = 'next';
      at = value.end;
    }
  }
}

/** The line and column of an index, both from 1. A line ends with LF, CR or both; a column is a code point, as people count. */
export function placeIn(text: string, index: number): Place {
  let line = 1;
  let start = 0;
  for (let at = 0; at < index; at += 1) {
    const isEnding = text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n');
    if (!isEnding) continue;
    line += 1;
    start = at + 1;
  }
  let column = 1;
  for (const _ of text.slice(start, index)) column += 1;
  return { line, column };
}

/** A place in a text. */
export interface Place {
  line: number;
  column: number;
}

/** What comes next: a value, the same or the end of the array, a key, the same or the end of the object, a colon, or what follows a value. */
type Expected = 'value' | 'first element' | 'key' | 'first key' | 'colon' | 'next';

const CLOSED_BEFORE: ReadonlySet<Expected> = new Set(['first element', 'first key', 'next']);

/** How far a string, a number or a word goes, and whether it is whole. */
interface Scalar {
  end: number;
  isWhole: boolean;
}

function scalar(text: string, at: number): Scalar {
  if (text[at] === '"') return string(text, at + 1);
  const word = WORDS.find(([letter]) => letter === text[at]);
  if (word === undefined) {
    const numberEnd = end(NUMBER, text, at);
    return { end: numberEnd, isWhole: numberEnd > at && /[0-9]/.test(text[numberEnd - 1] ?? '') };
  }
  let length = 0;
  while (length < word.length && text[at + length] === word[length]) length += 1;
  return { end: at + length, isWhole: length === word.length };
}

function string(text: string, start: number): Scalar {
  let at = start;
  for (;;) {
    at = end(PLAIN, text, at);
    if (text[at] === '"') return { end: at + 1, isWhole: true };
    if (text[at] !== '\\') return { end: at, isWhole: false };
    const escapeEnd = end(ESCAPE, text, at);
    const isWhole = escapeEnd - at === (text[at + 1] === 'u' ? 6 : 2);
    if (!isWhole) return { end: escapeEnd, isWhole };
    at = escapeEnd;
  }
}

/** Where a match at this index ends. */
function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

const WORDS = ['true', 'false', 'null'];
const SPACE = /[ \t\n\r]*/y;
const PLAIN = /[^"\\\u0000-\u001F]*/y;

/** An escape, and any beginning of one. */
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{0,4})?/y;

/** A number, and any beginning of one: it is whole if a digit is its last character. */
const NUMBER = /-?(?:(?:0|[1-9][0-9]*)(?:\.(?:[0-9]+(?:[eE][+-]?[0-9]*)?)?|[eE][+-]?[0-9]*)?)?/y;
