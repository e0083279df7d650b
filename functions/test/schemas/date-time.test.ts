import { expect, it } from 'vitest';
import { DateTime } from '../../src/schemas/date-time.ts';

it.for([
  ['2026-01-01T10:00', '2026-01-01T10:00:00Z'],
  ['2026-01-01T10:00Z', '2026-01-01T10:00:00Z'],
  ['2026-01-01T10:00:30', '2026-01-01T10:00:30Z'],
  ['2026-01-01T10:00+02:00', '2026-01-01T08:00:00Z'],
  ['2026-01-01T00:30-05:00', '2026-01-01T05:30:00Z'],
  ['2026-01-01T00:30+02:00', '2025-12-31T22:30:00Z'],
  ['2026-01-01T10:00:00.123456+02:00', '2026-01-01T08:00:00.123456Z'],
  ['2024-02-29T10:00:00-00:00', '2024-02-29T10:00:00Z'],
  ['9999-12-31T23:30+02:00', '9999-12-31T21:30:00Z'],
  ['0000-01-01T00:30-02:00', '0000-01-01T02:30:00Z'],
] as const)('the date-time %s is %s', ([sent, given]) => {
  expect(DateTime.parse(sent)).toBe(given);
  expect(DateTime.parse(given)).toBe(given);
});

it.for([
  ...[
    '2026-01-01',
    '10:00',
    '2026-01-01 10:00',
    '2026-02-30T10:00Z',
    '2026-01-01T24:00Z',
    '2026-01-01T10:00:60Z',
  ],
  ...['2026-01-01T10:00+24:00', '2026-01-01T10:00+0200', '2026-01-01T10:00+02', '2026-01-01T10:00:00,5Z', ''],
  ...['2026-01-01T10:00Z ', '2026-01-01T10:00.5Z', `2026-01-01T10:00:00.${'1'.repeat(15)}Z`],
  // In UTC these have a year that RFC 3339 cannot write.
  ...['9999-12-31T23:30-02:00', '0000-01-01T00:30+02:00'],
  `2026-01-01T10:00:00.${'1'.repeat(900_000)}Z`,
])('%s is no date-time', (sent) => {
  expect(DateTime.safeParse(sent).success).toBe(false);
});

it('the longest date-time that is taken is not longer when it is given back', () => {
  const longest = `2026-01-01T10:00:00.${'1'.repeat(14)}+02:00`;
  expect(longest).toHaveLength(40);
  expect(DateTime.parse(longest).length).toBeLessThanOrEqual(40);
});
