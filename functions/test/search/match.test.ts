import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { match } from '../../src/search/match.ts';
import { planSearch } from '../../src/search/plan.ts';
import { compileQuery } from '../../src/search/query.ts';
import { searchTerms } from '../../src/search/terms.ts';
import type { WeightedValue } from '../../src/search/weighted-value.ts';
import { customerValues, matchCustomer, type SearchableCustomer } from '../support/customer-values.ts';
import { population } from './population.ts';
import { processorMilliseconds } from '../support/processor-time.ts';

interface Case {
  readonly class: string;
  readonly query: string;
  readonly customer: SearchableCustomer;
  readonly match: boolean;
  readonly hard?: boolean;
}

const read = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n');

const examples = read('search-examples.jsonl').map((line) => JSON.parse(line) as Case);

const ownCases = () => {
  const cases: Case[] = [];
  let heading = /^# (not found|found): (.+)$/u.exec('');
  for (const line of read('cases.txt')) {
    heading = /^# (not found|found): (.+)$/u.exec(line) ?? heading;
    // A query may begin with # as well: only a line with columns is a case.
    const [query = '', name = '', organization = '', contacts = ''] = line
      .split('|')
      .map((part) => part.trim());
    if (!line.includes('|') || heading === null || line.startsWith('# The format')) continue;
    const values = contacts.split(';').flatMap((contact) => {
      const [, type, value] = /^\s*(\w+):(.+)$/u.exec(contact) ?? [];
      return type === undefined || value === undefined ? [] : [{ type, value }];
    });
    const customer = { name, organization: organization === '' ? null : organization, contacts: values };
    cases.push({ class: heading[2] ?? '', query, customer, match: heading[1] === 'found' });
  }
  return cases;
};

const byClass = (cases: readonly Case[]) => Object.entries(Object.groupBy(cases, (one) => one.class));

/** The cases that come out wrong; by the index too, for what it does not find nobody sees. */
const wrong = (cases: readonly Case[]) =>
  cases.flatMap(({ query, customer, match: expected }) => {
    const found = matchCustomer(query, customer);
    const terms = searchTerms(customerValues(customer));
    const read = planSearch(compileQuery(query)).some((list) => list.every((term) => terms.has(term)));
    if (found === expected && (read || !expected)) return [];
    return [`${expected ? 'missed' : 'found'}: ${query} | ${JSON.stringify(customer)}`];
  });

describe('the examples that came with the task', () => {
  it.each(byClass(examples))('%s', (_class, cases = []) => {
    expect(wrong(cases.filter((one) => one.hard !== true))).toEqual([]);
  });
});

describe('our own examples', () => {
  const cases = ownCases();

  it('are many', () => {
    expect(cases.length).toBeGreaterThan(900);
    expect(cases.filter((one) => !one.match).length).toBeGreaterThan(120);
  });

  it.each(byClass(cases))('%s', (_class, some = []) => {
    expect(wrong(some)).toEqual([]);
  });
});

const named = (name: string, organization: string | null = null, phone = ''): SearchableCustomer => ({
  name,
  organization,
  contacts: phone === '' ? [] : [{ type: 'phone', value: phone }],
});

describe('weighted values', () => {
  const value = (text: string, weight: 0 | 1 | 2, mayHoldPhones = false): WeightedValue => ({
    text,
    weight,
    mayHoldPhones,
  });
  const isFound = (query: string, ...values: WeightedValue[]) => match(compileQuery(query), values);

  it('are read as phone numbers only where they may hold some', () => {
    expect(isFound('+30 6975550142', value('697 555 0142', 0, true))).toBe(true);
    expect(isFound('+30 6975550142', value('697 555 0142', 0))).toBe(false);
    expect(isFound('54 1977', value('1977/54', 0))).toBe(true);
    expect(isFound('54 1977', value('1977/54', 0, true))).toBe(false);
  });
});

describe('a query that asks for nothing', () => {
  it('matches every customer and has no plan', () => {
    expect([matchCustomer('', named('Α')), matchCustomer(' \t\u00A0', named('Α'))]).toEqual([true, true]);
    expect([planSearch(compileQuery('')), planSearch(compileQuery('  '))]).toEqual([[], []]);
  });
});

describe('processor time', () => {
  it('verifies a thousand candidates fast enough to be no part of the bill', () => {
    const customers = population(1_000, 3);
    const times = ['papadopoulos', 'xatzhdakhs maria', '697 555', 'γιωργος'].map((query) => {
      const compiled = compileQuery(query);
      return processorMilliseconds(() =>
        customers.forEach((customer) => match(compiled, customerValues(customer))),
      );
    });
    // 15 ms on an idle core, 35 ms on a busy one; the margin is for slower processors.
    expect(Math.max(...times)).toBeLessThan(150);
  });

  it('does not blow up on hostile values and queries', () => {
    const repeated = (text: string, length: number) =>
      text.repeat(Math.ceil(length / text.length)).slice(0, length);
    for (const text of [
      'hdbgx',
      'hdb xgu ',
      'aαbβhη',
      'nchndhb',
      'α.β.',
      '+1(0)/',
      'ά\u0308',
      'a@.',
      '8 8a ',
    ]) {
      const customer = {
        name: repeated(text, 300),
        organization: repeated(text, 300),
        contacts: Array.from({ length: 100 }, () => ({ type: 'other', value: repeated(text, 90) })),
      };
      const query = repeated(text, 300);
      expect(
        processorMilliseconds(() => searchTerms(customerValues(customer))),
        text,
      ).toBeLessThan(400);
      expect(
        processorMilliseconds(() => planSearch(compileQuery(query))),
        text,
      ).toBeLessThan(50);
      expect(
        processorMilliseconds(() => matchCustomer(`${query} ψ`, customer)),
        text,
      ).toBeLessThan(50);
    }
  });

  it('plans a query of many words that can each be read in many ways', () => {
    const letter = (digit: string) => 'hdbgxuyeoai'.charAt(parseInt(digit, 11));
    const word = (at: number) => ((at + 3) * 6_700_417).toString(11).replace(/./gu, letter);
    const queries = [
      [40, 7],
      [20, 14],
      [7, 40],
    ].map(([words = 0, length = 0]) =>
      Array.from({ length: words }, (_, at) => word(at).repeat(5).slice(0, length)).join(' '),
    );
    for (const query of queries)
      expect(processorMilliseconds(() => planSearch(compileQuery(query)))).toBeLessThan(150);
  });
});
