// The exact filter by phone number: two numbers are the same in whatever format each was written.
import {
  foreignNational,
  GREEK_NATIONAL,
  readPhone,
  readPhones,
  type PhoneNumber,
  withBareCode,
} from './phone.ts';

/**
 * The terms of a stored value, one to three for each number in it. Three kinds: `+` and a full number; `n` and a national
 * number of unknown country, as stored; `f` and the national digits of a number with a foreign country code. A number that may begin with
 * a country code without + and 00 has those of both readings.
 */
export function phoneFilterTerms(stored: string): string[] {
  const terms = readPhones(stored).flatMap((phone, index) => {
    if (phone.national.length < (index === 0 ? MIN_DIGITS : MIN_DIGITS_OF_FURTHER)) return [];
    const full = fullGreekNumber(phone);
    if (full !== null) return [`+${full}`];
    if (phone.isInternational) return internationalTerms(phone);
    return [`n${phone.national}`, ...(withBareCode(phone) ?? []).flatMap(internationalTerms)];
  });
  return [...new Set(terms)];
}

/**
 * The terms for a query: a stored number with any of them is the number asked for. Empty when the query is not a whole
 * number.
 */
export function phoneFilterAlternatives(query: string): string[] {
  const phone = readPhone(query.split(/\p{L}/u)[0] ?? '');
  if (phone === null || phone.national.length < MIN_DIGITS) return [];
  const full = fullGreekNumber(phone);
  if (full !== null) return [`+${full}`];
  const { national } = phone;
  if (phone.isInternational) {
    // The country of a number stored without a code is not known: its national digits decide, with or without a trunk 0.
    return [`+${phone.country}${national}`, `n${national}`, `n${phone.country}${national}`];
  }
  const alternatives = [`n${national}`, `f${national}`];
  if (!phone.hasTrunkZero && national.length > 10) alternatives.push(`+${national}`);
  const behindCode = foreignNational(phone);
  if (behindCode !== null) alternatives.push(`n${behindCode}`);
  return alternatives;
}

const internationalTerms = ({ country, national }: PhoneNumber) => [`+${country}${national}`, `f${national}`];

/** A shorter number identifies nobody. Further numbers of a value must be longer, because they may be extensions. */
const MIN_DIGITS = 5;
const MIN_DIGITS_OF_FURTHER = 7;

/** The full number if it is Greek: national, with +30 or 0030, or with 30 before its ten digits. Otherwise null. */
function fullGreekNumber(phone: PhoneNumber): string | null {
  if (phone.isInternational) return phone.country === '30' ? `30${phone.national}` : null;
  if (phone.hasTrunkZero) return null;
  if (GREEK_NATIONAL.test(phone.national)) return `30${phone.national}`;
  const national = /^30(\d{10})$/u.exec(phone.national)?.[1];
  return national !== undefined && GREEK_NATIONAL.test(national) ? `30${national}` : null;
}
