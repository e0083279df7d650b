import { expect, it } from 'vitest';
import { etagOf, versionOfEtag } from '../../src/records/entity-tag.ts';

it('an entity tag is the version and a short digest of the digest of the state', () => {
  expect(etagOf(7, 'name:2jmj7l5rSw0')).toMatch(/^"7-[\w-]{11}"$/);
  expect(etagOf(7, 'name:2jmj7l5rSw0')).toBe(etagOf(7, 'name:2jmj7l5rSw0'));
});

it('an entity tag differs where the version or the state does', () => {
  const tags = [etagOf(1, 'name:a'), etagOf(2, 'name:a'), etagOf(1, 'name:b'), etagOf(1, '')];
  expect(new Set(tags).size).toBe(4);
});

it('the version is read back from a tag of ours, of the release before too, and from no other', () => {
  expect(versionOfEtag(etagOf(42, 'name:a'))).toBe(42);
  expect(versionOfEtag('W/"7-2jmj7l5rSw0"')).toBe(7);
  expect(versionOfEtag('"7-2jmj7l5rSw0-gzip"')).toBe(7);
  expect(versionOfEtag('"7-2jmj7l5rSw0;br"')).toBe(7);
  expect(versionOfEtag('"123456789012-0z"')).toBe(123_456_789_012);
  for (const tag of ['', '1-a', '"1-a" ', '"-a"', '"1-"', '"1a"', '"x-a"', '"1-a.b"', '"1234567890123-a"'])
    expect(versionOfEtag(tag)).toBeNull();
});
