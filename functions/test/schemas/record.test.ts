import { expect, it } from 'vitest';
import { ImportMapping } from '../../src/crm/customers/formats/mapping.ts';
import { MergeEnvelope } from '../../src/crm/customers/merge-models.ts';

const parsed = (text: string): unknown => JSON.parse(text);

it('a name that Zod leaves out of a record without a word is refused, at its place', () => {
  const places = (result: ReturnType<typeof MergeEnvelope.safeParse>) =>
    result.error?.issues.map(({ path, code }) => [path.join('/'), code]);
  const merge = (field: string) => parsed(`{"from":["a"],${field}}`);
  expect(places(MergeEnvelope.safeParse(merge('"etags":{"__proto__":"x"}')))).toEqual([
    ['etags/__proto__', 'custom'],
  ]);
  expect(places(MergeEnvelope.safeParse(merge('"choose":{"__proto__":"a"}')))).toEqual([
    ['choose/__proto__', 'custom'],
  ]);
  expect(ImportMapping.safeParse(parsed('{"__proto__":null}')).success).toBe(false);
  const known = parsed('{"constructor":"name","toString":null}');
  expect(ImportMapping.parse(known)).toEqual(known);
});
