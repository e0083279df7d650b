import fc from 'fast-check';
import type { SearchableCustomer } from '../support/customer-values.ts';

const names = [
  ...['Γιώργος Παπαδόπουλος', 'Μαρία Παπαϊωάννου', 'Ἰωάννης Χρυσόστομος', 'ΑΧΑΪΑ ΑΕ', 'Άννα Παπά-Γεωργίου'],
  ...['Αγγελική Μπακογιάννη', 'Νεράιδα Γκίκα', 'Φώτης Ξυδάκης', 'Ψαρράς Ευθύμιος', 'Ιωσήφ Ραφτόπουλος'],
  ...[
    'Giorgos Papadopoulos',
    'Dhmhtrhs Xatzhs',
    'Vassilis Chatzikyriakos',
    'Maya Bakoyianni',
    'Sean O’Brien',
  ],
  ...[
    'Łukasz Øst',
    'Müller & Söhne',
    'NIKOΣ ΠAΠAΣ',
    'Μaria Ρapas',
    'Ι.Ν. Αγίου Νικολάου',
    'Παππάς & ΣΙΑ Ο.Ε.',
  ],
  ...[
    '8essalonikh A.E.',
    '3anthi 0',
    'Studio #5 1977/54',
    'ﬁne Ａｔｈｅｎｓ',
    'Иван Петров',
    '山田 太郎',
    '한글 이름',
    'İstanbul Ltd.',
  ],
  ...[
    'τηλ. 2310 555017 εσωτ. 12',
    '+30 697 555 0142',
    '0030 2310-555 017',
    '+49 (0)171 3920012',
    '0171/3920012',
  ],
  ...['Ι. Μ. Ξενοφώντος', 'Α. Β. Κουρής', 'ΛΑΜΔΑ Γ. Α.Ε.', 'Α/Ε', 'ΕΛ.ΤΑ.', '∆ήμος', 'Aglandjia Ghikas'],
  ...['EL 094 014 201', 'EL094014201', 'GR16 0110 1250 0000 0001 2300 695', 'ΙΚΧ-1234', 'IKX 1234'],
  ...['30 6972555333', '357 99 123458', '0030 697/5550143', '\u202A697 2555333\u202C'],
  ...[
    '+357 99 550142 / 6975550142',
    '1-212-555-0142',
    'info@example.gr',
    'rina.papa@παράδειγμα.gr',
    'a.b.c@x.y',
  ],
];
const marks = [
  '.',
  '..',
  ' ',
  '  ',
  '-',
  '‐',
  '@',
  '+',
  '(0)',
  "'",
  '’',
  '΄',
  '¨',
  '&',
  '#',
  '/',
  ',',
  '…',
  '\u0301',
  '\u200D',
  '\t',
  '\u00A0',
  '😀',
  '*',
  '½',
  '¸',
];

/** A text as it may stand in a customer: parts of real names, of any script, glued with marks. */
export const value: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...names) },
      { weight: 3, arbitrary: fc.constantFrom(...marks) },
      {
        weight: 2,
        arbitrary: fc.string({
          unit: fc.constantFrom(...Array.from('αβγικμνοπρστυφχωέύϊΐςaeiouyhxkgndbmpstcfvzjwq0123489')),
          maxLength: 8,
        }),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
      { weight: 1, arbitrary: fc.stringMatching(/^[+]?[0-9 ]{1,12}$/) },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .chain((parts) => fc.constantFrom('', ' ', '.').map((glue) => parts.join(glue)))
  .map((text) => text.toWellFormed().normalize('NFC'));

export const customer: fc.Arbitrary<SearchableCustomer> = fc.record({
  name: value,
  organization: fc.option(value),
  contacts: fc.array(fc.record({ type: fc.constantFrom('phone', 'email', 'other'), value }), {
    maxLength: 3,
  }),
});

export const valuesOf = (customer: SearchableCustomer) => [
  customer.name,
  customer.organization ?? '',
  ...customer.contacts.map((contact) => contact.value),
];

/** A part of a text between two code points. */
export const partOf = (text: string): fc.Arbitrary<string> => {
  const letters = Array.from(text);
  return fc
    .tuple(fc.nat(letters.length), fc.nat(letters.length))
    .map(([a, b]) => letters.slice(Math.min(a, b), Math.max(a, b) + 1).join(''));
};

const respellings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/γι(?=[αεηοωυ])/gu, ['y', 'gi', 'yi', 'j', 'gh']],
  [/ου/gu, ['ou', 'u', 'oy']],
  [/[οε]ι|υι/gu, ['ei', 'i', 'oi']],
  [/αι/gu, ['ai', 'e']],
  [/αυ/gu, ['au', 'av', 'af', 'ay']],
  [/ευ/gu, ['eu', 'ev', 'ef', 'ey']],
  [/γγ|γκ/gu, ['gg', 'ng', 'gk', 'g']],
  [/μπ/gu, ['b', 'mp', 'mb']],
  [/ντ/gu, ['d', 'nt', 'nd']],
  [/θ/gu, ['th', '8', '9']],
  [/ξ/gu, ['x', 'ks', '3']],
  [/ψ/gu, ['ps', '4']],
  [/χ/gu, ['ch', 'x', 'h', 'kh']],
  [/φ/gu, ['f', 'ph']],
  [/η/gu, ['h', 'i']],
  [/υ/gu, ['y', 'u', 'i']],
  [/ω/gu, ['w', 'o', '0']],
  [/β/gu, ['v', 'b']],
  [/σ|ς/gu, ['s', 'ss']],
  [/δ/gu, ['d', 'dh']],
];
const oneToOne: Readonly<Record<string, string>> = {
  ...{
    α: 'a',
    ε: 'e',
    ζ: 'z',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    τ: 't',
    γ: 'g',
  },
};

/** A Greek text as somebody may type it in Latin letters. */
export const greeklish = (text: string, choices: readonly number[]): string => {
  let bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  respellings.forEach(([sound, spellings], index) => {
    bare = bare.replace(sound, spellings[(choices[index] ?? 0) % spellings.length] ?? '');
  });
  return Array.from(bare, (letter) => oneToOne[letter] ?? letter).join('');
};

const choices = fc.array(fc.nat(4), { minLength: 20, maxLength: 20 });
const anyCase = (text: string) =>
  fc.constantFrom(text, text.toUpperCase(), text.toLowerCase(), text.normalize('NFD').replace(/\p{M}/gu, ''));

/** A query that has a fair chance to match the customer, in one way or another. */
export const queryFor = (customer: SearchableCustomer): fc.Arbitrary<string> => {
  const source = fc.constantFrom(...valuesOf(customer));
  const part = source.chain(partOf);
  const word = source.map((text) => text.split(/\s+/u)).chain((words) => fc.constantFrom(...words));
  return fc.oneof(
    part.chain(anyCase),
    word.chain(anyCase),
    word.chain(partOf),
    fc.tuple(part, choices).map(([text, how]) => greeklish(text, how)),
    fc.tuple(word, choices).map(([text, how]) => greeklish(text, how)),
    fc.tuple(word, word, fc.constantFrom(' ', ', ', '. ', '  ')).map(([a, b, glue]) => a + glue + b),
    fc.tuple(part, part, part).map((parts) => parts.join(' ')),
    part.map((text) => text.replace(/[^0-9+]/gu, '')),
    part.map((text) => text.replace(/[^\p{L}\p{N}]/gu, '')),
    fc
      .tuple(word, fc.constantFrom(' ', '.', '. ', '/'))
      .map(([text, glue]) => Array.from(text.replace(/[^\p{L}\p{N}]/gu, '')).join(glue)),
    fc.tuple(part, choices, fc.constantFrom(' ', '. ')).map(([text, how, glue]) =>
      greeklish(text, how)
        .split(/[\s.]+/u)
        .join(glue),
    ),
    fc
      .tuple(fc.constantFrom('+30', '0030', '30', '0', '+49', '+1', '00357', '357', '+357', '49', '+'), part)
      .map(([code, text]) => code + text.replace(/[^0-9 ]/gu, '')),
    fc
      .tuple(fc.shuffledSubarray(valuesOf(customer).join(' ').split(/\s+/u)), choices, fc.boolean())
      .map(([words, how, latin]) => (latin ? greeklish(words.join(' '), how) : words.join(' '))),
    fc.constantFrom(...marks),
    fc.constantFrom(...names).chain(partOf),
    value.chain(partOf),
  );
};
