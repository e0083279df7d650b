import { describe, expect, it } from 'vitest';
import { findDuplicates } from '../../src/duplicates/score.ts';
import { processorMilliseconds } from '../support/processor-time.ts';
import { identityOf, type Plain } from './identities.ts';

const check = (ours: Plain, ...candidates: Plain[]) =>
  findDuplicates(
    identityOf(ours),
    candidates.map((candidate) => ({ candidate, identity: identityOf(candidate) })),
  );

const levelOf = (ours: Plain, theirs: Plain) => check(ours, theirs)[0]?.level ?? 'none';
const kindsOf = (ours: Plain, theirs: Plain) => check(ours, theirs)[0]?.reasons.map(({ kind }) => kind);

const george = {
  name: 'Γεώργιος Παπαδόπουλος',
  contacts: ['g.papadopoulos@example.gr', '+30 697 555 0142'],
  city: 'Βόλος',
};

describe('the score of a duplicate', () => {
  it('is certain for a nickname in Greeklish with the same number, and says why with pointers', () => {
    const [found] = check({ name: 'Papadopoulos Giwrgos', contacts: ['6975550142'], city: 'VOLOS' }, george);
    expect(found).toMatchObject({ level: 'certain', candidate: { candidate: george } });
    expect(found?.reasons).toEqual([
      { kind: 'phone', pointer: '/contacts/0/value', theirs_pointer: '/contacts/1/value' },
      { kind: 'name_similar', pointer: '/name', theirs_pointer: '/name' },
      { kind: 'city', pointer: '/location/city', theirs_pointer: '/location/city' },
    ]);
  });

  it('is from 0 to 100, the likeliest first', () => {
    const found = check(george, { ...george, contacts: [] }, george, { ...george, city: 'Άρτα' });
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(found[0]?.candidate.candidate).toBe(george);
    for (const score of scores) expect(score).toBeGreaterThanOrEqual(0);
    expect(Math.max(...scores)).toBeLessThanOrEqual(100);
  });

  it.each([
    ['a typing error', { name: 'Γεώργιος Παπαδόπολος' }],
    ['a misspelt short form', { name: 'Γιώγρος Παπαδόπουλος' }],
    ['an initial', { name: 'Γ. Παπαδόπουλος' }],
    ['a second given name', { name: 'Γεώργιος Νικόλαος Παπαδόπουλος' }],
    ['a title', { name: 'π. Γεώργιος Παπαδόπουλος' }],
  ])('is certain with the same number and %s', (_, theirs) => {
    expect(levelOf({ ...theirs, contacts: ['697 555 0142'] }, george)).toBe('certain');
  });

  it('is not even probable for a couple or for sisters with one number', () => {
    const home = { contacts: ['2421055501'], city: 'Βόλος' };
    const wife = {
      name: 'Ελένη Παπαδοπούλου',
      contacts: ['6975550142', 'g.papadopoulos@example.gr'],
      city: 'Βόλος',
    };
    expect(['none', 'possible']).toContain(levelOf(wife, george));
    expect(['none', 'possible']).toContain(
      levelOf({ name: 'Ελένη Κανακάρη-Ρούφου', ...home }, { name: 'Μαρία Κανακάρη-Ρούφου', ...home }),
    );
  });

  it('is not even probable for colleagues with the number of their office', () => {
    const office = { organization: 'Ηχητικά Ζερβός ΑΕ', contacts: ['2310555017'], city: 'Θεσσαλονίκη' };
    expect(levelOf({ name: 'Νίκος Μακρής', ...office }, { name: 'Μαρία Ρήγα', ...office })).toBe('none');
  });

  it('is not even probable for a company and somebody who works there', () => {
    const contacts = ['2310555017', 'info@zervos.example.gr'];
    const person = { name: 'Νίκος Ζερβός', organization: 'Ηχητικά Ζερβός ΑΕ', contacts };
    expect(['none', 'possible']).toContain(levelOf(person, { name: 'Ηχητικά Ζερβός Α.Ε.', contacts }));
  });

  it('is not certain for namesakes with the address of an office', () => {
    const [one, other] = [
      { ...george, contacts: ['info@example.gr'] },
      { name: george.name, contacts: ['info@example.gr'], city: 'Βόλος' },
    ];
    expect(levelOf(one, other)).toBe('probable');
  });

  it('is not certain for one name and one landline with two mobiles: father and son', () => {
    const son = { ...george, contacts: ['2421055501', '6945550199'] };
    const father = { ...george, contacts: ['24210 55501', '6975550142'] };
    expect(levelOf(son, father)).toBe('probable');
    expect(kindsOf(son, father)).toContain('but_phone_differs');
    expect(levelOf({ ...son, contacts: ['2421055501'] }, father)).toBe('certain');
  });

  it('is not certain for a surname alone', () => {
    expect(levelOf({ name: 'Παπαδόπουλος', contacts: ['6975550142'], city: 'Βόλος' }, george)).toBe(
      'probable',
    );
  });

  it('is lower the more candidates bear the name', () => {
    const ours = { name: george.name, city: 'Βόλος' };
    const others = Array.from({ length: 8 }, (_, at) => ({
      name: george.name,
      city: at === 0 ? 'Βόλος' : 'Άρτα',
    }));
    const alone = check(ours, others[0] ?? {})[0];
    const among = check(ours, ...others)[0];
    expect(alone?.level).toBe('probable');
    expect((alone?.bits ?? 0) - (among?.bits ?? 0)).toBeCloseTo(1.6 * 3);
  });

  it('is lower where people of other names have the number too', () => {
    const shared = { contacts: ['2310555017'] };
    const others = ['Ελένη Ρήγα', 'Νίκος Μακρής', 'Άννα Σπανού'].map((name) => ({ name, ...shared }));
    const same = { name: george.name, ...shared };
    expect((check(same, same)[0]?.bits ?? 0) - (check(same, same, ...others)[0]?.bits ?? 0)).toBeCloseTo(
      1.6 * 2,
    );
  });

  it('tells numbers with one wrong digit, and numbers that differ', () => {
    const ours = { name: george.name, city: 'Βόλος' };
    expect(kindsOf({ ...ours, contacts: ['6975550124'] }, george)).toContain('phone_similar');
    expect(kindsOf({ ...ours, contacts: ['6941234567'] }, george)).toContain('but_phone_differs');
    expect(kindsOf({ ...ours, contacts: ['g.papadopoulo@example.gr'] }, george)).toContain('email_similar');
  });

  it('tells a church from the one of the same saint elsewhere, and from a monastery', () => {
    const church = { name: 'Ι.Ν. Αγίου Νικολάου', city: 'Βόλος' };
    expect(levelOf({ name: 'Ιερός Ναός Άγιος Νικόλαος Βόλου', city: 'Volos' }, church)).toBe('probable');
    expect(levelOf({ ...church, city: 'Άρτα' }, church)).toBe('none');
    expect(levelOf({ ...church, name: 'Ι. Μονή Αγίου Νικολάου' }, church)).toBe('none');
  });

  it('knows an organization whatever its legal form', () => {
    const contacts = ['2310555017'];
    expect(levelOf({ name: 'Αφοί Ζερβός ΟΕ', contacts }, { name: 'ΑΔΕΛΦΟΙ ΖΕΡΒΟΣ Α.Ε.', contacts })).toBe(
      'certain',
    );
  });

  it('is probable for a number alone, and nothing for nothing', () => {
    expect(levelOf({ contacts: ['6975550142'] }, george)).toBe('probable');
    expect(levelOf({}, george)).toBe('none');
    expect(check(george)).toEqual([]);
  });

  it('is made fast, whatever the texts', () => {
    const words = (seed: number) =>
      Array.from({ length: 20 }, (_, at) => `${'xh8bdjgu'.repeat(12)}${seed}${at}`).join(' ');
    const hostile = (seed: number) => ({
      name: words(seed),
      organization: words(seed + 100),
      city: words(seed + 200),
      contacts: Array.from({ length: 60 }, (_, at) =>
        at % 2 ? `${'a'.repeat(80)}${at}${seed}@x.gr` : `697${seed}${1000 + at}`,
      ),
    });
    const ours = hostile(1);
    const candidates = Array.from({ length: 50 }, (_, at) => hostile(at + 2));
    expect(processorMilliseconds(() => check(ours, ...candidates))).toBeLessThan(1_500);
  });
});
