import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '../../src/search/fold.ts';
import { matchCustomer } from '../support/customer-values.ts';
import { customer, partOf, queryFor, valuesOf } from './arbitraries.ts';

const numRuns = 2_500;
const withPart = (form: (text: string) => string) =>
  customer.chain((one) =>
    fc
      .constantFrom(...valuesOf(one))
      .chain((text) => fc.tuple(fc.constant(one), fc.constant(text), partOf(form(text)))),
  );

it('finds every substring of a lower-cased value', () => {
  fc.assert(
    fc.property(
      withPart((text) => text),
      ([one, text, part]) => {
        if (text.toLowerCase().includes(part.toLowerCase())) expect(matchCustomer(part, one)).toBe(true);
      },
    ),
    { numRuns },
  );
});

it('finds every substring of a value that is lower-cased already', () => {
  fc.assert(
    fc.property(
      withPart((text) => text.toLowerCase()),
      ([one, , part]) => {
        expect(matchCustomer(part, one)).toBe(true);
      },
    ),
    { numRuns },
  );
});

it('finds every substring of a normalised value', () => {
  fc.assert(
    fc.property(withPart(fold), ([one, , part]) => {
      expect(matchCustomer(part, one)).toBe(true);
    }),
    { numRuns },
  );
});

it('gives the same answer whatever normal form the query and the customer are in', () => {
  const decomposed = (one: Parameters<typeof valuesOf>[0]) => ({
    name: one.name.normalize('NFD'),
    organization: one.organization?.normalize('NFD') ?? null,
    contacts: one.contacts.map(({ type, value }) => ({ type, value: value.normalize('NFD') })),
  });
  fc.assert(
    fc.property(
      customer.chain((one) => fc.tuple(fc.constant(one), queryFor(one))),
      ([one, text]) => {
        const query = text.normalize('NFC');
        const found = matchCustomer(query, one);
        expect(matchCustomer(query, decomposed(one))).toBe(found);
        expect(matchCustomer(query.normalize('NFD'), one)).toBe(found);
      },
    ),
    { numRuns },
  );
});

it('folds a folded text to itself', () => {
  fc.assert(
    fc.property(customer, (one) => {
      for (const text of valuesOf(one)) expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns },
  );
});
