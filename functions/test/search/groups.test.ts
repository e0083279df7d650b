import { describe, expect, it } from 'vitest';
import { planSearch } from '../../src/search/plan.ts';
import { compileQuery } from '../../src/search/query.ts';
import { searchTerms } from '../../src/search/terms.ts';
import { customerValues, matchCustomer, type SearchableCustomer } from '../support/customer-values.ts';

/** Where a value may stand. `phone` and `other` are read for phone numbers, the others are not. */
const PLACES = {
  name: (value: string): SearchableCustomer => ({ name: value, organization: null, contacts: [] }),
  organization: (value: string): SearchableCustomer => ({ name: 'Α', organization: value, contacts: [] }),
  other: (value: string): SearchableCustomer => ({
    name: 'Α',
    organization: null,
    contacts: [{ type: 'other', value }],
  }),
};
type Place = keyof typeof PLACES;
const EVERYWHERE: Place[] = ['name', 'organization', 'other'];

const isFound = (query: string, customer: SearchableCustomer) => matchCustomer(query, customer);
const isRead = (query: string, customer: SearchableCustomer) => {
  const terms = searchTerms(customerValues(customer));
  return planSearch(compileQuery(query)).some((list) => list.every((term) => terms.has(term)));
};

/** The pairs of query and stored value that are missed, by the matcher or by the index. */
const missed = (queries: readonly string[], stored: readonly string[], places: readonly Place[]) =>
  places.flatMap((place) =>
    stored.flatMap((value) =>
      queries
        .filter((query) => !isFound(query, PLACES[place](value)) || !isRead(query, PLACES[place](value)))
        .map((query) => `${query} | ${value} (${place})`),
    ),
  );
const found = (queries: readonly string[], stored: readonly string[], places: readonly Place[]) =>
  places.flatMap((place) =>
    stored.flatMap((value) =>
      queries
        .filter((query) => isFound(query, PLACES[place](value)))
        .map((query) => `${query} | ${value} (${place})`),
    ),
  );

/** The ways to write an abbreviation. */
const spelt = (letters: string) => {
  const each = Array.from(letters);
  return [
    letters,
    each.join('.'),
    `${each.join('.')}.`,
    `${each.join('. ')}.`,
    each.join(' '),
    each.join('/'),
    each.join(' / '),
    each.join('-'),
    letters.toLowerCase(),
    `${each.join('. ')}.`.toLowerCase(),
  ];
};

describe('an abbreviation', () => {
  it.each(['ΑΕ', 'ΙΜ', 'ΕΠΕ', 'ΑΕΒΕ', 'ΙΚΕ', 'ΔΕΥΑ', 'SA', 'JP'])(
    '%s is one word however it is written',
    (letters) => {
      const stored = spelt(letters).flatMap((form) => [
        `ΛΑΜΔΑ ${form}`,
        `${form} Ξενοφώντος`,
        form,
        ...(form.endsWith('.') ? [`${form}Ξενοφώντος`] : []),
      ]);
      expect(missed(spelt(letters), stored, EVERYWHERE)).toEqual([]);
    },
  );

  it.each([
    ['ae', 'ΑΕ'],
    ['epe', 'ΕΠΕ'],
    ['im', 'ΙΜ'],
    ['ΑΒ', 'AB'],
    ['ΧΑΝ', 'XAN'],
  ])('%s sounds like %s however either is written', (typed, stored) => {
    expect(missed(spelt(typed), spelt(stored), EVERYWHERE)).toEqual([]);
  });

  it('is found with the words around it, in any order, and while it is typed', () => {
    const stored = spelt('ΙΜ').map((form) => `${form} Ξενοφώντος`);
    expect(
      missed(
        spelt('ιμ').map((form) => `${form} ξενοφωντος`),
        stored,
        EVERYWHERE,
      ),
    ).toEqual([]);
    expect(
      missed(
        spelt('ιμ').map((form) => `ξενοφωντος ${form}`),
        stored,
        EVERYWHERE,
      ),
    ).toEqual([]);
    expect(missed(['ι.μ. ξ', 'ι.μ. ξε', 'ιμ ξ', 'ι. μ. ξ', 'ι μ ξ', 'i.m. x'], stored, EVERYWHERE)).toEqual(
      [],
    );
    expect(
      missed(['α', 'α.β', 'αβ', 'α. β. κ', 'αβ κου', 'β. κουρης'], ['Α. Β. Κουρής'], EVERYWHERE),
    ).toEqual([]);
  });

  it('is found behind the initial of a name, and that initial before it', () => {
    const stored = ['Παππάς Γ. Α.Ε.', 'Παππάς Γ. ΑΕ', 'Παππάς Γ. Α. Ε.', 'Παππάς Γ Α.Ε.'];
    expect(
      missed(['αε', 'ae', 'α. ε.', 'γ. α.ε.', 'γ αε', 'παππας γ. α.ε.', 'γ.'], stored, EVERYWHERE),
    ).toEqual([]);
  });

  it('may have groups of two letters', () => {
    expect(
      missed(['ελτα', 'ελ.τα.', 'ΕΛ.ΤΑ', 'elta'], ['ΕΛ.ΤΑ.', 'ΕΛ.ΤΑ. Α.Ε.', 'ΕΛΤΑ'], EVERYWHERE),
    ).toEqual([]);
  });

  it('is not another one, nor single letters anywhere', () => {
    const others = [
      'Παππάς Ο. Ε.',
      'Αφοί Παππά Ε.Π.Ε.',
      'Αθηνά Ελένη Μαρία',
      'Ι. Ν. Αγίου Μηνά',
      'Ανδρέου ΙΚΕ',
      'Α Ν Ε',
    ];
    const dotted = [
      'αε',
      'α.ε.',
      'α. ε.',
      'α.ε',
      'Α/Ε',
      'α / ε',
      'ι.μ.',
      'ι. μ.',
      'ιμ',
      'Ι-Μ',
      'α. β.',
      'i.m.',
      'a.e.',
      'i. m.',
    ];
    expect(found(dotted, others, EVERYWHERE)).toEqual([]);
    expect(
      found(['ι μ', 'ι ν', 'ο ε'], ['Ι. Κ. Μηνάς Νίκος', 'Γιάννης Μαρής', 'ΟΤΕ Αθηνών'], EVERYWHERE),
    ).toEqual([]);
  });

  it('is no part of a long word beside it', () => {
    expect(
      found(['κουρησα', 'ακουρης', 'κουρηςα'], ['Κουρής Α.', 'Α. Κουρής', 'Κουρής.Α'], EVERYWHERE),
    ).toEqual([]);
    expect(found(['ιμξ', 'ιμξεν', 'μξεν'], ['Ι.Μ. Ξενοφώντος', 'Ι. Μ. Ξενοφώντος'], EVERYWHERE)).toEqual([]);
  });

  it('is still found as it is written, across the ends of words', () => {
    expect(missed(['α ε', 'ά ε'], ['Μαρία Ελένη', 'Μαρία, Ελένη', 'Μαρία (Ελένη)'], EVERYWHERE)).toEqual([]);
    expect(missed(['ς. α', 'σ. α.'], ['Κώστας. Α.'], EVERYWHERE)).toEqual([]);
  });
});

describe('a code', () => {
  const codes = [
    ['EL094014201', 'EL 094014201', 'EL 094 014 201', 'EL-094-014-201', 'el 094.014.201'],
    ['094014201', '094 014 201', '094-014-201', '094.014.201'],
    ['GR1601101250000000012300695', 'GR16 0110 1250 0000 0001 2300 695', 'gr16-0110-1250-0000-0001-2300-695'],
    ['CY17002001280000001200527600', 'CY17 0020 0128 0000 0012 0052 7600'],
    ['GB29NWBK60161331926819', 'GB29 NWBK 6016 1331 9268 19'],
    ['MT84MALT011000012345MTLCAST001S', 'MT84 MALT 0110 0001 2345 MTLC AST0 01S'],
    ['ΙΚΧ1234', 'ΙΚΧ 1234', 'ΙΚΧ-1234', 'ικχ 1234', 'Ι.Κ.Χ. 1234', 'Ι Κ Χ 1234'],
    ['KAA123', 'KAA 123', 'kaa-123'],
  ];

  it.each(codes.map((forms) => [forms[0] ?? '', forms] as const))(
    '%s is found with and without spaces',
    (_code, forms) => {
      const stored = forms.flatMap((form) => [form, `Κωδικός: ${form}`, `${form} Παππάς`]);
      expect(missed(forms, stored, EVERYWHERE)).toEqual([]);
    },
  );

  it('is found in the letters of the other script', () => {
    expect(missed(['ικχ1234', 'ικχ 1234'], ['IKX 1234', 'IKX1234', 'IKX-1234'], EVERYWHERE)).toEqual([]);
    expect(missed(['ikx1234', 'ikx 1234'], ['ΙΚΧ 1234', 'ΙΚΧ1234', 'ΙΚΧ-1234'], EVERYWHERE)).toEqual([]);
  });

  it('is found while it is typed', () => {
    const starts = [
      'el0',
      'el09',
      'el09401',
      'el094014',
      'EL 09',
      'EL 094 0',
      'EL0940 14',
      '09401',
      '0940142',
    ];
    expect(missed(starts, ['EL 094 014 201', 'EL094014201', 'EL-094014201'], ['other'])).toEqual([]);
    expect(
      missed(['gr16011', 'gr160110125', 'GR16 0110 12'], ['GR16 0110 1250 0000 0001 2300 695'], EVERYWHERE),
    ).toEqual([]);
  });

  it('is not another one, nor put together from two values or two words', () => {
    const stored = ['EL 094 014 201', 'EL094014201', 'ΙΚΧ 1234', 'GR16 0110 1250 0000 0001 2300 695'];
    const wrong = [
      'EL094014202',
      'EL 094 014 202',
      'ΙΚΨ1234',
      'ΙΚΧ1235',
      'χ1234',
      'κχ1234',
      'GR17011012',
      'R160110',
      'el94014201',
    ];
    expect(found(wrong, stored, EVERYWHERE)).toEqual([]);
    expect(
      found(
        ['παπα5γεωργιου', 'παπαγεωργιου', 'αγιου12', 'ικα5'],
        ['Παπά 5 Γεωργίου', 'Αγίου 12', 'Αγροτικά 5'],
        EVERYWHERE,
      ),
    ).toEqual([]);
    const apart: SearchableCustomer = {
      name: 'ΙΚΧ',
      organization: '1234',
      contacts: ['EL 094', '014 201', 'GR16 0110'].map((value) => ({ type: 'other', value })),
    };
    expect(
      ['ικχ1234', 'el094014', '094014201', 'gr1601101250'].filter((query) => isFound(query, apart)),
    ).toEqual([]);
  });
});

describe('a phone number', () => {
  const spellings = (code: string, ...groups: string[]) => {
    const national = groups.join('');
    return [
      `${code}${national}`,
      `${code} ${groups.join(' ')}`,
      `${code}-${groups.join('-')}`,
      `${code} ${groups.join('/')}`,
      `(${code}) ${national}`,
    ];
  };
  const numbers: [string, string[]][] = [
    ['30', ['697', '2555333']],
    ['30', ['2310', '555', '017']],
    ['357', ['99', '123458']],
    ['357', ['22', '345678']],
    ['49', ['171', '3920012']],
    ['44', ['20', '7946', '0123']],
    ['1', ['212', '555', '0142']],
  ];
  const all = numbers.map(([code, groups]) => ({
    stored: [
      ...spellings(code, ...groups),
      ...spellings(`+${code}`, ...groups),
      ...spellings(`00${code}`, ...groups),
    ],
    national: [groups.join(''), groups.join(' '), groups.join('/'), groups.join('-')],
    start: [`+${code} ${groups[0] ?? ''}`, `00${code}${groups[0] ?? ''}`],
  }));

  it.each(all)('is found by every spelling: $stored.1', ({ stored, national, start }) => {
    expect(missed([...stored, ...national, ...start], stored, ['other'])).toEqual([]);
  });

  it('is found without its country code by its whole with one', () => {
    for (const { stored, national } of all) expect(missed(stored, national, ['other'])).toEqual([]);
  });

  it('does not mind invisible marks', () => {
    const number = '30 697 2555333';
    const stored = [
      '\u202A+30 697 255 5333\u202C',
      '\u2066' + number + '\u2069',
      `\u200E${number}`,
      '69\u200B7 255\u00AD5333',
      '\uFEFF0030 697/2555333',
    ];
    const queries = ['6972555333', '+30697', '\u202A+30 6972555333\u202C', '697\u200E2555333', '2555333'];
    expect(missed(queries, stored, ['other'])).toEqual([]);
  });

  it('has slashes inside, and slashes before the next', () => {
    expect(
      missed(
        ['6975550143', '+30697555', '0030 697/5550143', '697/555'],
        ['0030 697/5550143', '30 697/5550143', '+30 697/555/0143'],
        ['other'],
      ),
    ).toEqual([]);
    const two = ['2310555017/6975550142', '0030 2310555017 / 0030 6975550142', '2310 555 017, 697 5550142'];
    expect(missed(['2310555017', '6975550142', '+302310555017', '+306975550142'], two, ['other'])).toEqual(
      [],
    );
    expect(found(['5550176975', '0176975550142'], two, ['other'])).toEqual([]);
  });

  it('is not one of another country, nor one that lies across two values', () => {
    const wrong: [string, string][] = [
      ['+357 697 2555333', '30 6972555333'],
      ['+30 99123458', '357 99 123458'],
      ['+357 99 123459', '357 99 123458'],
      ['+995 50142', '99 550142'],
      ['+210 555', '2105550177'],
      ['+1 212', '212 555 0142'],
      ['+697 5550142', '697 555 0142'],
      ['+30 30', '30 6972555333 '.slice(3)],
      ['0030 698', '30 6972555333'],
      ['357 99 1234', '99 123458'],
      ['+7 916', '79 161234'],
      ['35799123458', '99 1234589'],
    ];
    expect(wrong.filter(([query, stored]) => isFound(query, PLACES.other(stored)))).toEqual([]);
    const apart: SearchableCustomer = {
      name: 'Α',
      organization: null,
      contacts: ['30', '6972555333', '357', '99 123458'].map((value) => ({ type: 'phone', value })),
    };
    expect(
      ['306972555333357', '5333357', '35799 1234589', '33399'].filter((query) => isFound(query, apart)),
    ).toEqual([]);
  });
});

describe('letters that look or sound alike', () => {
  it('are read whatever sign stands for them', () => {
    expect(
      missed(['δημος', 'dimos', '∆ημος', 'ΔΗΜΟΣ'], ['∆ήμος Αθηναίων', 'Δήμος Αθηναίων', '∆ΗΜΟΣ'], EVERYWHERE),
    ).toEqual([]);
    expect(missed(['σωμα', 'ωμεγα', 'μικρο', 'παν'], ['∑ώμα, Ωμέγα, µικρό, ∏αν'], EVERYWHERE)).toEqual([]);
    expect(found(['λημος', 'αημος', 'τριγωνο'], ['∆ήμος Αθηναίων'], EVERYWHERE)).toEqual([]);
  });

  it('are read as the word that they were put into', () => {
    expect(missed(['νικος', 'nikos'], ['ΝΙКΟΣ', 'NIKOΣ', 'ΝІКОΣ'], EVERYWHERE)).toEqual([]);
    expect(missed(['maria', 'μαρια'], ['Маria', 'Μaria'], EVERYWHERE)).toEqual([]);
    expect(missed(['ΝІКΟΣ', 'Маria'], ['Νίκος Maria'], EVERYWHERE)).toEqual([]);
    expect(found(['νικος', 'maria', 'nikos'], ['Нина Мария', 'НИКА'], EVERYWHERE)).toEqual([]);
  });

  it('are read in overlapping groups', () => {
    expect(
      missed(['aglandjia', 'aglanjia', 'aglantzia', 'aglandzia', 'agland'], ['Αγλαντζιά'], EVERYWHERE),
    ).toEqual([]);
    expect(missed(['ghikas', 'gikas', 'gkikas', 'ggikas', 'ghika'], ['Γκίκας'], EVERYWHERE)).toEqual([]);
    expect(missed(['anghelos', 'angelos', 'aggelos', 'anghel'], ['Άγγελος'], EVERYWHERE)).toEqual([]);
    expect(missed(['αγλαντζια', 'γκικας', 'αγγελος'], ['Aglandjia Ghikas Anghelos'], EVERYWHERE)).toEqual([]);
    expect(
      found(['aglandjia', 'ghikas', 'anghelos'], ['Αγλαΐα', 'Ξικάς', 'Άνελος', 'Αγλαδιά'], EVERYWHERE),
    ).toEqual([]);
  });

  it('are not one letter when one is repeated and nothing else', () => {
    const names = ['Albert Novak', 'Αντώνης', 'Σοφία', 'Kevin Sia', 'Maria', 'Ελένη', 'Nikos'];
    expect(
      found(['ααα', 'αα', 'aaa', 'σσσ', 'sss', 'κκκ', 'κκε', 'μμμμ', 'εεε', 'ννν'], names, EVERYWHERE),
    ).toEqual([]);
    expect(missed(['αννα', 'παππας', 'vassilis'], ['Ana Papas Vasilis'], EVERYWHERE)).toEqual([]);
    expect(missed(['ααα', 'aaa'], ['ΑΑΑ Ταξί', 'AAA Taxi'], EVERYWHERE)).toEqual([]);
  });
});
