import { Timestamp } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import { etagOf, versionOfEtag } from '../../src/records/entity-tag.ts';

it('an entity tag is the version and the microseconds of the update, in base 36', () => {
  expect(etagOf(7, new Timestamp(1, 0))).toBe(`"7-${(1_000_000).toString(36)}"`);
  expect(etagOf(7, new Timestamp(1_700_000_000, 123_456_789))).toBe(
    `"7-${1_700_000_000_123_456n.toString(36)}"`,
  );
});

it('an entity tag differs where the version or the microsecond does', () => {
  const tags = [
    etagOf(1, new Timestamp(1, 1000)),
    etagOf(2, new Timestamp(1, 1000)),
    etagOf(1, new Timestamp(1, 2000)),
    etagOf(1, new Timestamp(2, 1000)),
  ];
  expect(new Set(tags).size).toBe(4);
});

it('the version is read back from a tag of ours, and from no other', () => {
  expect(versionOfEtag(etagOf(42, new Timestamp(1_700_000_000, 0)))).toBe(42);
  expect(versionOfEtag('"123456789012-0z"')).toBe(123_456_789_012);
  for (const tag of [
    '',
    '1-a',
    'W/"1-a"',
    '"1-a" ',
    '"-a"',
    '"1-"',
    '"1a"',
    '"x-a"',
    '"1-A"',
    '"1234567890123-a"',
  ])
    expect(versionOfEtag(tag)).toBeNull();
});
