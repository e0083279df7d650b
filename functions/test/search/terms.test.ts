import { describe, expect, it } from 'vitest';
import { planSearch } from '../../src/search/plan.ts';
import { compileQuery } from '../../src/search/query.ts';
import { ANYTHING_TERM } from '../../src/search/term-kinds.ts';
import { MAX_SEARCH_TERMS, searchIndex, searchTerms } from '../../src/search/terms.ts';
import { seedCustomers } from '../../scripts/seed-customers.ts';
import { customerValues, type SearchableCustomer } from '../support/customer-values.ts';
import { numbers, population } from './population.ts';

const filled = (letter: () => string) => {
  const text = (length: number) => Array.from({ length }, letter).join('');
  const contacts = Array.from({ length: 100 }, () => ({ type: 'other', value: text(94) }));
  return { name: text(300), organization: text(300), contacts };
};

describe('what is stored with a record', () => {
  const middleOf = (customers: readonly SearchableCustomer[]) => {
    const sizes = customers
      .map((customer) => searchIndex(customerValues(customer)))
      .map(({ terms, groups }) => terms.size + groups.size)
      .sort((a, b) => a - b);
    return sizes[Math.floor(sizes.length / 2)];
  };

  it('is at most 660 terms and tokens with the median customer', () => {
    const seed = seedCustomers.map(({ name, organization = null, contacts }) => ({
      name,
      organization,
      contacts,
    }));
    expect(middleOf(seed)).toBeLessThan(660);
    expect(middleOf(population(1_000))).toBeLessThan(660);
  });

  it('is the term for anything, and no token, above a lower maximum', () => {
    const [one] = population(1).map((customer) => searchIndex(customerValues(customer)));
    const [customer] = population(1);
    const size = (one?.terms.size ?? 0) + (one?.groups.size ?? 0);
    const values = customer === undefined ? [] : customerValues(customer);
    expect(searchIndex(values, size)).toEqual(one);
    for (const max of [size - 1, one?.terms.size ?? 0, 10]) {
      expect(searchIndex(values, max)).toEqual({ terms: new Set([ANYTHING_TERM]), groups: new Map() });
    }
  });
});

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
    expect(searchIndex(customerValues(noise))).toEqual({
      terms: new Set([ANYTHING_TERM]),
      groups: new Map(),
    });
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
      const { terms, groups } = searchIndex(customerValues(noise));
      expect(terms.size + groups.size).toBeLessThanOrEqual(MAX_SEARCH_TERMS);
    }
  });
});
