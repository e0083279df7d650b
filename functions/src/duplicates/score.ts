// How likely each candidate is the same as a record, with the reasons.
import { commonContacts, differingMobiles, differingPhones, type ContactPair } from './compare-contacts.ts';
import { compareNames, isSamePlace, type NameComparison } from './compare-names.ts';
import { calledOf, type Identity } from './identity.ts';
import type { NameWord } from './name-words.ts';
import { LEVELS, WEIGHTS } from './weights.ts';

/**
 * The candidates that may be the same as a record, the likeliest first. All candidates of a check are given at once: the more
 * of them bear one name or have one contact, the less it says.
 *
 * @param crowd how many bear the name at least, where not all of them are among the candidates
 */
export function findDuplicates<Candidate extends { readonly identity: Identity }>(
  ours: Identity,
  candidates: readonly Candidate[],
  crowd = 0,
): Found<Candidate>[] {
  const steps = duplicateSteps(ours, candidates, crowd);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of one candidate, for a process that serves others meanwhile: hostile texts take some 25 ms each (measured). */
export function* duplicateSteps<Candidate extends { readonly identity: Identity }>(
  ours: Identity,
  candidates: readonly Candidate[],
  crowd = 0,
): Generator<undefined, Found<Candidate>[]> {
  const compared: { candidate: Candidate; comparison: Common }[] = [];
  for (const candidate of candidates) {
    compared.push({ candidate, comparison: compare(ours, candidate.identity) });
    yield;
  }
  const shares = sharesOf(
    compared.map(({ comparison }) => comparison),
    crowd,
  );
  const found: Found<Candidate>[] = [];
  for (const { candidate, comparison } of compared) {
    const { level, ...judged } = judge(ours, candidate.identity, comparison, shares);
    if (level !== null) found.push({ ...judged, level, candidate });
    yield;
  }
  return found.sort((one, other) => other.bits - one.bits);
}

type Found<Candidate> = Duplicate & { readonly candidate: Candidate };

/** Compares two records by themselves, whatever comes of it. */
export function comparePair(ours: Identity, theirs: Identity): Comparison {
  return judge(ours, theirs, compare(ours, theirs), { name: 0, contacts: new Map() });
}

/** What two records are for each other; the level is null where there is too little for any. */
export interface Comparison extends Omit<Duplicate, 'level'> {
  readonly level: Level | null;
}

export interface Duplicate {
  readonly level: Level;
  /** From 0 to 100. */
  readonly score: number;
  /** The evidence that the score is made of. */
  readonly bits: number;
  readonly reasons: readonly Reason[];
}

export type Level = (typeof LEVELS)[number][0];

/** Why two records may be one, or what speaks against it (`but_`). */
export interface Reason {
  readonly kind: ReasonKind;
  /** Where it stands in the record, and in the candidate. */
  readonly pointer: string;
  readonly theirs_pointer: string;
}

type ReasonKind =
  | ContactPair['kind']
  | 'name'
  | 'name_similar'
  | 'organization'
  | 'city'
  | 'region'
  | 'but_name_differs'
  | 'but_phone_differs'
  | 'but_city_differs';

/** What two records have in common, before it is known how many others have the same. */
interface Common {
  readonly name: NameComparison | null;
  readonly contacts: readonly ContactPair[];
}

function compare(ours: Identity, theirs: Identity): Common {
  const places = [...(ours.city?.words ?? []), ...(theirs.city?.words ?? [])];
  return { name: nameOf(ours, theirs, places), contacts: commonContacts(ours, theirs) };
}

/** A record without a name is called by its organization. */
function nameOf(ours: Identity, theirs: Identity, places: readonly NameWord[]): NameComparison | null {
  const [one, other] = [calledOf(ours), calledOf(theirs)];
  if (one === null || other === null) return null;
  const comparison = compareNames(one, other, places);
  // The name of somebody says nothing against the organization that somebody else is told by.
  const isOfOne = (ours.name === null) === (theirs.name === null);
  return isOfOne || comparison.agrees ? comparison : null;
}

/** How many candidates of another name have each contact, and how many have the name and no contact in common. */
interface Shares {
  readonly name: number;
  readonly contacts: ReadonlyMap<string, number>;
}

function sharesOf(comparisons: readonly Common[], crowd: number): Shares {
  const contacts = new Map<string, number>();
  let name = 0;
  for (const comparison of comparisons) {
    if (comparison.name?.agrees === true && comparison.contacts.length === 0) name++;
    if (comparison.name?.agrees !== false) continue;
    for (const value of new Set(comparison.contacts.map((pair) => pair.value)))
      contacts.set(value, (contacts.get(value) ?? 0) + 1);
  }
  return { name: Math.max(name, crowd), contacts };
}

function judge(ours: Identity, theirs: Identity, { name, contacts }: Common, shares: Shares): Comparison {
  const reasons: Reason[] = [];
  let bits = contactBits(contacts, shares);
  for (const { kind, pointer, theirs: theirsPointer } of contacts)
    reasons.push({ kind, pointer, theirs_pointer: theirsPointer });
  const add = (kind: ReasonKind, one: { pointer: string } | null, other: { pointer: string } | null) => {
    if (one !== null && other !== null)
      reasons.push({ kind, pointer: one.pointer, theirs_pointer: other.pointer });
  };
  if (name !== null) {
    bits += name.bits;
    if (name.agrees) bits -= WEIGHTS.sharedName * Math.log2(Math.max(1, shares.name));
    add(nameReason(name, ours.name !== null && theirs.name !== null), calledOf(ours), calledOf(theirs));
  }
  const sharesPhone = contacts.some(({ kind }) => kind === 'phone' || kind === 'phone_similar');
  const otherPhones = sharesPhone ? differingMobiles(ours, theirs) : differingPhones(ours, theirs);
  if (otherPhones !== null) {
    if (!sharesPhone) bits -= WEIGHTS.otherPhone;
    add('but_phone_differs', otherPhones.ours, otherPhones.theirs);
  }
  if (contacts.length === 0 && ours.emails.length > 0 && theirs.emails.length > 0) bits -= WEIGHTS.otherEmail;
  bits += organizationBits(ours, theirs, name, add);
  for (const kind of ['city', 'region'] as const) {
    const [one, other] = [ours[kind], theirs[kind]];
    if (one === null || other === null) continue;
    const isSame = isSamePlace(one, other);
    if (isSame) add(kind, one, other);
    else if (kind === 'city') add('but_city_differs', one, other);
    const isHouse = (ours.name?.house ?? theirs.name?.house ?? null) !== null;
    const [same, different] =
      kind === 'region'
        ? [WEIGHTS.region, WEIGHTS.otherRegion]
        : isHouse
          ? [WEIGHTS.cityOfHouse, WEIGHTS.otherCityOfHouse]
          : [WEIGHTS.city, WEIGHTS.otherCity];
    bits += isSame ? same : -different;
  }
  const level = levelOf(bits, name?.agrees === true && name.isTelling, contacts, otherPhones !== null);
  return { level, score: scoreOf(bits), bits, reasons };
}

function nameReason({ agrees, isSame, hasCommon }: NameComparison, haveNames: boolean): ReasonKind {
  if (!haveNames && agrees) return 'organization';
  if (agrees) return isSame ? 'name' : 'name_similar';
  return hasCommon ? 'name_similar' : 'but_name_differs';
}

function contactBits(contacts: readonly ContactPair[], shares: Shares): number {
  const worths = contacts
    .map(({ kind, value, isGeneric }) => {
      const worth = isGeneric ? WEIGHTS.genericEmail : WORTHS[kind];
      return Math.max(0, worth - WEIGHTS.sharedContact * Math.log2(1 + (shares.contacts.get(value) ?? 0)));
    })
    .sort((one, other) => other - one);
  return worths.reduce(
    (sum, worth, at) => sum + (at === 0 ? worth : Math.min(worth, at === 1 ? WEIGHTS.furtherContact : 0)),
    0,
  );
}

const WORTHS: Record<ContactPair['kind'], number> = {
  phone: WEIGHTS.phone,
  phone_similar: WEIGHTS.similarPhone,
  email: WEIGHTS.email,
  email_similar: WEIGHTS.similarEmail,
};

type Adder = (kind: ReasonKind, one: { pointer: string } | null, other: { pointer: string } | null) => void;

function organizationBits(ours: Identity, theirs: Identity, name: NameComparison | null, add: Adder): number {
  if (ours.name === null || theirs.name === null) {
    if (name !== null || ours.organization === null || theirs.organization === null) return 0;
    const { agrees, bits } = compareNames(ours.organization, theirs.organization, []);
    if (!agrees) return 0;
    add('organization', ours.organization, theirs.organization);
    return Math.min(bits, WEIGHTS.ofOrganization);
  }
  if (ours.organization !== null && theirs.organization !== null) {
    if (!compareNames(ours.organization, theirs.organization, []).agrees) return -WEIGHTS.otherOrganization;
    add('organization', ours.organization, theirs.organization);
    return name?.agrees === false ? 0 : WEIGHTS.organization;
  }
  const worksThere = isSameName(ours.organization, theirs.name) || isSameName(ours.name, theirs.organization);
  return worksThere ? -WEIGHTS.worksThere : 0;
}

const isSameName = (one: Identity['name'], other: Identity['name']) =>
  one !== null && other !== null && compareNames(one, other, []).agrees;

/**
 * The level that the bits reach. Certain is only who has a name that agrees and a contact in common that is a person's own: an
 * e-mail address, or a number where there are no two mobiles that differ.
 */
function levelOf(
  bits: number,
  agrees: boolean,
  contacts: readonly ContactPair[],
  phonesDiffer: boolean,
): Level | null {
  const reached = LEVELS.find(([, least]) => bits >= least)?.[0] ?? null;
  if (reached !== 'certain') return reached;
  const hasOwn = contacts.some(
    ({ kind, isGeneric }) => (kind === 'phone' && !phonesDiffer) || (kind === 'email' && !isGeneric),
  );
  return agrees && hasOwn ? 'certain' : 'probable';
}

/** Bits as a number from 0 to 100: 50 where probable begins. */
function scoreOf(bits: number): number {
  return Math.round(100 / (1 + 2 ** ((LEVELS[1][1] - bits) / 2)));
}
