// Properties as the text of a vCard 4.0 (RFC 6350).

/** A property of a card. */
export interface WrittenProperty {
  name: string;
  /** Names and values, without quotes and control characters. */
  parameters?: Readonly<Record<string, string>>;
  /** As it stands in the file: `cardText` makes it of a text. */
  value: string;
  /** Another property that belongs to this one, such as its label. */
  label?: string;
}

/** The card, each line ended by CRLF. */
export function writeCard(properties: readonly WrittenProperty[]): string {
  let groups = 0;
  const lines = properties.flatMap(({ name, parameters = {}, value, label }) => {
    const group = label === undefined ? '' : `item${++groups}.`;
    const given = Object.entries(parameters).map(([key, each]) => `;${key}=${parameterText(each)}`);
    const line = `${group}${name}${given.join('')}:${value}`;
    return label === undefined ? [line] : [line, `${group}X-ABLABEL:${cardText(label)}`];
  });
  return ['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD', ''].map(folded).join('\r\n');
}

/** A text as a value (RFC 6350, 3.4). Control characters that a card cannot hold vanish. */
export const cardText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(/[\\,;]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** RFC 6350, 3.3. */
const parameterText = (value: string): string => (/^[A-Za-z0-9-]+$/.test(value) ? value : `"${value}"`);

/** Tab and line feed are the only ones that a card has. */
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F]/g;

/** A line in pieces of at most 75 octets, none of which ends inside a character (RFC 6350, 3.2). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= MAX_OCTETS) return line;
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

const MAX_OCTETS = 75;
