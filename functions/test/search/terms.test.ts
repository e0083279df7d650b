import { describe, expect, it } from 'vitest';
import { anythingTerm } from '../../src/search/grams.ts';
import { planSearch } from '../../src/search/plan.ts';
import { maxSearchTerms, searchTerms } from '../../src/search/terms.ts';
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
    const terms = searchTerms({ name, organization, contacts });
    expect(terms.size).toBeLessThan(6_000);
    expect(terms).not.toContain(anythingTerm);
  });

  it('store one term for anything when their text is noise, and every plan asks for it', () => {
    const noise = filled(() => String.fromCodePoint(0x4e00 + Math.floor(random() * 20_000)));
    expect([...searchTerms(noise)]).toEqual([anythingTerm]);
    for (const query of ['α', '&', 'γιωργος παπας', '+30 69', 'a@b']) {
      expect(planSearch(query)).toContainEqual([anythingTerm]);
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
      const terms = searchTerms(filled(() => letters.charAt(Math.floor(random() * letters.length))));
      expect(terms.size).toBeLessThanOrEqual(maxSearchTerms);
    }
  });
});
