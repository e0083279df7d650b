import { expect, it } from 'vitest';
import { phoneFilterAlternatives, phoneFilterTerms } from '../../src/search/phone-filter.ts';

const same = (query: string, stored: string) => {
  const terms = phoneFilterTerms(stored);
  return phoneFilterAlternatives(query).some((term) => terms.includes(term));
};

const spellings = [
  [
    '6975550142',
    '697 555 0142',
    '+30 697 555 0142',
    '+306975550142',
    '0030-697-5550142',
    '306975550142',
    '(697) 555.0142',
    '+30 (0) 697 5550142',
  ],
  [
    '2310555017',
    '2310-555 017',
    '+30 2310 555017',
    '00302310555017',
    '2310/555017',
    '2310 555017 εσωτ. 12',
    'τηλ. 2310 555017',
  ],
  ['+357 99 550142', '0035799550142', '99550142', '99 550142', '357 99 550142', '35799550142'],
  ['+49 171 3920012', '0171-39 200 12', '+49 (0)171 3920012', '0049 171 3920012', '49 171 3920012'],
  ['+1 (212) 555-0142', '1-212-555-0142', '0012125550142'],
  ['+44 20 7946 0123', '020 7946 0123', '+44 (0)20 7946 0123', '44 20 7946 0123'],
];

it('knows a number in whatever format either was written', () => {
  const missed = spellings.flatMap((forms) =>
    forms.flatMap((query) =>
      forms.filter((stored) => !same(query, stored)).map((stored) => `${query} / ${stored}`),
    ),
  );
  // A query that begins with a word is no number.
  expect(missed.filter((pair) => !pair.startsWith('τηλ'))).toEqual([]);
});

it('never takes one number for another', () => {
  const all = spellings.flatMap((forms, group) => forms.map((form) => ({ form, group })));
  const wrong = all.flatMap((a) =>
    all.filter((b) => a.group !== b.group && same(a.form, b.form)).map((b) => `${a.form} / ${b.form}`),
  );
  expect(wrong).toEqual([]);
  const others = [
    '697 555 0143',
    '+357 697 555 0142',
    '+43 20 79460124',
    '555 0142',
    '12',
    '+30 99550142',
    '+1 697 555 0142',
  ];
  expect(others.filter((other) => spellings.flat().some((stored) => same(other, stored)))).toEqual([]);
});

it('takes the word of a query for the country of a foreign number that was stored without one', () => {
  expect([same('+43 171 3920012', '0171-39 200 12'), same('+43 171 3920012', '+49 171 3920012')]).toEqual([
    true,
    false,
  ]);
  expect([same('+43 697 5550142', '697 555 0142'), same('+30 171 3920012', '0171-39 200 12')]).toEqual([
    false,
    false,
  ]);
});

it('finds each of several numbers in one value, and no part of one', () => {
  const stored = '2310555017 / 6975550142';
  expect([
    same('6975550142', stored),
    same('2310 555017', stored),
    same('5550176975', stored),
    same('697', stored),
  ]).toEqual([true, true, false, false]);
  expect([
    phoneFilterAlternatives(''),
    phoneFilterAlternatives('abc'),
    phoneFilterTerms('no number'),
  ]).toEqual([[], [], []]);
});
