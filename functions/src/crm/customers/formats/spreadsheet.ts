// What spreadsheet programs do to a cell that nobody has edited, and what they have destroyed.

/** Whether a cell is a number in scientific notation: the digits that it had are gone. */
export const hasLostDigits = (cell: string): boolean => SCIENTIFIC.test(cell.trim());

/** `6,97E+09` */
const SCIENTIFIC = /^[+-]?\d(?:[.,](\d+))?E\+?(\d{1,3})$/i;

/** The most characters of a cell in Excel: it cuts the rest off. */
export const LONGEST_CELL = 32_767;

/**
 * Whether a cell is what a spreadsheet program makes of a text that was written: blanks and line ends aside, a number without its `+`, its
 * zeros in front and its last digits, a date for `1-2`. In an encoding of one byte a character that it does not have is any other character.
 */
export function isAsWritten(cell: string, written: string, isOneByte: boolean): boolean {
  const [read, before] = [plain(cell), plain(written)];
  if (read === before) return true;
  if (isSameNumber(read, before)) return true;
  if (DATE_LIKE.test(before) && DATE.test(read)) return true;
  return isOneByte && read.length === before.length && isSameButForUnknown(read, before);
}

const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim().normalize('NFC');

function isSameNumber(read: string, written: string): boolean {
  if (!NUMBER.test(written)) return false;
  const scientific = SCIENTIFIC.exec(read);
  const value = Number(written);
  if (scientific !== null) {
    const decimals = scientific[1]?.length ?? 0;
    return Number(value.toExponential(decimals)) === Number(read.replace(',', '.'));
  }
  return (
    NUMBER.test(read) &&
    Number(value.toPrecision(MOST_DIGITS)) === Number(Number(read).toPrecision(MOST_DIGITS))
  );
}

/** Of a number in Excel. */
const MOST_DIGITS = 15;
const NUMBER = /^[+-]?\d{1,30}$/;

const DATE_LIKE = /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$/;
const DATE = /^\d{1,2}[-/. ](?:\p{L}{3,9}|\d{1,2})(?:[-/. ]\d{2,4})?$/u;

function isSameButForUnknown(read: string, written: string): boolean {
  for (let at = 0; at < read.length; at += 1) {
    const unit = written[at] ?? '';
    if (read[at] !== unit && GREEK_CODE_PAGE.test(unit)) return false;
  }
  return true;
}

/** What both Greek encodings of one byte surely have. */
const GREEK_CODE_PAGE =
  /[\u0009\u000A\u000D\u0020-\u007E\u0384-\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE]/;

/** JSON that a Greek encoding of one byte holds without loss: every other character is an escape. */
export const jsonForSpreadsheets = (value: object): string =>
  JSON.stringify(value).replace(
    /[^\u0020-\u007E\u0384-\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
