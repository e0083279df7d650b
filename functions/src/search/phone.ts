/** The country of a number that does not say one. */
const homeCode = '30';

const oneDigitCode = /^[17]/u;
const twoDigitCode = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/u;

/** A number as it was written, and what it means. */
export interface PhoneNumber {
  /** All its digits as written; an optional "(0)" is left out. */
  readonly digits: string;
  /** Whether it began with + or 00. */
  readonly international: boolean;
  /** The country code; empty when there is none, or (in a query) none yet. */
  readonly country: string;
  /** The digits behind country code and trunk 0. */
  readonly national: string;
  /** Whether a national number was written with a trunk 0, as no Greek one is. */
  readonly trunk: boolean;
}

/** How a query's number lies in a stored one. */
export type PhoneHit = 'whole' | 'start' | 'inside';

/** Reads one number from a text that holds one; `null` when there is no digit. */
export function readPhone(text: string): PhoneNumber | null {
  const written = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\(0\)/gu, '');
  const start = written.search(/[+0-9]/u);
  if (start < 0) return null;
  const digits = written.slice(start).replace(/[^0-9]/gu, '');
  if (digits === '') return null;
  const plus = written[start] === '+';
  if (!plus && !/^00./u.test(digits)) {
    const trunk = digits.startsWith('0');
    return { digits, international: false, country: '', national: trunk ? digits.slice(1) : digits, trunk };
  }
  const full = plus ? digits : digits.slice(2);
  const country = countryCode(full);
  const national = country === '' ? '' : full.slice(country.length).replace(/^0/u, '');
  return { digits, international: true, country: country === '' ? full : country, national, trunk: false };
}

/** The country code that a full number begins with; empty while it is not all there. */
function countryCode(full: string): string {
  const length = oneDigitCode.test(full) ? 1 : twoDigitCode.test(full) ? 2 : 3;
  return full.length < length ? '' : full.slice(0, length);
}

/**
 * The numbers in a stored value. Letters end a number (an extension is one of its own), and so do a new + and, between two
 * numbers that are long enough to be whole, the marks that people put there: 2310555017 / 6975550142.
 */
export function readPhones(value: string): PhoneNumber[] {
  const written = value.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const numbers: PhoneNumber[] = [];
  for (const part of written.split(/\p{L}+|(?=\+)/u)) {
    let whole = '';
    for (const piece of part.split(/[,;/|&\n]/u)) {
      if (digitCount(whole) >= 7 && digitCount(piece) >= 7) {
        push(numbers, whole);
        whole = piece;
      } else {
        whole += ` ${piece}`;
      }
    }
    push(numbers, whole);
  }
  return numbers;
}

function push(numbers: PhoneNumber[], text: string): void {
  const number = readPhone(text);
  if (number !== null) numbers.push(number);
}

function digitCount(text: string): number {
  return text.replace(/[^0-9]/gu, '').length;
}

/** A number in full: country code, then the national digits. A number without a code is a home number. */
export function fullNumber(phone: PhoneNumber): string {
  return (phone.international ? phone.country : homeCode) + phone.national;
}

/** Whether a number typed without + begins with the bare home code and says enough beyond it (30 697...). */
export function hasBareHomeCode(query: PhoneNumber): boolean {
  return !query.international && query.digits.startsWith(homeCode) && query.digits.length >= 5;
}

/** Whether a query names a foreign country and enough digits to find a number that was stored without its code. */
export function findsForeignNational(query: PhoneNumber): boolean {
  return query.international && query.country !== homeCode && query.national.length >= 7;
}

/** What a foreign number begins with where it is dialled from its own country; `null` for a home number. */
export function foreignTrunkForm(stored: PhoneNumber): string | null {
  return stored.international && stored.country !== homeCode ? `0${stored.national}` : null;
}

/** Whether and where a query's number is found in a stored one, by the rules of DESIGN 5.1. */
export function matchPhone(query: PhoneNumber, stored: PhoneNumber): PhoneHit | null {
  if (query.international) {
    const hit = matchInternational(query, stored);
    // 00 may as well be two zeros from within a number; + never is.
    return hit ?? (query.digits.startsWith('00') ? matchDigits(query.digits, stored) : null);
  }
  const hit = matchDigits(query.digits, stored);
  if (hit !== null) return hit;
  const trunkForm = foreignTrunkForm(stored);
  if (trunkForm?.startsWith(query.digits)) return startOf(trunkForm, query.digits);
  const full = fullNumber(stored);
  if (hasBareHomeCode(query) && full.startsWith(query.digits)) return startOf(full, query.digits);
  return null;
}

function matchInternational(query: PhoneNumber, stored: PhoneNumber): PhoneHit | null {
  const full = query.country + query.national;
  const storedFull = fullNumber(stored);
  if (storedFull.startsWith(full)) return startOf(storedFull, full);
  if (stored.international || !findsForeignNational(query)) return null;
  return stored.national.startsWith(query.national) ? startOf(stored.national, query.national) : null;
}

function matchDigits(digits: string, stored: PhoneNumber): PhoneHit | null {
  if (!stored.digits.includes(digits)) return null;
  if (stored.national.startsWith(digits)) return startOf(stored.national, digits);
  return stored.digits.startsWith(digits) ? startOf(stored.digits, digits) : 'inside';
}

function startOf(stored: string, query: string): PhoneHit {
  return stored === query ? 'whole' : 'start';
}
