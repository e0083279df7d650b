import { afterEach, describe, expect, it, vi } from 'vitest';
import { VerifiedTokens } from '../../../src/http/auth/verified-tokens.ts';

const token = (uid: string) => ({ uid }) as never;

afterEach(() => vi.useRealTimers());

describe('a verified token', () => {
  it('is known by every character of it', () => {
    const verified = new VerifiedTokens();
    verified.add('a.b.signature', token('u1'));
    expect(verified.get('a.b.signature')).toEqual({ uid: 'u1' });
    for (const other of ['a.b.', 'a.b.signaturE', 'a.c.signature', 'a.b.signature '])
      expect(verified.get(other)).toBeUndefined();
  });

  it('is forgotten after five minutes', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const verified = new VerifiedTokens();
    verified.add('t', token('u1'));
    vi.advanceTimersByTime(299_000);
    expect(verified.get('t')).toBeDefined();
    vi.advanceTimersByTime(2_000);
    expect(verified.get('t')).toBeUndefined();
  });

  it('makes room for a newer one: a thousand are kept', () => {
    const verified = new VerifiedTokens();
    for (let at = 0; at <= 1000; at++) verified.add(`t${at}`, token(`u${at}`));
    expect(verified.get('t0')).toBeUndefined();
    expect(verified.get('t1')).toEqual({ uid: 'u1' });
    expect(verified.get('t1000')).toEqual({ uid: 'u1000' });
  });
});
