// What each agreement and each contradiction is worth, and where the levels begin. Tuned with `npm run duplicates:quality`.

/** Evidence in bits: each bit doubles the odds, or halves them, that two records are one. */
export const WEIGHTS = {
  /** A given name that both have; any other word that both have. */
  givenName: 4.5,
  word: 7.5,
  /** No name is worth more, however many words both have. */
  mostOfName: 16,
  /** Words that only one of the names has; and words that stand in each other's place. */
  extraWord: 1,
  otherGivenName: 12,
  /** A given name against a word that is none that we know. */
  givenNameForWord: 8,
  /** Other surnames, where the given name is all that both have. */
  otherSurname: 5,
  otherWord: 3.5,
  /** Where given names differ: the surname of a man and that of a woman (Μαυρίδης, Μαυρίδου). */
  otherGender: 3,
  /** A church is no monastery. */
  otherHouse: 12,
  phone: 13,
  email: 13,
  /** The address of an office. */
  genericEmail: 7,
  /** A second number or address that both have. */
  furtherContact: 3,
  similarPhone: 6,
  similarEmail: 3,
  /** Numbers of one kind, and none in common. */
  otherPhone: 3.5,
  otherEmail: 1,
  /** Of two whose names agree: colleagues have the same organization. */
  organization: 3,
  /** Who is told by an organization alone is somebody of it: one of several, so never probable by that. */
  ofOrganization: 9,
  /** The name of one is the organization of the other, which has a name of its own: somebody who works there. */
  worksThere: 5,
  otherOrganization: 1,
  city: 2.5,
  otherCity: 1.5,
  /** The same for churches and monasteries, which do not move, and of which each city has one of the same name. */
  cityOfHouse: 3,
  otherCityOfHouse: 9,
  region: 1.2,
  otherRegion: 0.5,
  /** For each doubling of the candidates who bear the same name, or have the same contact. */
  sharedName: 1.6,
  sharedContact: 1.6,
} as const;

/** The levels, and the bits from which they begin. */
export const LEVELS = [
  ['certain', 20],
  ['probable', 12],
  ['possible', 9],
] as const;
