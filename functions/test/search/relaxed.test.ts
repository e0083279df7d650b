import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matchRelaxed } from '../../src/search/relaxed/match.ts';
import { planRelaxed } from '../../src/search/relaxed/plan.ts';
import { compileRelaxed } from '../../src/search/relaxed/query.ts';
import { relaxedTerms } from '../../src/search/relaxed/terms.ts';
import { customerValues, matchCustomer } from '../support/customer-values.ts';

interface Case {
  readonly query: string;
  readonly name: string;
  readonly organization: string;
}

/** The cases of a file by their heading. */
function read(file: string): Map<string, Case[]> {
  const found = new Map<string, Case[]>();
  let heading = '';
  for (const line of readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')) {
    const [, title] = /^# ((?:not )?found: .*)$/u.exec(line) ?? [];
    heading = title ?? heading;
    if (line === '' || line.startsWith('#')) continue;
    const [query = '', name = '', organization = ''] = line.split('|').map((part) => part.trim());
    found.set(heading, [...(found.get(heading) ?? []), { query, name, organization }]);
  }
  return found;
}

const valuesOf = ({ name, organization }: Case) => customerValues({ name, organization, contacts: [] });

const isRelaxed = (one: Case) => {
  const query = compileRelaxed(one.query);
  return query !== null && matchRelaxed(query, valuesOf(one));
};

const isPlanned = (one: Case) => {
  const query = compileRelaxed(one.query);
  const terms = relaxedTerms(valuesOf(one));
  return query !== null && planRelaxed(query).some((list) => list.every((term) => terms.has(term)));
};

/** What the strict search finds needs no second one. */
const isStrict = (one: Case) => matchCustomer(one.query, { ...one, contacts: [] });

const cases = [...read('relaxed-cases.txt')];

describe.each(cases.filter(([heading]) => heading.startsWith('found')))('%s', (_heading, found) => {
  it('finds each, strictly or relaxed', () => {
    expect(found.filter((one) => !isStrict(one) && !isRelaxed(one))).toEqual([]);
  });

  it('finds by the index what it finds', () => {
    expect(found.filter((one) => isRelaxed(one) && !isPlanned(one))).toEqual([]);
  });

  it('finds more than the strict search', () => {
    expect(found.filter((one) => !isStrict(one) && isRelaxed(one)).length).toBeGreaterThan(found.length / 2);
  });
});

describe.each(cases.filter(([heading]) => heading.startsWith('not found')))('%s', (_heading, others) => {
  it('finds none', () => {
    expect(others.filter((one) => !isStrict(one) && isRelaxed(one))).toEqual([]);
  });
});

it('adds nobody whom the cases of the strict search say must not be found', () => {
  const others = [...read('cases.txt')].filter(([heading]) => heading.startsWith('not found'));
  expect(others.length).toBeGreaterThan(10);
  expect(others.flatMap(([, ones]) => ones.filter((one) => !isStrict(one) && isRelaxed(one)))).toEqual([]);
});

it('has nothing to relax in numbers, addresses, marks and nothing', () => {
  for (const query of ['', '  ', '697 555 0142', '+30 697', 'info@example.gr', '&', 'γ', '.', '😀']) {
    expect(compileRelaxed(query), query).toBeNull();
  }
});

it('looks for numbers and addresses as the strict search does', () => {
  const customer = customerValues({
    name: 'Μαρία Παπαδοπούλου',
    organization: null,
    contacts: [
      { type: 'phone', value: '+30 697 555 0142' },
      { type: 'email', value: 'maria@example.gr' },
    ],
  });
  const finds = (query: string) => {
    const compiled = compileRelaxed(query);
    return compiled !== null && matchRelaxed(compiled, customer);
  };
  expect(finds('παπαδοπουλος 6975550142')).toBe(true);
  expect(finds('παπαδοπουλος 697 555')).toBe(true);
  expect(finds('παπαδοπουλος maria@')).toBe(true);
  expect(finds('παπαδοπουλος 6985550142')).toBe(false);
  expect(finds('παπαδοπουλος petros@')).toBe(false);
});
