import { describe, expect, it } from 'vitest';
import { planSearch } from '../../src/search/plan.ts';
import { compileQuery } from '../../src/search/query.ts';
import { ANYTHING_TERM } from '../../src/search/term-kinds.ts';
import { MAX_SEARCH_TERMS, searchTerms } from '../../src/search/terms.ts';
import { customerValues } from '../support/customer-values.ts';
import { numbers, population } from './population.ts';

const filled = (letter: () => string) => {
  const text = (length: number) => Array.from({ length }, letter).join('');
  const contacts = Array.from({ length: 100 }, () => ({ type: 'other', value: text(94) }));
  return { name: text(300), organization: text(300), contacts };
};

describe('the largest customers that validation lets in', () => {
  const random = numbers(11);

  it('keep all their terms when they hold a hundred real contacts', () => {
    const people = population(100, 12);
    const contacts = people.flatMap((one) => one.contacts).slice(0, 100);
    const name = people
      .map((one) => one.name)
      .join(' ')
      .slice(0, 300);
    const organization = people
      .map((one) => one.organization ?? '')
      .join(' ')
      .slice(0, 300);
    const terms = searchTerms(customerValues({ name, organization, contacts }));
    expect(terms.size).toBeLessThan(6_000);
    expect(terms).not.toContain(ANYTHING_TERM);
  });

  it('store one term for anything when their text is noise, and every plan asks for it', () => {
    const noise = filled(() => String.fromCodePoint(0x4e00 + Math.floor(random() * 20_000)));
    expect([...searchTerms(customerValues(noise))]).toEqual([ANYTHING_TERM]);
    for (const query of ['α', '&', 'γιωργος παπας', '+30 69', 'a@b']) {
      expect(planSearch(compileQuery(query))).toContainEqual([ANYTHING_TERM]);
    }
  });

  it('never store more than the cap', () => {
    for (const letters of [
      'abcdefghijklmnopqrstuvwxyz ',
      'αβγδεζηθικλμνξοπρστυφχψω ',
      'ab αβ',
      '0123456789 +',
      '.,-&/()',
      'hdbgx ',
    ]) {
      const noise = filled(() => letters.charAt(Math.floor(random() * letters.length)));
      const terms = searchTerms(customerValues(noise));
      expect(terms.size).toBeLessThanOrEqual(MAX_SEARCH_TERMS);
    }
  });
});
