// How often the invented Greek customers differ, share something or are misspelt, and the seeds. Frozen before the scorer was written.

/**
 * The shares of the generator, each between 0 and 1. They are a guess at a CRM of small companies, churches and people that several
 * employees fill in by hand; no such data set is public. A change here makes every earlier figure incomparable.
 */
export const ERROR_RATES = {
  /** What an original is. The rest, 55 %, are people who have nothing in common with the one before but names. */
  original: {
    /** Husband or wife of a person before: the surname in its other gender, the same city, one number for both. */
    partner: 0.06,
    /** Brother, sister or child of a person before: the surname, the landline at home. */
    relative: 0.03,
    /** Another person of the same name; half of them in the same city. */
    namesake: 0.04,
    /** Somebody who works for an organization before: its name, its number and mostly its e-mail address. */
    employee: 0.07,
    company: 0.13,
    parish: 0.12,
  },
  /** What an original has. */
  has: {
    mobile: 0.8,
    landline: 0.45,
    email: 0.6,
    city: 0.85,
    /** A person who is no employee, with the organization that the person is from. */
    organization: 0.1,
    secondGivenName: 0.03,
    /** An address such as info@ that belongs to an office, and that some ten customers have. */
    genericEmail: 0.03,
    /** A namesake who has the same generic address as the person before. */
    genericEmailOfNamesake: 0.08,
    /** The number of a switchboard, that some ten customers have. */
    sharedSwitchboard: 0.015,
  },
  /** Of couples: the mobile is the one number of both (else the landline), and there is one e-mail address for both. */
  couple: { sharesMobile: 0.5, sharesEmail: 0.3 },
  /** What becomes of a person's name when it is entered again. They are drawn one by one, so several may come together. */
  name: {
    nickname: 0.25,
    surnameFirst: 0.2,
    greeklish: 0.15,
    typingError: 0.15,
    secondTypingError: 0.02,
    capitals: 0.15,
    withoutAccents: 0.2,
    initial: 0.03,
    title: 0.04,
    secondGivenNameLost: 0.5,
    secondGivenNameAdded: 0.02,
    /** A woman's other surname, from before or after her marriage. */
    otherSurname: 0.02,
  },
  /** The same for companies and parishes. */
  organizationName: {
    otherLegalForm: 0.5,
    wordLeftOut: 0.12,
    greeklish: 0.1,
    typingError: 0.12,
    capitals: 0.2,
    withoutAccents: 0.2,
    otherAbbreviation: 0.6,
    placeAdded: 0.25,
  },
  /** What becomes of each contact. The rest are kept, numbers in another format. */
  contact: {
    phoneLost: 0.22,
    phoneChanged: 0.1,
    phoneDigitWrong: 0.03,
    emailLost: 0.3,
    emailChanged: 0.12,
    emailTypingError: 0.03,
    phoneAdded: 0.1,
  },
  place: { moved: 0.1, lost: 0.15, greeklish: 0.08, capitals: 0.15 },
  /** A person's organization is not entered again. */
  organizationLost: 0.3,
} as const;

/** The seeds that the weights may be tuned on. */
export const TUNING_SEEDS = [11, 12, 13] as const;

/** The seed that is looked at when the tuning is over. */
export const HELD_OUT_SEED = 20_261_127;
