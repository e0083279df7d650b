// Phone numbers: how they are read from a text, and where the number of a query lies in a stored one.

/** Whether a query's number is found in a stored one: as the whole number, at its start, inside it, or not at all. */
export function matchPhone(query: PhoneNumber, stored: PhoneNumber): PhoneHit | null {
  if (query.isInternational) {
    const hit = matchInternational(query, stored);
    // 00 can also be two zeros inside a number. A + cannot.
    return hit ?? (query.digits.startsWith('00') ? matchDigits(query.digits, stored) : null);
  }
  const hit = matchDigits(query.digits, stored);
  if (hit !== null) return hit;
  const trunkForm = foreignTrunkForm(stored);
  if (trunkForm?.startsWith(query.digits)) return wholeOrStart(trunkForm, query.digits);
  const full = fullNumber(stored);
  if (startsWithBareHomeCode(query) && full.startsWith(query.digits)) return wholeOrStart(full, query.digits);
  return null;
}

type PhoneHit = 'whole' | 'start' | 'inside';

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
  const written = text
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
 * Punctuation separates two numbers only when each has seven digits or more: 2310555017 / 6975550142.
 */
export function readPhones(value: string): PhoneNumber[] {
  const written = value.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const texts: string[] = [];
  for (const part of written.split(/\p{L}+|(?=\+)/u)) {
    let whole = '';
    for (const piece of part.split(/[,;/|&\n]/u)) {
      if (digitCount(whole) >= 7 && digitCount(piece) >= 7) {
        texts.push(whole);
        whole = piece;
      } else {
        whole += ` ${piece}`;
      }
    }
    texts.push(whole);
  }
  return texts.flatMap((text) => readPhone(text) ?? []);
}

/** A number in full: country code and national digits. A number without a country code is a Greek one. */
export function fullNumber(phone: PhoneNumber): string {
  return (phone.isInternational ? phone.country : HOME_CODE) + phone.national;
}

/** How a foreign number is dialled in its own country: with a trunk 0. Null for a Greek number. */
export function foreignTrunkForm(stored: PhoneNumber): string | null {
  return stored.isInternational && stored.country !== HOME_CODE ? `0${stored.national}` : null;
}

/** Whether a query's number starts with the country code 30 without a +, and at least three more digits (30 697). */
export function startsWithBareHomeCode(query: PhoneNumber): boolean {
  return !query.isInternational && query.digits.startsWith(HOME_CODE) && query.digits.length >= 5;
}

/** Whether a query's foreign number has enough digits to find a number that was stored without a country code. */
export function findsForeignNational(query: PhoneNumber): boolean {
  return query.isInternational && query.country !== HOME_CODE && query.national.length >= 7;
}

/** The country of a number without a country code: Greece. */
const HOME_CODE = '30';

/** The country codes of one and of two digits (ITU-T E.164). All others have three. */
const ONE_DIGIT_CODE = /^[17]/u;
const TWO_DIGIT_CODE = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/u;

/** The country code at the start of a full number. Empty while not all of its digits are there. */
function countryCode(full: string): string {
  const length = ONE_DIGIT_CODE.test(full) ? 1 : TWO_DIGIT_CODE.test(full) ? 2 : 3;
  return full.length < length ? '' : full.slice(0, length);
}

function digitCount(text: string): number {
  return text.replace(/[^0-9]/gu, '').length;
}

function matchInternational(query: PhoneNumber, stored: PhoneNumber): PhoneHit | null {
  const full = query.country + query.national;
  const storedFull = fullNumber(stored);
  if (storedFull.startsWith(full)) return wholeOrStart(storedFull, full);
  if (stored.isInternational || !findsForeignNational(query)) return null;
  return stored.national.startsWith(query.national) ? wholeOrStart(stored.national, query.national) : null;
}

function matchDigits(digits: string, stored: PhoneNumber): PhoneHit | null {
  if (!stored.digits.includes(digits)) return null;
  if (stored.national.startsWith(digits)) return wholeOrStart(stored.national, digits);
  return stored.digits.startsWith(digits) ? wholeOrStart(stored.digits, digits) : 'inside';
}

function wholeOrStart(stored: string, query: string): PhoneHit {
  return stored === query ? 'whole' : 'start';
}
