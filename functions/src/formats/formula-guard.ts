// The apostrophe before a cell that a spreadsheet would take for a formula.

/**
 * A cell as it may stand in a file for spreadsheets: with an apostrophe before it where a program would run it as a formula (OWASP, CSV
 * injection). Spaces and apostrophes before the sign are looked through: some programs take them off. `withoutGuard` gives back exactly what
 * was given, also where that began with an apostrophe itself.
 */
export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** The cell as it was before `guarded`. */
export const withoutGuard = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

/** Signs that begin a formula, in ASCII and in full width; tab and carriage return are cut off by Excel before it looks. */
const FORMULA = /^['\s]*(?:[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|(?<=[\t\r]))/;
