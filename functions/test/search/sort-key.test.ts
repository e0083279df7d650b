import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, sortKey } from '../../src/search/sort-key.ts';
import { value } from './arbitraries.ts';
import { population } from './population.ts';

const collator = new Intl.Collator('el', { sensitivity: 'base' });
const byKey = (a: string, b: string) => compareCodePoints(sortKey(a), sortKey(b));

describe('the sort key', () => {
  it('orders names as the Greek collation does', () => {
    const people = population(300, 2);
    const more = [
      'Άβελ',
      'Αβέρωφ',
      'ΑΑΑ',
      'ᾠδή',
      'Ωδείο',
      '3Μ',
      '1ος',
      '10',
      '2',
      'Zed',
      'Łukasz',
      'Lz',
      'Ørsted',
      'Osa',
      'Иван',
      'ς',
      'σα',
      'Σ',
      '(Α)',
      '- Β',
      '# 5',
      '@home',
      '& Υιοί',
      'Anna-Maria',
      'Anna Maria',
      'Annab',
    ];
    const names = [...people.flatMap(({ name, organization }) => [name, organization ?? 'ΑΕ']), ...more].map(
      (name) => name.replace(/\s+/gu, ' '),
    );
    const ours = [...names].sort(byKey);
    const wrong = ours.flatMap((name, at) => {
      const next = ours[at + 1] ?? name;
      const equal = sortKey(name) === sortKey(next);
      const order = collator.compare(name, next);
      return (equal ? order === 0 : order < 0) || name === next ? [] : [`${name} / ${next}`];
    });
    expect(wrong).toEqual([]);
  });

  it('does not see case, accents or the final sigma', () => {
    const forms = ['Ἰωάννης', 'Ιωάννης', 'ΙΩΑΝΝΗΣ', 'ιωαννησ', 'Ιωάννης'.normalize('NFD')];
    expect(new Set(forms.map(sortKey)).size).toBe(1);
  });

  it('is short enough for an index, and cut between two characters', () => {
    for (const name of ['ω'.repeat(5_000), '😀'.repeat(5_000), '山'.repeat(5_000), 'a'.repeat(5_000)]) {
      const key = sortKey(name);
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(900);
      expect(Buffer.byteLength(key)).toBeGreaterThan(890);
      expect(key.isWellFormed()).toBe(true);
    }
  });
});

it('compares by code point, as the bytes of UTF-8 do', () => {
  const text = fc.oneof(value, fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 3_000 },
  );
});
