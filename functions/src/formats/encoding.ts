// Bytes of a file as text: which encoding they are in, and decoding that shows what it could not read.

export type Encoding = 'utf-8' | 'windows-1253' | 'iso-8859-7' | 'utf-16le' | 'utf-16be';

/**
 * Decodes a file in pieces. Each run of bytes that the encoding does not have becomes a lone surrogate, which no file can hold otherwise: text
 * that is not well-formed (`isWellFormed`) was not read whole. A byte order mark at the beginning vanishes.
 */
export class Decoder {
  readonly #encoding: Encoding;
  readonly #mendsFolds: boolean;
  #carried: Uint8Array = NOTHING;
  #isBegun = false;

  /** @param mendsFolds whether a line may be folded inside of a character, as old vCards are (RFC 6350, 3.2) */
  constructor(encoding: Encoding, { mendsFolds = false } = {}) {
    this.#encoding = encoding;
    this.#mendsFolds = mendsFolds && encoding === 'utf-8';
  }

  push(bytes: Uint8Array): string {
    const all = joined(this.#carried, bytes);
    const before = this.#mendsFolds ? beforeFold(all) : all.length;
    const whole = wholeOf(all.subarray(0, before), this.#encoding);
    this.#carried = all.slice(whole);
    return this.#decode(all.subarray(0, whole));
  }

  /** What is left when the file is over. */
  end(): string {
    const rest = this.#carried;
    this.#carried = NOTHING;
    return this.#decode(rest);
  }

  #decode(bytes: Uint8Array): string {
    if (bytes.length === 0) return '';
    const text = decode(this.#mendsFolds ? withoutCutCharacters(bytes) : bytes, this.#encoding);
    const isFirst = !this.#isBegun;
    this.#isBegun = true;
    return isFirst && text.startsWith(MARK) ? text.slice(1) : text;
  }
}

/**
 * The encoding of a file by its first bytes: a byte order mark; NULs in every second byte (UTF-16); valid UTF-8, also where a few bytes are
 * not; else Greek of one byte a letter. Those two differ in few bytes: see `greekEncoding`.
 */
export function detectEncoding(head: Uint8Array): Encoding {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  const wide = wideEncoding(head);
  if (wide !== null) return wide;
  const { valid, invalid } = countUtf8(head);
  return invalid === 0 || valid > invalid * MUCH_MORE ? 'utf-8' : greekEncoding(head);
}

/**
 * Whether a file of one byte a letter is in none of the encodings that are read: Greek of DOS (code page 737), whose letters lie where
 * windows-1253 has signs, or a western one, whose letters with accents stand alone among ASCII ones.
 */
export function isUnknownEncoding(head: Uint8Array): boolean {
  if (detectEncoding(head) !== 'windows-1253') return false;
  let [greek, dos, western] = [0, 0, 0];
  head.forEach((byte, at) => {
    const [before = 0, after = 0] = [head[at - 1], head[at + 1]];
    if (isDosLetter(byte) && (isDosLetter(before) || isDosLetter(after))) dos += 1;
    else if (byte < 0xc0) return;
    else if (before >= 0xa1 || after >= 0xa1) greek += 1;
    else if (isAsciiLetter(before) || isAsciiLetter(after)) western += 1;
  });
  return Math.max(dos, western) > greek;
}

/** Α to χ, which are most letters of code page 737. */
const isDosLetter = (byte: number): boolean => byte >= 0x80 && byte <= 0xaf;

const isAsciiLetter = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** Whether the first bytes are of a workbook or an archive (ZIP, OLE 2, gzip). */
export const isArchive = (head: Uint8Array): boolean => ARCHIVES.some((magic) => startsWith(head, magic));

/** Whether the first bytes are of something else that is no text: a picture, a PDF, a database, or many NULs. */
export function isBinary(head: Uint8Array): boolean {
  if (BINARIES.some((magic) => startsWith(head, magic))) return true;
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]) || wideEncoding(head) !== null)
    return false;
  // Some programs fill the last block of a file with NULs.
  const end = head.findLastIndex((byte) => byte !== 0) + 1;
  let controls = end === 0 ? head.length : 0;
  for (const byte of head.subarray(0, end)) if (byte < 32 && !BLANKS.includes(byte)) controls += 1;
  return controls > Math.max(FEW_CONTROLS, end * MOST_CONTROLS);
}

const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b],
];
const BINARIES = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
];
/** Tab, line feed, vertical tab (of Outlook), form feed, carriage return, end of file (of DOS), escape. */
const BLANKS = [9, 10, 11, 12, 13, 26, 27];
const MOST_CONTROLS = 0.02;
/** In a small file one or two are a slip. */
const FEW_CONTROLS = 2;

const MARK = '\uFEFF';
const NOTHING = new Uint8Array();

/** Stands for bytes that could not be read. */
const UNREAD = '\uDC80';

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.length === 0 ? second : Buffer.concat([first, second]);
}

/** How many of the bytes are whole characters. */
function wholeOf(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return bytes.length - (bytes.length % 2);
  if (encoding !== 'utf-8') return bytes.length;
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    return back < lengthByLead(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && byte >> 6 === 0b10;

const lengthByLead = (byte: number): number => (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1);

/** How many of the bytes come before a line break at the end that a fold may follow, and before the character that it may cut. */
function beforeFold(bytes: Uint8Array): number {
  const at = bytes.lastIndexOf(NEWLINE);
  const isNear = at >= bytes.length - 5 || bytes.at(-1) === RETURN;
  return isNear ? Math.max(0, (at >= bytes.length - 5 ? at : bytes.length - 1) - 4) : bytes.length;
}

/** Moves the rest of a character that a fold cuts to before the fold, so that lines keep their numbers. */
function withoutCutCharacters(bytes: Uint8Array): Uint8Array {
  let mended: Uint8Array | null = null;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
    const isFold = bytes[at + 1] === 0x20 || bytes[at + 1] === 0x09;
    if (!isFold || !isContinuation(bytes[at + 2])) continue;
    mended ??= bytes.slice();
    const from = bytes[at - 1] === RETURN ? at - 1 : at;
    let to = at + 2;
    while (isContinuation(bytes[to])) to += 1;
    mended.set([...bytes.subarray(at + 2, to), ...bytes.subarray(from, at + 2)], from);
  }
  return mended ?? bytes;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

function decode(bytes: Uint8Array, encoding: Encoding): string {
  const { buffer, byteOffset, byteLength } = bytes;
  switch (encoding) {
    case 'utf-8':
      return decodeUtf8(bytes);
    // Buffer keeps a lone surrogate as it is.
    case 'utf-16le':
      return utf16(Buffer.from(buffer, byteOffset, byteLength - (byteLength % 2)), byteLength);
    case 'utf-16be':
      return utf16(Buffer.from(bytes.slice(0, byteLength - (byteLength % 2))).swap16(), byteLength);
    case 'windows-1253':
      return GREEK['windows-1253'].decode(bytes).replace(/[\uFFFD\u0080-\u009F\u00AA]/g, UNREAD);
    case 'iso-8859-7':
      return GREEK['iso-8859-7'].decode(bytes).replace(/[\uFFFD\u0080-\u009F]/g, UNREAD);
  }
}

const utf16 = (pairs: Buffer, length: number): string =>
  pairs.toString('utf16le') + (length % 2 === 1 ? UNREAD : '');

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    // Line by line, so that a U+FFFD which somebody has written stays what it is in the others.
    let text = '';
    for (let from = 0; from < bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, from);
      const to = newline === -1 ? bytes.length : newline + 1;
      text += decodeLine(bytes.subarray(from, to));
      from = to;
    }
    return text;
  }
}

function decodeLine(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    return LOOSE.decode(bytes).replaceAll('\uFFFD', UNREAD);
  }
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LOOSE = new TextDecoder('utf-8', { ignoreBOM: true });
const GREEK = {
  'windows-1253': new TextDecoder('windows-1253'),
  'iso-8859-7': new TextDecoder('iso-8859-7'),
};

/** UTF-16 without a mark: most text has NULs in it, all at even places or all at odd ones. */
function wideEncoding(head: Uint8Array): Encoding | null {
  const pairs = Math.floor(head.length / 2);
  if (pairs < 2) return null;
  let [even, odd] = [0, 0];
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  // Greek letters have none, but delimiters, digits and line ends do.
  if (odd > pairs * LEAST_NULS && even <= odd * FEWEST_NULS) return 'utf-16le';
  if (even > pairs * LEAST_NULS && odd <= even * FEWEST_NULS) return 'utf-16be';
  return null;
}

const LEAST_NULS = 0.1;
const FEWEST_NULS = 0.02;

/** UTF-8 with some faults has many times more characters of several bytes than faults: Greek of one byte a letter has next to none. */
const MUCH_MORE = 2;

function countUtf8(bytes: Uint8Array): { valid: number; invalid: number } {
  let [valid, invalid] = [0, 0];
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length = lead < 0xc2 || lead > 0xf4 ? 1 : lengthByLead(lead);
    let read = 1;
    while (read < length && isContinuation(bytes[at + read])) read += 1;
    // The head may end inside of a character.
    if (length > 1 && (read === length || at + read === bytes.length)) valid += 1;
    else invalid += 1;
    at += read;
  }
  return { valid, invalid };
}

/**
 * windows-1253 and ISO 8859-7 have the letters in the same places but for Ά and ΅. What tells them apart: 0x80 to 0x9F are no characters in
 * ISO 8859-7; Ά is A2 in the one and B6 in the other, where A2 is a closing quote; A4 is the euro in ISO 8859-7. Where none of these bytes
 * occurs every letter is the same in both, and it is windows-1253, which Greek Windows writes.
 */
function greekEncoding(head: Uint8Array): Encoding {
  let windows = 0;
  let iso = 0;
  head.forEach((byte, at) => {
    const [isAfterLetter, isBeforeLetter] = [isGreekLetter(head[at - 1]), isGreekLetter(head[at + 1])];
    if (byte >= 0x80 && byte <= 0x9f) windows += 1;
    else if (byte === 0xa2 && isBeforeLetter && !isAfterLetter) windows += 1;
    else if (byte === 0xa2 && isAfterLetter && !isBeforeLetter) iso += 1;
    else if (byte === 0xb6 && isBeforeLetter) iso += 1;
    else if (byte === 0xa1 && isBeforeLetter && !isAfterLetter) iso += 1;
    else if (byte === 0xb5 && isAfterLetter) iso += 1;
    else if (byte === 0xa4) iso += 1;
    else if (byte === 0xae) windows += 1;
    else if (byte === 0xaa) iso += 1;
  });
  return iso > windows ? 'iso-8859-7' : 'windows-1253';
}

/** The letters that both have in the same place. */
const isGreekLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte >= 0xbe || (byte >= 0xb8 && byte <= 0xba) || byte === 0xbc);
