// Text of a file of vCards 2.1, 3.0 and 4.0 as cards. ical.js reads what its version of the format allows; here is what real programs write besides.
import { MAX_ROW_BYTES, type RowFault, rowFault } from './faults.ts';
import { type Line, LineSplitter } from './lines.ts';

/** A card of the file. JSON-able. */
export interface CardRow {
  /** Where it begins. */
  line: number;
  card: Card;
  fault?: RowFault;
}

export interface Card {
  properties: readonly CardProperty[];
}

export interface CardProperty {
  /** In capitals. */
  name: string;
  /** Properties of one group belong together, such as a number and its label. */
  group?: string;
  /** By name in capitals. */
  parameters: Readonly<Record<string, readonly string[]>>;
  /** Unescaped; one with parts, such as the city of an address, is a list of texts. */
  values: readonly (string | readonly string[])[];
}

/** `ICAL.parse`: jCard (RFC 7095) of the text of one card. It is given, so that the library is loaded only where cards are read. */
export type ParseCard = (text: string) => unknown;

/**
 * Reads in pieces and keeps no more than one card, without its pictures. Beside RFC 2426 and RFC 6350 it reads vCard 2.1: types without
 * `TYPE=`, QUOTED-PRINTABLE with soft line breaks and its CHARSET, BASE64 that ends with an empty line.
 */
export class VCardReader {
  readonly #lines = new LineSplitter(MAX_ROW_BYTES);
  readonly #parse: ParseCard;
  /** The card that is open. */
  #card: OpenCard | null = null;
  #nested = 0;
  /** Whether the lines before belong to no card: they are told once. */
  #isStray = false;

  constructor(parse: ParseCard) {
    this.#parse = parse;
  }

  push(piece: string): CardRow[] {
    return this.#lines.push(piece).flatMap((line) => this.#take(line));
  }

  end(): CardRow[] {
    const rows = this.#lines.end().flatMap((line) => this.#take(line));
    return this.#card === null ? rows : [...rows, faulty(this.#card.line, 'card_not_closed')];
  }

  #take(line: Line): CardRow[] {
    const card = this.#card;
    if (card === null) return this.#between(line);
    if (BEGIN.test(line.text)) {
      if (card.isAgent()) {
        this.#nested += 1;
        return [];
      }
      this.#card = new OpenCard(line.number);
      return [faulty(card.line, 'card_not_closed')];
    }
    if (END.test(line.text)) {
      if (this.#nested > 0) {
        this.#nested -= 1;
        return [];
      }
      this.#card = null;
      return [this.#row(card)];
    }
    if (this.#nested === 0) card.take(line);
    return [];
  }

  #between(line: Line): CardRow[] {
    if (BEGIN.test(line.text)) {
      this.#card = new OpenCard(line.number);
      this.#nested = 0;
      this.#isStray = false;
      return [];
    }
    if (line.text.trim() === '' || this.#isStray) return [];
    this.#isStray = true;
    return [faulty(line.number, 'not_a_card')];
  }

  #row(card: OpenCard): CardRow {
    if (card.isTooLarge) return faulty(card.line, 'row_too_large');
    const text = card.text();
    if (!text.isWellFormed()) return faulty(card.line, 'undecodable_bytes');
    try {
      return { line: card.line, card: { properties: propertiesOf(this.#parse(withoutBackslashes(text))) } };
    } catch {
      return faulty(card.line, 'malformed_card');
    }
  }
}

// An indented line goes on with the one before it, whatever it says.
const BEGIN = /^BEGIN\s*:\s*VCARD\s*$/i;
const END = /^END\s*:\s*VCARD\s*$/i;

const faulty = (line: number, code: RowFault['code']): CardRow => ({
  line,
  card: { properties: [] },
  fault: rowFault(code),
});

/** The lines of a card, unfolded, without pictures. */
class OpenCard {
  readonly line: number;
  isTooLarge = false;
  /** Each line in the pieces that it was folded into. */
  readonly #lines: string[][] = [];
  #version = '3.0';
  /** What goes on in the next line: a quoted-printable value, or a picture. */
  #goesOn: 'quoted' | 'picture' | null = null;
  #size = 0;

  constructor(line: number) {
    this.line = line;
  }

  /** Whether the last property is the card of somebody's agent, which stands inside of this one. */
  isAgent(): boolean {
    return /^AGENT\b/i.test(this.#lines.at(-1)?.[0] ?? '');
  }

  take({ text, isCut }: Line): void {
    const isIndented = text.startsWith(' ') || text.startsWith('\t');
    if (this.#goesOn === 'quoted') {
      this.#goOn(text);
      this.#goesOn = isSoftBreak(text) ? 'quoted' : null;
      return;
    }
    if (this.#goesOn === 'picture') {
      if (isIndented || text.trim() === '' || !START.test(text)) return;
      this.#goesOn = null;
    }
    if (PICTURE.test(text)) {
      this.#goesOn = 'picture';
      return;
    }
    this.isTooLarge ||= isCut;
    // vCard 2.1 folds before a space that belongs to the text.
    if (isIndented) this.#goOn(this.#version === '2.1' ? text : text.slice(1));
    else if (START.test(text)) this.#begin(text);
    // A line break that a program forgot to escape: the value goes on.
    else if (text.trim() !== '') this.#goOn(`\\n${text}`);
  }

  #begin(text: string): void {
    const head = text.slice(0, text.indexOf(':') + 1);
    if (/^VERSION:$/i.test(head)) this.#version = text.slice(head.length).trim();
    if (this.#grows(text)) this.#lines.push([text]);
    this.#goesOn = /QUOTED-PRINTABLE/i.test(head) && isSoftBreak(text) ? 'quoted' : null;
  }

  #goOn(text: string): void {
    const pieces = this.#lines.at(-1);
    if (pieces === undefined || !this.#grows(text)) return;
    if (this.#goesOn === 'quoted') pieces.push((pieces.pop() ?? '').trimEnd().slice(0, -1));
    pieces.push(text);
  }

  #grows(text: string): boolean {
    this.#size += text.length;
    this.isTooLarge ||= this.#size > MAX_ROW_BYTES;
    return !this.isTooLarge;
  }

  /** As a card that ical.js reads. */
  text(): string {
    const lines = this.#lines.map((pieces) => toLine(pieces.join(''))).filter((line) => line !== null);
    const version = this.#version === '4.0' ? '4.0' : '3.0';
    return ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');
  }
}

/** Where a property begins; its parameters may go on in the next line. */
const START = /^(?:[A-Za-z0-9-]+\.)?[A-Za-z][A-Za-z0-9-]*[;:]/;

/** A group, a name, and what comes before the value. */
const PROPERTY = /^(?:[A-Za-z0-9-]+\.)?[A-Za-z][A-Za-z0-9-]*(?:;(?:"[^"]*"|[^":])*)?:/;

/** What is never read: pictures and sounds, and any value in BASE64. */
const PICTURE =
  /^(?:[A-Za-z0-9-]+\.)?(?:(?:PHOTO|LOGO|SOUND|KEY)[;:]|[A-Za-z0-9-]+(?:;[^:]*)?;(?:ENCODING=)?(?:b|BASE64)[;:])/i;

const isSoftBreak = (line: string): boolean => line.trimEnd().endsWith('=');

/** A line as the format of its version has it; null for one that says nothing to us. */
function toLine(line: string): string | null {
  const head = PROPERTY.exec(line)?.[0];
  if (head === undefined) return null;
  const value = line.slice(head.length);
  const [name = '', ...given] = splitOutsideQuotes(head.slice(0, -1));
  const property = name.replace(/^.*\./, '').toUpperCase();
  if (property === 'VERSION' || property === 'AGENT') return null;
  const isQuotedPrintable = given.some((parameter) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/i.test(parameter));
  const charset = given.find((parameter) => /^CHARSET=/i.test(parameter))?.slice('CHARSET='.length);
  const parameters = given.filter((parameter) => !OF_THE_TRANSPORT.test(parameter)).map(namedParameter);
  // ical.js refuses the whole card where this is no pair of numbers, as many programs write it.
  if (property === 'GEO') parameters.push('VALUE=text');
  const start = [name, ...parameters].join(';');
  const text = isQuotedPrintable ? escaped(decodeQuotedPrintable(value, charset), property) : value;
  return `${start}:${WITH_PARTS.includes(property) || property.startsWith('X-') ? text : plainSemicolons(text)}`;
}

/** A parameter of vCard 2.1 without a name is a type; one of a program's own (`X-…`) is a label, which Android writes with its encoding. */
function namedParameter(parameter: string): string {
  if (/^[A-Za-z0-9-]+=/.test(parameter)) return parameter;
  const [, custom] = /^X-CUSTOM\((.*)\)$/i.exec(parameter) ?? [];
  const label =
    custom === undefined
      ? /^X-(?!INTERNET$)(.+)$/i.exec(parameter)?.[1]
      : decodeQuotedPrintable(custom.slice(custom.lastIndexOf(',') + 1));
  const text = (label ?? parameter).replace(/[\p{Cc}"]/gu, '');
  if (label !== undefined) return `X-LABEL="${text}"`;
  return /^[A-Za-z0-9-]*$/.test(text) ? `TYPE=${text}` : `TYPE="${text}"`;
}

/** ical.js leaves `\\;` as it is where a value has no parts, and could not be told from an escaped backslash afterwards. */
const plainSemicolons = (value: string): string =>
  value.replace(/\\(.)/gs, (pair, character: string) => (character === ';' ? ';' : pair));

/** Parameters that say how the value is written in the file, or that it is a number, for which ical.js refuses a card with another text. */
const OF_THE_TRANSPORT =
  /^(?:(?:ENCODING=)?(?:QUOTED-PRINTABLE|8BIT|7BIT)|ENCODING=.*|CHARSET=.*|VALUE="?(?:float|integer|boolean)"?)$/i;

/** At semicolons; those in quotes are text. */
const splitOutsideQuotes = (head: string): string[] => head.match(/(?:"[^"]*"|[^;"])+/g) ?? [];

/** Properties whose parts are told apart by semicolons, which vCard 2.1 escapes where they are text. */
const WITH_PARTS = ['N', 'ADR', 'ORG'];

/** A value of vCard 2.1, which escapes semicolons and nothing else, as one of 3.0. */
function escaped(value: string, property: string): string {
  const text = value
    .replace(/\\(?!;)/g, '\\\\')
    .replace(/,/g, '\\,')
    .replace(/\r\n?|\n/g, '\\n');
  return WITH_PARTS.includes(property) ? text : text.replace(/\\?;/g, '\\;');
}

/** RFC 2045, 6.7. What the character set does not have becomes a lone surrogate, as in `encoding.ts`. */
function decodeQuotedPrintable(value: string, charset = 'utf-8'): string {
  return value.replace(/(?:=[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = Buffer.from(run.replaceAll('=', ''), 'hex');
    return decodeAs(charset, bytes).replaceAll('\uFFFD', '\uDC80');
  });
}

/** As UTF-8 where nobody knows the character set. */
function decodeAs(charset: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** ical.js takes the comma behind an escaped backslash for an escaped comma, so these are something else while it reads. */
const withoutBackslashes = (text: string): string =>
  text.replace(/\\(.)/gs, (pair, character: string) => (character === '\\' ? BACKSLASH : pair));

const withBackslashes = (text: string): string => text.replace(BACKSLASHES, '\\');

/** No well-formed text has it. */
const BACKSLASH = '\uDC5C';
/** One that is no half of another character. */
const BACKSLASHES = /\uDC5C/gu;

/** Throws where it is no jCard. */
function propertiesOf(jcard: unknown): CardProperty[] {
  const [, properties] = jcard as [string, JCardProperty[]];
  return properties.map(([name, { group, ...parameters }, type, ...values]) => ({
    name: name.toUpperCase(),
    ...(typeof group === 'string' && { group: group.toLowerCase() }),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([key, value]) => [
        key.toUpperCase(),
        [value].flat().map(withBackslashes),
      ]),
    ),
    values: values.map((value) =>
      Array.isArray(value)
        ? value.map(partText)
        : withBackslashes(type === 'text' ? value : unescaped(value)),
    ),
  }));
}

type JCardProperty = [
  name: string,
  parameters: Record<string, string | string[]>,
  type: string,
  ...values: (string | (string | string[])[])[],
];

/** A part may be a list itself, such as a street of two lines. */
const partText = (part: string | string[]): string => withBackslashes([part].flat().join(', '));

/** ical.js leaves values as they stand in the file, unless they are text by the standard. */
const unescaped = (value: string): string =>
  value.replace(/\\(.)/gs, (_, character: string) => (/[nN]/.test(character) ? '\n' : character));
