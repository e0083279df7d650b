// A page as the ways of making one give it: before its cursor is sealed.
import type { CursorPosition } from './cursor-position.ts';
import type { Row, Total } from './page.ts';

export interface MadePage extends Total {
  rows: readonly Row[];
  /** Whether the relaxed search found them. */
  relaxed?: boolean;
  /** Where the next page begins; null on the last. */
  next: Omit<CursorPosition, keyof Total> | null;
}
