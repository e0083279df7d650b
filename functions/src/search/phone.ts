// Phone numbers: how they are read from a text, and where the number of a query lies in a stored one.
import { withFewMarks } from './few-marks.ts';

/** Whether a query's number is found in a stored one: as the whole number, at its start or inside it. */
export function isPhoneFound(query: PhoneNumber, stored: PhoneNumber): boolean {
  if (query.isInternational) {
    if (isInternationalFound(query, stored)) return true;
    // 00 can also be two zeros inside a number. A + cannot.
    return query.digits.startsWith('00') && stored.digits.includes(query.digits);
  }
  if (stored.digits.includes(query.digits)) return true;
  if (foreignTrunkForm(stored)?.startsWith(query.digits)) return true;
  if (startsWithBareHomeCode(query) && fullNumber(stored).startsWith(query.digits)) return true;
  const national = foreignNational(query);
  return national !== null && !stored.isInternational && stored.national === national;
}

/** A number as it was written, and what it means. */
export interface PhoneNumber {
  /** All its digits as written, without an optional "(0)". */
  readonly digits: string;
  /** Whether it was written with + or 00. */
  readonly isInternational: boolean;
  /** The country code of an international number, or as much of it as was typed. Empty for a national number. */
  readonly country: string;
  /** The digits behind the country code and the trunk 0. */
  readonly national: string;
  /** Whether a national number was written with a trunk 0. No Greek number has one. */
  readonly hasTrunkZero: boolean;
}

/** Reads the one number in a text. Null when the text has no digit. */
export function readPhone(text: string): PhoneNumber | null {
  const written = withFewMarks(text)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\(0\)/gu, '');
  const start = written.search(/[+0-9]/u);
  if (start < 0) return null;
  const digits = written.slice(start).replace(/[^0-9]/gu, '');
  if (digits === '') return null;
  const hasPlus = written[start] === '+';
  if (!hasPlus && !/^00./u.test(digits)) {
    const hasTrunkZero = digits.startsWith('0');
    const national = hasTrunkZero ? digits.slice(1) : digits;
    return { digits, isInternational: false, country: '', national, hasTrunkZero };
  }
  const full = hasPlus ? digits : digits.slice(2);
  const code = countryCode(full);
  const national = code === '' ? '' : full.slice(code.length).replace(/^0/u, '');
  return { digits, isInternational: true, country: code === '' ? full : code, national, hasTrunkZero: false };
}

/**
 * Reads all numbers in a stored value. Letters separate numbers (an extension is a number of its own), and so does a +.
 * Punctuation separates two numbers only when each is long enough to be one without its country code:
 * 2310555017 / 6975550142, but 0030 697/5550143.
 */
export function readPhones(value: string): PhoneNumber[] {
  const written = withFewMarks(value)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '');
  const texts: string[] = [];
  for (const part of written.split(/\p{L}+|(?=\+)/u)) {
    let whole = '';
    let digits = 0;
    for (const piece of part.split(/[,;/|&\n]/u)) {
      const more = digitCount(piece);
      if (more >= SHORTEST_NUMBER && digits >= SHORTEST_NUMBER && isWholeNumber(whole)) {
        texts.push(whole);
        whole = piece;
        digits = more;
      } else {
        whole += ` ${piece}`;
        digits += more;
      }
    }
    texts.push(whole);
  }
  return texts.flatMap((text) => readPhone(text) ?? []);
}

/** Reads all numbers in a stored value, and those that may begin with a country code once more with it. */
export function readStoredPhones(value: string): PhoneNumber[] {
  return readPhones(value).flatMap((phone) => [phone, ...(withBareCode(phone) ?? [])]);
}

/**
 * A number that was written without + and 00, read as one with a country code (30 697..., 357 99...). Null where it cannot
 * be one: it has a trunk 0, too few or too many digits, or it is a Greek number without a code.
 */
export function withBareCode(phone: PhoneNumber): [PhoneNumber] | null {
  const { digits } = phone;
  if (phone.isInternational || phone.hasTrunkZero) return null;
  if (digits.length < SHORTEST_WITH_CODE || digits.length > LONGEST_WITH_CODE) return null;
  if (GREEK_NATIONAL.test(digits)) return null;
  const country = countryCode(digits);
  if (TEN_DIGIT_COUNTRIES.has(country) && digits.length < country.length + 10) return null;
  const national = digits.slice(country.length).replace(/^0/u, '');
  return [{ digits, isInternational: true, country, national, hasTrunkZero: false }];
}

/** A number in full: country code and national digits. A number without a country code is a Greek one. */
export function fullNumber(phone: PhoneNumber): string {
  return countryOf(phone) + phone.national;
}

/** The country code of a number, which is 30 for a number without one. */
export function countryOf(phone: PhoneNumber): string {
  return phone.isInternational ? phone.country : HOME_CODE;
}

/** How a foreign number is dialled in its own country: with a trunk 0. Null for a Greek number. */
export function foreignTrunkForm(stored: PhoneNumber): string | null {
  return stored.isInternational && stored.country !== HOME_CODE ? `0${stored.national}` : null;
}

/** Whether a query's number starts with the country code 30 without a +, and at least three more digits (30 697). */
export function startsWithBareHomeCode(query: PhoneNumber): boolean {
  return !query.isInternational && query.digits.startsWith(HOME_CODE) && query.digits.length >= 5;
}

/**
 * The national digits of a query's foreign number that was typed without + (357 99...). It finds only the whole of a number
 * that was stored without a country code.
 */
export function foreignNational(query: PhoneNumber): string | null {
  const [foreign] = withBareCode(query) ?? [];
  return foreign !== undefined && findsForeignNational(foreign) ? foreign.national : null;
}

/** Whether a query's foreign number has enough digits to find a number that was stored without a country code. */
export function findsForeignNational(query: PhoneNumber): boolean {
  return query.isInternational && query.country !== HOME_CODE && query.national.length >= 7;
}

/** A number of seven digits or more can be called without an area code somewhere. */
const SHORTEST_NUMBER = 7;

/** The shortest usual number with its country code: +47 and eight digits, +354 and seven. */
const SHORTEST_WITH_CODE = 10;

/** E.164 allows 15 digits. The rest is an extension. */
const LONGEST_WITH_CODE = 20;

/** The countries that are taken for it by mistake most easily, and where all numbers have ten digits. */
const TEN_DIGIT_COUNTRIES = new Set(['1', '7', '30']);

/** Greek numbers have ten digits and start with 2 (landline), 6 (mobile), 5, 7, 8 or 9 (services). */
export const GREEK_NATIONAL = /^[25-9]\d{9}$/u;

/** The country of a number without a country code: Greece. */
export const HOME_CODE = '30';

/** The country codes of one and of two digits (ITU-T E.164). All others have three. */
const ONE_DIGIT_CODE = /^[17]/u;
const TWO_DIGIT_CODE = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/u;

/** The country code at the start of a full number. Empty while not all of its digits are there. */
export function countryCode(full: string): string {
  const length = ONE_DIGIT_CODE.test(full) ? 1 : TWO_DIGIT_CODE.test(full) ? 2 : 3;
  return full.length < length ? '' : full.slice(0, length);
}

function isWholeNumber(text: string): boolean {
  return (readPhone(text)?.national.length ?? 0) >= SHORTEST_NUMBER;
}

function digitCount(text: string): number {
  return text.replace(/[^0-9]/gu, '').length;
}

function isInternationalFound(query: PhoneNumber, stored: PhoneNumber): boolean {
  if (fullNumber(stored).startsWith(query.country + query.national)) return true;
  return !stored.isInternational && findsForeignNational(query) && stored.national.startsWith(query.national);
}
