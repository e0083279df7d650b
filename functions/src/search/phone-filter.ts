import { readPhone, readPhones, type PhoneNumber } from './phone.ts';

/** A Greek number without its code: ten digits, the first of them 2 (a landline), 6 (a mobile), 5, 7, 8 or 9 (services). */
const greekNational = /^[25-9]\d{9}$/u;

/** Short numbers and extensions are no number that a customer could be told by. */
const shortest = 5;

/**
 * The terms of a stored value for the exact filter `phone`: one or two per number. Kinds: `+` a full number, `n` a national one of
 * unknown country as stored, `f` the national digits of a number with a foreign code.
 */
export function phoneFilterTerms(stored: string): string[] {
  const terms = readPhones(stored).flatMap((phone, index) => {
    if (phone.national.length < (index === 0 ? shortest : 7)) return [];
    const full = fullHome(phone);
    if (full !== null) return [`+${full}`];
    if (!phone.international) return [`n${phone.national}`];
    return [`+${phone.country}${phone.national}`, `f${phone.national}`];
  });
  return [...new Set(terms)];
}

/**
 * The terms any of which says that a stored number is the one asked for, in whatever format either was written. Empty when
 * the query is no whole number.
 */
export function phoneFilterAlternatives(query: string): string[] {
  const phone = readPhone(query.split(/\p{L}/u)[0] ?? '');
  if (phone === null || phone.national.length < shortest) return [];
  const full = fullHome(phone);
  if (full !== null) return [`+${full}`];
  const { national } = phone;
  if (phone.international) {
    // Stored without its code it has no country: the national digits decide, with or without a trunk 0.
    return [`+${phone.country}${national}`, `n${national}`, `n${phone.country}${national}`];
  }
  const alternatives = [`n${national}`, `f${national}`];
  if (!phone.trunk && national.length > 10) alternatives.push(`+${national}`);
  return alternatives;
}

/** The full number of a Greek one, written nationally, with +30 or 0030, or with a bare 30 before ten digits. */
function fullHome(phone: PhoneNumber): string | null {
  if (phone.international) return phone.country === '30' ? `30${phone.national}` : null;
  if (phone.trunk) return null;
  if (greekNational.test(phone.national)) return `30${phone.national}`;
  const bare = /^30(\d{10})$/u.exec(phone.national)?.[1];
  return bare !== undefined && greekNational.test(bare) ? `30${bare}` : null;
}
