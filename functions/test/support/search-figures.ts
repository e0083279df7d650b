import type { CustomerInDB } from '../../src/crm/customers/models.ts';
import { formsOf, matchForms } from '../../src/search/match.ts';
import { compileQuery } from '../../src/search/query.ts';
import { groupTokens } from '../../src/search/relevance-tokens.ts';
import { groupOf } from '../../src/search/relevance.ts';
import { compareCodePoints, sortKey } from '../../src/search/sort-key.ts';
import { customerValues } from './customer-values.ts';

/** What people type, three letters or more: Greek and Greeklish, one word and several, numbers and parts of addresses. */
export const typedQueries: readonly string[] = [
  ...['γιωργος', 'παπαδοπουλος γιωργος', 'παπαδ', 'ΟΙΚΟΝΟΜΟΥ', 'κωνσταντινιδ', 'Ξανθίππη Ψαρρά', 'τσακιρης'],
  ...[
    'giorgos',
    'giwrgos papa',
    'ikonomou',
    'hatzis',
    'ksidakis',
    'mpar',
    'dimitris makris',
    'maria geor',
    'brien',
  ],
  ...[
    'ι.ν. αγιου γεωργιου',
    'agias paraskevis patra',
    'μητροπολη',
    'audio systems',
    'τεχνικη α.ε.',
    '& ΣΙΑ',
    'kakis',
  ],
  ...['6975', '697 5', '+30 694', '2101', '210 12', '99 512', '5551', '12345'],
  ...['info@', 'maria.', 'giorgos.papadopoylos', 'parish.example'],
];

/** What a search box asks for while these are typed: letter by letter, from the first. */
export const keystrokes: readonly string[] = [
  ...['Παπαδόπου', 'γιωργος', 'giorgos papa', 'αγιου νικολ', 'tsakiris', '697 55', 'info@exa', 'Ι.Ν. Αγ'],
].flatMap((typed) =>
  Array.from(typed, (_, at) => typed.slice(0, at + 1)).filter((text) => !text.endsWith(' ')),
);

/** The ids that a list must show, by the pure matcher over all customers, in the order asked for. */
export function oracle(
  customers: readonly CustomerInDB[],
  { search = '', sort, only = () => true }: OracleQuery,
): string[] {
  const [found = []] = foundBy(customers.filter(only), [search], sort);
  return found;
}

/** The same for several searches by relevance. What is made of a customer's values is made once, which is three quarters of the time. */
export function oracles(customers: readonly CustomerInDB[], searches: readonly string[]): string[][] {
  return foundBy(customers, searches);
}

function foundBy(
  customers: readonly CustomerInDB[],
  searches: readonly string[],
  sort?: OracleQuery['sort'],
): string[][] {
  const asked = searches.map((search) => ({
    search,
    query: compileQuery(search),
    found: [] as { id: string; keys: (string | number)[] }[],
  }));
  for (const customer of customers) {
    const { id, name } = customer;
    const values = customerValues(customer);
    const forms = formsOf(values);
    let groups: ReturnType<typeof groupTokens> | undefined;
    const groupAt = (token: string) => (groups ??= groupTokens(values)).get(token);
    for (const { search, query, found } of asked) {
      if (search !== '' && !matchForms(query, forms)) continue;
      found.push({ id, keys: sort?.(customer) ?? [groupOf(query, groupAt), sortKey(name)] });
    }
  }
  return asked.map(({ found }) =>
    found.sort((a, b) => compareKeys(a.keys, b.keys) || compareCodePoints(a.id, b.id)).map(({ id }) => id),
  );
}

export interface OracleQuery {
  search?: string;
  /** Keys to go by, instead of relevance and name. */
  sort?: (customer: CustomerInDB) => (string | number)[];
  only?: (customer: CustomerInDB) => boolean;
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? 0;
    const order = typeof left === 'number' ? left - Number(right) : compareCodePoints(left, String(right));
    if (order !== 0) return order;
  }
  return 0;
}
