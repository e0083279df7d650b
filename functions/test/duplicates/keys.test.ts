import { describe, expect, it } from 'vitest';
import { duplicateQueries, duplicateTerms } from '../../src/duplicates/keys.ts';
import { identityOf, type Plain } from './identities.ts';

/** The terms by which a check of the one finds the other. */
function shared(one: Plain, other: Plain): string[] {
  const { inCity, anywhere } = duplicateQueries(identityOf(one));
  const stored = duplicateTerms(identityOf(other));
  return [...inCity, ...anywhere].filter((term) => stored.includes(term));
}

const shares = (one: string, other: string) => shared({ name: one }, { name: other }).length > 0;

describe('the keys of duplicates', () => {
  it('are pairs of words of the name, alone and with the city, a word with the city', () => {
    expect(duplicateTerms(identityOf({ name: 'Γιώργος Παππάς', city: 'Αθήνα' }))).toEqual([
      'dup:n:GRG|PP',
      'dup:p:GRG|PP|0N',
      'dup:c:PP|0N',
    ]);
  });

  it.each([
    ['Γιώργος Παπαδόπουλος', 'Papadopoulos Giwrgos'],
    ['Γεώργιος Παπαδόπουλος', 'ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΙΩΡΓΟΣ'],
    ['Ιωάννης Ξυδάκης', 'Giannis Xidakis'],
    ['Κατερίνα Θεοδωρίδου', 'Aikaterini Theodoridou'],
    ['Δημήτρης Μακρής', 'Δημήτριος Γ. Μακρής'],
    ['Ηχητικά Ζερβός Α.Ε.', 'Zervos Ichitika Ltd'],
    ['Ι.Ν. Αγίου Νικολάου', 'Άγιος Νικόλαος'],
  ])('bring %s and %s together', (one, other) => {
    expect(shares(one, other)).toBe(true);
  });

  it('keep names apart that have one word in common', () => {
    expect(shares('Γιώργος Παπαδόπουλος', 'Μαρία Παπαδοπούλου')).toBe(false);
  });

  it('bring a misspelt given name back by the surname and the city', () => {
    const wrong = { name: 'Ξιώργος Παπαδόπουλος', city: 'Athina' };
    expect(shared(wrong, { name: 'Γιώργος Παπαδόπουλος', city: 'Αθήνα' })).toEqual(['dup:c:PPDPL|0N']);
  });

  it('leave legal forms, titles and kinds of houses out', () => {
    const plain = duplicateTerms(identityOf({ name: 'Ζερβός' }));
    expect(plain).toEqual(['dup:1:ZRV']);
    for (const name of ['Ζερβός Α.Ε.', 'Αφοί Ζερβός ΟΕ', 'π. Ζερβός', 'Ι. Μονή Ζερβός', 'Zervos Ltd'])
      expect(duplicateTerms(identityOf({ name }))).toContain('dup:1:ZRV');
  });

  it('take generic words where a name has no others', () => {
    expect(duplicateTerms(identityOf({ name: 'Ιερά Μονή' }))).not.toEqual([]);
  });

  it('ask for numbers in any format, and for folded addresses', () => {
    const { phones, emails } = duplicateQueries(
      identityOf({ contacts: ['0030 697 555 0142', ' Info@Example.GR'] }),
    );
    expect(phones).toEqual(['+306975550142']);
    expect(emails).toEqual(['info@example.gr']);
  });

  it('are none for a record without a name', () => {
    expect(duplicateTerms(identityOf({ contacts: ['6975550142'], city: 'Αθήνα' }))).toEqual([]);
  });

  it('are few and short, whatever the name', () => {
    const words = Array.from(
      { length: 40 },
      (_, at) => `xh${String.fromCharCode(97 + (at % 26))}${'𠀀'.repeat(at)}`,
    );
    const identity = identityOf({
      name: ['𠀀𠀀𠀀𠀀', '𠀁𠀁𠀁𠀁', ...words].join(' '),
      city: '𠀀'.repeat(2_000),
      contacts: Array.from({ length: 100 }, (_, at) => `697555${1000 + at}`),
    });
    const terms = duplicateTerms(identity);
    expect(terms.length).toBeLessThanOrEqual(40);
    expect(Math.max(...terms.map((term) => Buffer.byteLength(term)))).toBeLessThanOrEqual(40);
    expect(terms.every((term) => term.isWellFormed())).toBe(true);
    expect(duplicateTerms(identityOf({ name: '𠀀𠀀𠀀𠀀' })).every((term) => term.isWellFormed())).toBe(true);
    const { phones, emails, inCity, anywhere } = duplicateQueries(identity);
    for (const query of [[...phones, ...emails], inCity, anywhere])
      expect(query.length).toBeLessThanOrEqual(30);
  });
});
