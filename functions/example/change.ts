// How one change reads, in the history and in a conflict: its place, what was there, and what is there now.
import { h } from './dom.ts';
import { placeName, textOf, words } from './words.ts';

/** What came has nothing before the arrow, what left nothing behind it; a long text is left out by the API. */
export function changeLine({ pointer, from, to }: { pointer: string; from?: unknown; to?: unknown }) {
  const before = isNothing(from) ? [] : [spoken(words.from), h('del', {}, textOf(from)), ' '];
  const after = isNothing(to) ? [] : ['→ ', spoken(words.to), h('ins', {}, textOf(to))];
  return h('li', {}, `${placeName(pointer)}: `, ...before, ...after);
}

const isNothing = (value: unknown) => value === null || value === undefined;

/** For a screen reader, which says nothing of a line through a word. */
const spoken = (text: string) => h('span', { className: 'hidden' }, `${text} `);
