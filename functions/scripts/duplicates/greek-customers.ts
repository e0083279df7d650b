// Invents Greek customers, some of them entered twice, with what is true of them: who is the same.
import { el, en, Faker } from '@faker-js/faker';
import { ERROR_RATES } from './error-rates.ts';
import { CHURCH_KINDS, DEDICATIONS, LEGAL_FORMS, NICKNAMES, TITLES, TRADES } from './greek-names.ts';
import { greeklish, phoneFormat, typingError, withoutAccents, wrongDigit, type Chance } from './misspell.ts';

/**
 * Customers in a random order: `originals` of them different, and `copies` more that are one of those entered again. The same seed
 * gives the same customers, for one version of the faker library.
 */
export function greekCustomers(seed: number, originals: number, copies: number): LabelledCustomer[] {
  const faker = new Faker({ locale: [el, en], seed });
  const chance: Chance = {
    happens: (share) => faker.number.float() < share,
    below: (end) => faker.number.int({ min: 0, max: end - 1 }),
    pick: (choices) => faker.helpers.arrayElement(choices),
  };
  const world = new World(chance, originals);
  while (world.all.length < originals) world.all.push(world.next());
  const entered = world.all.map((truth, same) => ({ same, ...enteredFirst(truth, chance) }));
  for (let at = 0; at < copies; at++) {
    const same = chance.below(originals);
    const truth = world.all[same];
    if (truth !== undefined) entered.push({ same, ...enteredAgain(truth, world) });
  }
  return faker.helpers.shuffle(entered);
}

/** A customer as somebody entered it. Two with the same number in `same` are one customer in truth. */
export interface LabelledCustomer extends EnteredCustomer {
  readonly same: number;
}

interface EnteredCustomer {
  readonly name: string;
  readonly organization: string | null;
  readonly contacts: readonly { readonly type: 'email' | 'phone'; readonly value: string }[];
  readonly location: { readonly city: string | null; readonly region: null; readonly country: string | null };
}

/** What is true of a customer, before anybody enters it. Numbers are national ones of ten digits. */
interface Truth {
  readonly person: Person | null;
  /** Null for a person. */
  readonly body: Body | null;
  readonly organization: string | null;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly city: string | null;
}

interface Person {
  readonly isWoman: boolean;
  readonly given: string;
  readonly second: string | null;
  /** As a man has it. */
  readonly surname: string;
}

/** A company or a parish. */
interface Body {
  readonly kinds: readonly string[];
  readonly words: readonly string[];
  readonly isCompany: boolean;
}

const { original: KINDS, has: HAS, couple: COUPLE } = ERROR_RATES;

/** All that is true so far, and what is drawn from it. */
class World {
  readonly all: Truth[] = [];
  readonly chance: Chance;
  readonly #emails = new Set<string>();
  readonly #churches = new Set<string>();
  readonly #offices: string[];
  readonly #switchboards: string[];

  constructor(chance: Chance, size: number) {
    this.chance = chance;
    this.#offices = Array.from({ length: Math.ceil(size / 300) }, () => this.#officeEmail());
    this.#switchboards = Array.from({ length: Math.ceil(size / 600) }, () => this.landline());
  }

  next(): Truth {
    let drawn = this.chance.below(1_000_000) / 1_000_000;
    const kind = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((each) => (drawn -= KINDS[each]) < 0);
    const people = () =>
      this.#earlier(({ person, organization }) => person !== null && organization === null);
    if (kind === 'company') return this.#company();
    if (kind === 'parish') return this.#parish();
    if (kind === 'employee') return this.#employee(this.#earlier(({ body }) => body !== null));
    if (kind === 'partner') return this.#partner(people());
    if (kind === 'relative') return this.#relative(people());
    if (kind === 'namesake') return this.#namesake(people());
    return this.#stranger();
  }

  mobile(): string {
    return `69${this.chance.pick(['7', '4', '8', '3', '9'])}${this.#digits(7)}`;
  }

  landline(): string {
    return `2${this.chance.pick(['10', '310', '610', '810', '410', '651', '741', '231'])}${this.#digits(7)}`.slice(
      0,
      10,
    );
  }

  city(): string {
    // A third lives in the two largest cities.
    return this.chance.happens(0.35) ? this.chance.pick(LARGE_CITIES) : this.chance.pick(CITIES);
  }

  email(person: Person): string {
    const [given, surname] = [latin(person.given), latin(surnameOf(person))];
    const user = this.chance.pick([
      `${given}.${surname}`,
      `${given.charAt(0)}.${surname}`,
      `${given.charAt(0)}${surname}`,
      `${surname}${this.chance.below(100)}`,
      `${given}${1950 + this.chance.below(60)}`,
    ]);
    return this.#unused(user, this.chance.pick(MAIL_DOMAINS));
  }

  person(isWoman = this.chance.happens(0.45)): Person {
    return {
      isWoman,
      given: this.chance.pick(isWoman ? WOMEN : MEN),
      second: this.chance.happens(HAS.secondGivenName) ? this.chance.pick(MEN) : null,
      surname: this.chance.pick(SURNAMES),
    };
  }

  #stranger(person = this.person()): Truth {
    const organization = this.chance.happens(HAS.organization)
      ? writtenBody(this.#companyBody(), this.chance)
      : null;
    return this.#with({
      person,
      body: null,
      organization,
      phones: this.#phones(),
      emails: this.chance.happens(HAS.email) ? [this.email(person)] : [],
      city: this.#mayHaveCity(),
    });
  }

  #partner(of: Truth | null): Truth {
    if (!of?.person) return this.#stranger();
    const { isWoman, surname } = of.person;
    const person = { ...this.person(!isWoman), surname };
    const [mobile, landline] = [
      of.phones.find((phone) => phone.startsWith('6')),
      of.phones.find((phone) => phone.startsWith('2')),
    ];
    const shared = this.chance.happens(COUPLE.sharesMobile) ? (mobile ?? landline) : (landline ?? mobile);
    const own = this.chance.happens(0.5) ? [this.mobile()] : [];
    const [email] = of.emails;
    const sharesEmail = email !== undefined && this.chance.happens(COUPLE.sharesEmail);
    const emails = sharesEmail ? [email] : this.chance.happens(HAS.email) ? [this.email(person)] : [];
    return { ...of, person, phones: [...own, ...(shared === undefined ? [] : [shared])], emails };
  }

  #relative(of: Truth | null): Truth {
    if (!of?.person) return this.#stranger();
    const person = { ...this.person(), surname: of.person.surname };
    const landline = of.phones.filter((phone) => phone.startsWith('2'));
    const emails = this.chance.happens(HAS.email) ? [this.email(person)] : [];
    return { ...of, person, phones: [this.mobile(), ...landline], emails };
  }

  #namesake(of: Truth | null): Truth {
    if (!of?.person) return this.#stranger();
    const other = this.#stranger(of.person);
    const city = this.chance.happens(0.5) ? of.city : other.city;
    const generic = this.chance.pick(this.#offices);
    if (!this.chance.happens(HAS.genericEmailOfNamesake)) return { ...other, city };
    const first = this.all.indexOf(of);
    this.all[first] = { ...of, emails: [...of.emails, generic] };
    return { ...other, city, emails: [generic] };
  }

  #employee(of: Truth | null): Truth {
    if (!of?.body) return this.#stranger();
    const person = this.person();
    const own = this.chance.happens(0.5) ? [this.mobile()] : [];
    const emails = this.chance.happens(0.6) ? of.emails : [this.email(person)];
    return {
      ...of,
      person,
      body: null,
      organization: writtenBody(of.body, this.chance),
      phones: [...own, ...of.phones],
      emails,
    };
  }

  #company(): Truth {
    const body = this.#companyBody();
    const name = latin(body.words.join('')).slice(0, 14);
    return this.#with({
      person: null,
      body,
      organization: null,
      phones: [this.landline(), ...(this.chance.happens(0.3) ? [this.mobile()] : [])],
      emails: this.chance.happens(0.7) ? [this.#unused('info', `${name}.gr`)] : [],
      city: this.#mayHaveCity(),
    });
  }

  #companyBody(): Body {
    const { chance } = this;
    const surname = chance.pick(SURNAMES);
    const trade = chance.pick(TRADES);
    const words = chance.pick([
      [trade, surname],
      [surname, trade],
      ['Αφοί', surname],
      [surname, '& ΣΙΑ'],
      [trade, chance.pick(CITIES)],
    ]);
    return { kinds: LEGAL_FORMS, words, isCompany: true };
  }

  #parish(): Truth {
    const { chance } = this;
    let city = this.city();
    let dedication = chance.pick(DEDICATIONS);
    // Two churches of one saint in one city are rare.
    for (let tries = 0; tries < 3 && this.#churches.has(dedication + city); tries++) {
      city = this.city();
      dedication = chance.pick(DEDICATIONS);
    }
    this.#churches.add(dedication + city);
    const phones = [this.landline(), ...(chance.happens(0.4) ? [this.mobile()] : [])];
    const emails = chance.happens(0.4) ? [this.#unused(`in.${latin(dedication)}`, 'example.gr')] : [];
    const body = { kinds: chance.pick(CHURCH_KINDS), words: dedication.split(' '), isCompany: false };
    return this.#with({ person: null, body, organization: null, phones, emails, city });
  }

  /** With the address of an office and the number of a switchboard, where chance says so. */
  #with(truth: Truth): Truth {
    const emails = this.chance.happens(HAS.genericEmail)
      ? [...truth.emails, this.chance.pick(this.#offices)]
      : truth.emails;
    const phones = this.chance.happens(HAS.sharedSwitchboard)
      ? [...truth.phones, this.chance.pick(this.#switchboards)]
      : truth.phones;
    return { ...truth, emails, phones };
  }

  #phones(): string[] {
    const mobile = this.chance.happens(HAS.mobile) ? [this.mobile()] : [];
    return [...mobile, ...(this.chance.happens(HAS.landline) ? [this.landline()] : [])];
  }

  #mayHaveCity(): string | null {
    return this.chance.happens(HAS.city) ? this.city() : null;
  }

  #earlier(fits: (truth: Truth) => boolean): Truth | null {
    for (let tries = 0; tries < 20 && this.all.length > 0; tries++) {
      const truth = this.chance.pick(this.all);
      if (fits(truth)) return truth;
    }
    return null;
  }

  #officeEmail(): string {
    return this.#unused(
      this.chance.pick(['info', 'grafeio', 'logistirio', 'office']),
      `${latin(this.chance.pick(CITIES))}.example.gr`,
    );
  }

  #unused(user: string, domain: string): string {
    let email = `${user}@${domain}`;
    while (this.#emails.has(email)) email = `${user}${this.chance.below(10_000)}@${domain}`;
    this.#emails.add(email);
    return email;
  }

  #digits(count: number): string {
    return Array.from({ length: count }, () => String(this.chance.below(10))).join('');
  }
}

const LARGE_CITIES = ['Αθήνα', 'Αθήνα', 'Θεσσαλονίκη'];
// The library has two halves of names of cities.
const CITIES = listed(el.location?.city_name).filter((city) => !['Νέα', 'Άγιος'].includes(city));
const SURNAMES = listed(el.person?.last_name?.generic).filter(
  (name) => !/(?:ίδου|πούλου|η|ή|οι)$/u.test(name),
);
const WOMEN = listed(el.person?.first_name?.female);
const MEN = listed(el.person?.first_name?.male);
const MAIL_DOMAINS = ['gmail.com', 'gmail.com', 'yahoo.gr', 'hotmail.com', 'otenet.gr', 'example.gr'];

function listed(names: readonly string[] | null | undefined): readonly string[] {
  if (!names) throw new Error('The faker library has other lists than it had.');
  return names;
}

/** In Latin letters, as in an address. */
function latin(text: string): string {
  const always: Chance = { happens: () => true, below: () => 0, pick: ([first]) => first as never };
  return greeklish(text, always)
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');
}

function surnameOf({ isWoman, surname }: Person): string {
  return isWoman
    ? FEMININE.reduce(
        (name, [ending, other]) => (name === surname ? name.replace(ending, other) : name),
        surname,
      )
    : surname;
}

/** How a surname ends when a woman has it. The first that fits counts. */
const FEMININE: readonly (readonly [RegExp, string])[] = [
  [/όπουλος$/u, 'οπούλου'],
  [/ίδης$/u, 'ίδου'],
  [/άδης$/u, 'άδου'],
  [/ος$/u, 'ου'],
  [/ός$/u, 'ού'],
  [/ης$/u, 'η'],
  [/ής$/u, 'ή'],
  [/ας$/u, 'α'],
  [/άς$/u, 'ά'],
];

function writtenBody({ kinds, words, isCompany }: Body, chance: Chance): string {
  const kind = chance.pick(kinds);
  return (isCompany ? [...words, kind] : [kind, ...words]).join(' ').trim();
}

function enteredFirst(truth: Truth, chance: Chance): EnteredCustomer {
  const { person, body, organization, phones, emails, city } = truth;
  const name =
    person === null
      ? body === null
        ? ''
        : writtenBody({ ...body, kinds: body.kinds.slice(0, 3) }, chance)
      : [person.given, person.second, surnameOf(person)].filter((word) => word !== null).join(' ');
  return {
    name,
    organization,
    contacts: [
      ...phones.map((phone) => ({ type: 'phone' as const, value: phoneFormat(phone, chance) })),
      ...emails.map((value) => ({ type: 'email' as const, value })),
    ],
    location: { city, region: null, country: city === null ? null : 'Ελλάδα' },
  };
}

function enteredAgain(truth: Truth, world: World): EnteredCustomer {
  const { chance } = world;
  const { person, body, organization, phones, emails } = truth;
  const { contact: rates, place } = ERROR_RATES;
  const newPhones = chance.happens(rates.phoneAdded) ? [world.mobile()] : [];
  const numbers = phones.flatMap((phone) => {
    if (chance.happens(rates.phoneLost)) return [];
    if (chance.happens(rates.phoneChanged))
      return [phone.startsWith('6') ? world.mobile() : world.landline()];
    return [chance.happens(rates.phoneDigitWrong) ? wrongDigit(phone, chance) : phone];
  });
  const addresses = emails.flatMap((email) => {
    if (chance.happens(rates.emailLost)) return [];
    if (chance.happens(rates.emailChanged)) return person === null ? [] : [world.email(person)];
    return [chance.happens(rates.emailTypingError) ? typingError(email, chance) : email];
  });
  let city = truth.city;
  if (chance.happens(place.moved)) city = world.city();
  if (chance.happens(place.lost)) city = null;
  if (city !== null && chance.happens(place.greeklish)) city = greeklish(city, chance);
  if (city !== null && chance.happens(place.capitals)) city = withoutAccents(city).toUpperCase();
  const keepsOrganization = organization !== null && !chance.happens(ERROR_RATES.organizationLost);
  return {
    name:
      person === null
        ? body === null
          ? ''
          : bodyAgain(body, truth.city, chance)
        : personAgain(person, world),
    organization: keepsOrganization ? organization : null,
    contacts: [
      ...[...numbers, ...newPhones].map((phone) => ({
        type: 'phone' as const,
        value: phoneFormat(phone, chance),
      })),
      ...addresses.map((value) => ({ type: 'email' as const, value })),
    ],
    location: {
      city,
      region: null,
      country: city === null ? null : chance.pick(['Ελλάδα', 'ΕΛΛΑΔΑ', 'Greece', null]),
    },
  };
}

function personAgain(person: Person, world: World): string {
  const { chance } = world;
  const rates = ERROR_RATES.name;
  let { given, second } = person;
  let surname = surnameOf(person);
  if (chance.happens(rates.nickname))
    given = chance.pick(NICKNAMES[withoutAccents(given).toLowerCase()] ?? [given]);
  if (chance.happens(rates.initial)) given = `${given.charAt(0)}.`;
  if (second !== null && chance.happens(rates.secondGivenNameLost)) second = null;
  else if (second === null && chance.happens(rates.secondGivenNameAdded))
    second = world.person(person.isWoman).given;
  if (person.isWoman && chance.happens(rates.otherSurname)) surname = surnameOf(world.person(true));
  const givenNames = [given, ...(second === null ? [] : [second])];
  const words = chance.happens(rates.surnameFirst) ? [surname, ...givenNames] : [...givenNames, surname];
  let name = words.join(' ');
  if (chance.happens(rates.typingError)) name = typingError(name, chance);
  if (chance.happens(rates.secondTypingError)) name = typingError(name, chance);
  if (chance.happens(rates.title)) name = `${chance.pick(TITLES)} ${name}`;
  if (chance.happens(rates.greeklish)) name = greeklish(name, chance);
  return inLetters(name, rates, chance);
}

function bodyAgain(body: Body, city: string | null, chance: Chance): string {
  const rates = ERROR_RATES.organizationName;
  let words = [...body.words];
  if (words.length > 2 && chance.happens(rates.wordLeftOut)) words.splice(chance.below(words.length), 1);
  else if (body.isCompany && words.length === 2 && chance.happens(rates.wordLeftOut))
    words = words.filter((word) => !isTrade(word));
  if (words.includes('Αφοί') && chance.happens(0.4)) words[words.indexOf('Αφοί')] = 'Αδελφοί';
  const changesKind = chance.happens(body.isCompany ? rates.otherLegalForm : rates.otherAbbreviation);
  let name = writtenBody(
    { ...body, words, kinds: changesKind ? body.kinds : body.kinds.slice(0, 2) },
    chance,
  );
  if (city !== null && chance.happens(rates.placeAdded)) name += ` ${city}`;
  if (chance.happens(rates.typingError)) name = typingError(name, chance);
  if (chance.happens(rates.greeklish)) name = greeklish(name, chance);
  return inLetters(name, rates, chance);
}

const isTrade = (word: string) => (TRADES as readonly string[]).includes(word);

function inLetters(
  name: string,
  rates: { capitals: number; withoutAccents: number },
  chance: Chance,
): string {
  if (chance.happens(rates.capitals)) return withoutAccents(name).toUpperCase();
  return chance.happens(rates.withoutAccents) ? withoutAccents(name) : name;
}
