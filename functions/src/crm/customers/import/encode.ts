// Text in the encoding of a file that it goes back to: Node decodes them all, and encodes only Unicode.
import type { Encoding } from '../../../formats/encoding.ts';

/** What the encoding does not have becomes a question mark. */
export function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const bytes = tableOf(encoding);
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? QUESTION_MARK));
}

const QUESTION_MARK = 0x3f;

/** The byte of each character of an encoding of single bytes. */
function tableOf(encoding: 'windows-1253' | 'iso-8859-7'): Map<string, number> {
  const known = TABLES.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const character = decoder.decode(Uint8Array.of(byte));
    if (character !== '\uFFFD') table.set(character, byte);
  }
  TABLES.set(encoding, table);
  return table;
}

const TABLES = new Map<string, Map<string, number>>();
