import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match } from '../../src/search/match.ts';
import { FIRESTORE_LIMITS } from '../../src/search/plan.ts';
import { compileQuery } from '../../src/search/query.ts';
import { planGroup, planNamed, type GroupPlan } from '../../src/search/relevance-plan.ts';
import { groupTokens } from '../../src/search/relevance-tokens.ts';
import { groupOf, tokensOf } from '../../src/search/relevance.ts';
import { searchIndex, type SearchIndex } from '../../src/search/terms.ts';
import { customerValues, type SearchableCustomer } from '../support/customer-values.ts';
import { customer, queryFor } from './arbitraries.ts';
import { processorMilliseconds } from '../support/processor-time.ts';

const numRuns = 3_000;
const groups = [1, 2, 3, 4, 5] as const;

const isInPlan = ({ terms, groups }: SearchIndex, plan: GroupPlan) =>
  plan.some(
    (list) =>
      list.groups.every(([token, group]) => groups.get(token) === group) &&
      list.terms.every((term) => terms.has(term)),
  );

/** The group of a customer that matches, or null. */
const groupIn = (query: string, one: SearchableCustomer) => {
  const compiled = compileQuery(query);
  if (!match(compiled, customerValues(one))) return null;
  const tokens = groupTokens(customerValues(one));
  return groupOf(compiled, (token) => tokens.get(token));
};

const name = (text: string): SearchableCustomer => ({ name: text, organization: null, contacts: [] });
const organization = (text: string): SearchableCustomer => ({ ...name(''), organization: text });
const contact = (type: string, text: string): SearchableCustomer => ({
  ...name(''),
  contacts: [{ type, value: text }],
});

describe('the group of a customer', () => {
  it.each([
    ['γιαννης', name('Γιάννης Παππάς'), 1],
    ['giannis', name('Γιάννης Παππάς'), 1],
    ['giann', name('Γιάννης Παππάς'), 2],
    ['γιανν', name('Giannis Pappas'), 2],
    ['γιαννης', organization('Γιάννης & ΣΙΑ'), 3],
    ['giann', organization('Γιάννης & ΣΙΑ'), 4],
    ['giannis', contact('email', 'giannis.p@example.gr'), 5],
    ['γιαννης', contact('email', 'giannis.p@example.gr'), 5],
    ['giannis@', contact('email', 'giannis@example.gr'), 5],
    ['giannis.p', contact('email', 'giannis.p@example.gr'), 5],
    ['giannis.papadopoulou@ex', contact('email', 'giannis.papadopoulou@example.gr'), 5],
    ['@giannis.p', contact('other', '@giannis.pap'), 5],
    ['nick45', contact('other', 'nick45'), 5],
    ['nick.4', contact('other', 'nick.45'), 5],
    ['example', contact('email', 'giannis@example.gr'), 6],
    ['ira', name('Ήρα Αλεξίου'), 1],
    ['papas', name('Παππάς Νίκος'), 1],
    ['papas', name('Ακίνητα Παπαστεφάνου'), 2],
    ['xenos', name('Χένος'), 1],
    ['xenos', name('Ξένος'), 1],
    ['bakos', name('Βάκος'), 1],
    ['bakos', name('Μπάκος'), 1],
    ['νικολα', name('Νικολαΐδης'), 2],
    ['νικολα', name('Νικολαίδης'), 2],
    ['παπα', name('Παπά Παπαδόπουλος Παπαδάκης'), 1],
    ['αε', name('Α.Ε. Κουρής'), 1],
    ['γ α', name('Γ. Αλεξίου'), 2],
    ['γ αλ', name('Γ. Αλεξίου'), 2],
    ['EL0940', organization('EL 094 014 201'), 4],
    ['EL094014201', contact('other', 'EL 094 014 201'), 5],
    ['παπακωνσταντινουπουλ', name('Παπακωνσταντινουπουλάκης'), 2],
    ['παπακωνσταντινουπουλακης', name('Παπακωνσταντινουπουλάκης'), 1],
    ['γιωργος παπ', name('Γιώργος Παπαδόπουλος'), 2],
    ['παπαδοπουλος γιωργος', name('Γιώργος Παπαδόπουλος'), 1],
    ['γιωργος 697', { ...contact('phone', '697 555 0142'), name: 'Γιώργος' }, 5],
    ['studio 54', name('Studio 54'), 1],
    ['&', name('Παππάς & ΣΙΑ'), 6],
    ['υ', name('υσπoゾ'), 6],
    ['γι', name('Γιゾ Γιώργος'), 2],
  ] as const)('%s', (query, one, expected) => {
    expect(groupIn(query, one)).toBe(expected);
  });

  it('is 5 for a beginning of a phone number, in any of its formats', () => {
    const forms = ['697 555 0142', '+30 697-5550142', '0030 6975550142', '30 6975550142'];
    const queries = [
      '6',
      '697',
      '697 555',
      '6975550142',
      '+306',
      '+30 697',
      '0030 697',
      '30697',
      '30 697 555 0142',
    ];
    for (const form of forms)
      for (const query of queries)
        expect(groupIn(query, contact('phone', form)), `${query} | ${form}`).toBe(5);
    for (const query of ['+49 171', '0171', '171', '0049171', '49171', '49 171 392'])
      expect(groupIn(query, contact('phone', '+49 (0)171 3920012')), query).toBe(5);
    expect(groupIn('0142', contact('phone', '697 555 0142'))).toBe(6);
  });
});

describe('the plan of a group', () => {
  it.each(['υ', 'υσ', 'υσπ'])(
    'finds a short beginning of a word with a letter that has no sound: %s',
    (text) => {
      const query = compileQuery(text);
      const { groups } = searchIndex(customerValues(name('υσπoゾ')));
      const group = groupOf(query, (token) => groups.get(token));
      const isNamed = isInPlan({ terms: new Set(), groups }, planNamed(query) ?? []);
      expect(isNamed || group === 6).toBe(true);
    },
  );

  it('finds every customer of the group, and stays within the limits', () => {
    let grouped = 0;
    let wrong = 0;
    fc.assert(
      fc.property(
        customer.chain((one) => fc.tuple(fc.constant(one), queryFor(one))),
        fc.constantFrom(
          FIRESTORE_LIMITS,
          { lists: 10, terms: 40 },
          { lists: 3, terms: 12 },
          { lists: 1, terms: 1 },
        ),
        ([one, text], limits) => {
          const query = compileQuery(text);
          const plans = groups.map((group) => planGroup(query, group, limits));
          for (const plan of plans) {
            expect(plan.length).toBeLessThanOrEqual(limits.lists);
            expect(plan.flatMap((list) => [...list.groups, ...list.terms]).length).toBeLessThanOrEqual(
              limits.terms,
            );
          }
          const named = planNamed(query, limits);
          expect(named?.length ?? 0).toBeLessThanOrEqual(limits.lists);
          expect(named?.flatMap((list) => list.groups).length ?? 0).toBeLessThanOrEqual(limits.terms);
          if (!match(query, customerValues(one))) return;
          const index = searchIndex(customerValues(one));
          const group = groupOf(query, (token) => index.groups.get(token));
          grouped += group === 6 ? 0 : 1;
          if (group <= 4 && named !== null) expect(isInPlan(index, named), `${text}, named`).toBe(true);
          for (const [at, plan] of plans.entries()) {
            if (at + 1 === group) expect(isInPlan(index, plan), `${text}, group ${group}`).toBe(true);
            else if (limits === FIRESTORE_LIMITS && isInPlan(index, plan)) wrong++;
          }
        },
      ),
      { numRuns },
    );
    expect(grouped).toBeGreaterThan(numRuns / 5);
    expect(wrong).toBeLessThan(grouped / 8);
  });

  it('wants tokens that Firestore takes as field names, and no others than those that the list code selects', () => {
    fc.assert(
      fc.property(
        customer.chain((one) => fc.tuple(fc.constant(one), queryFor(one))),
        ([one, text]) => {
          const query = compileQuery(text);
          const tokens = groupTokens(customerValues(one));
          const selected = new Map(tokensOf(query).map((token) => [token, tokens.get(token)]));
          expect(groupOf(query, (token) => selected.get(token))).toBe(
            groupOf(query, (token) => tokens.get(token)),
          );
          const odd = [...tokens.keys(), ...selected.keys()].filter(
            (token) => /^__.*__$/u.test(token) || !token.isWellFormed() || Buffer.byteLength(token) > 150,
          );
          expect(odd).toEqual([]);
        },
      ),
      { numRuns: numRuns / 4 },
    );
  });

  it('is made in a moment, however many words a query has and however they can be read', () => {
    const texts = [2, 3, 4, 6, 10, 15, 30, 60].flatMap((count) =>
      ['γι', 'giannakh', 'papadopoy', 'hdbgxuy', 'α.β', '697', 'a@b'].map((text) =>
        Array.from({ length: count }, (_, at) => `${text}${'αβγδεζηθικλμνξοπρστυφχψω'.charAt(at % 24)}`).join(
          ' ',
        ),
      ),
    );
    for (const text of texts) {
      const query = compileQuery(text);
      const time = processorMilliseconds(() => {
        for (const group of groups) planGroup(query, group);
      });
      expect(time, text).toBeLessThan(MOST_PLAN_MS);
    }
  });
});

/** Usual queries are planned in 1 ms; the margin is for slower processors. */
const MOST_PLAN_MS = 250;
