import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { functionsFolder } from '../scripts/project.ts';
import { checkBounds } from '../src/crm/customers/bounds.ts';
import { customerKey } from '../src/crm/customers/keys.ts';
import { CustomerSearch, ListQuery } from '../src/crm/customers/list-query.ts';
import { CustomerCreate, type CustomerInDB, Tag } from '../src/crm/customers/models.ts';
import * as ofImports from '../src/crm/customers/import/problems.ts';
import * as ofCustomers from '../src/crm/customers/problems.ts';
import { ExternalKeyPath, RevertRequest } from '../src/crm/customers/requests.ts';
import { ROLE_NAMES, ROLES } from '../src/http/auth/claims.ts';
import { rowFault, type RowFaultCode, type UnreadableCode, UnreadableFile } from '../src/formats/faults.ts';
import { noEntityTag } from '../src/http/request/conditions.ts';
import { validate } from '../src/http/request/validation.ts';
import * as ofRecords from '../src/records/problems.ts';
import { ImportMapping } from '../src/crm/customers/formats/mapping.ts';
import { MergeEnvelope } from '../src/crm/customers/merge-models.ts';
import { JsonPatch } from '../src/schemas/json-patch.ts';
import { PageQuery } from '../src/schemas/page.ts';
import { text } from '../src/schemas/text.ts';
import { type Language, LANGUAGES, type Text } from '../src/standards/languages.ts';
import { type Fault, Problem, problemBody } from '../src/standards/problem.ts';
import * as common from '../src/standards/problems.ts';
import { contract } from './support/contract.ts';
import { EMPTY_ITEM, plainCustomer } from './support/plain-customer.ts';

const some: Text = { en: 'Something.', el: 'Κάτι.' };

/** Every factory of a problem, with each of the texts that it chooses from: one that is missing here does not compile. */
const PROBLEMS = {
  malformedJson: [common.malformedJson(some), common.malformedJson(some, { line: 3, column: 14 })],
  malformedHeader: [common.malformedHeader(noEntityTag('If-Match'))],
  invalidCursor: [common.invalidCursor()],
  unauthenticated: [common.unauthenticated()],
  untrustedApp: [common.untrustedApp()],
  forbidden: ROLES.flatMap((role) =>
    [true, false].map((stale) => common.forbidden(role, { name: ROLE_NAMES[role], held: null, stale })),
  ),
  routeNotFound: [common.routeNotFound()],
  methodNotAllowed: [common.methodNotAllowed(['GET', 'HEAD'])],
  tooLarge: [common.tooLarge(some)],
  uriTooLong: [common.uriTooLong()],
  unsupportedMediaType: [common.unsupportedMediaType(some)],
  expectationFailed: [common.expectationFailed()],
  validationFailed: [common.validationFailed([], 1), common.validationFailed([], 12_345)],
  rateLimited: [common.rateLimited('requests', 1), common.rateLimited('reads', 1)],
  internal: [common.internal(null)],
  databaseUnavailable: [common.databaseUnavailable(null)],
  outcomeUnknown: (['withKey', 'withoutKey', 'erasure'] as const).map((of) =>
    common.outcomeUnknown(null, of),
  ),
  idempotencyKeyReused: [common.idempotencyKeyReused()],
  authUnavailable: [common.authUnavailable(null)],
  queueUnavailable: [common.queueUnavailable(null)],
  notTried: [common.notTried()],
  notApplied: [common.notApplied()],
  batchRefused: [
    common.batchRefused([{ id: 'a', pointer: '/operations/0', problem: ofCustomers.customerNotFound() }]),
  ],
  partsExpired: [common.partsExpired()],
  versionNotFound: [ofRecords.versionNotFound()],
  notInTrash: [ofRecords.notInTrash()],
  patchNotApplicable: (['test_failed', 'nothing_there'] as const).map((code) =>
    ofRecords.patchNotApplicable('/0', code),
  ),
  trashIncomplete: [ofRecords.trashIncomplete()],
  storedValueUnreadable: [ofRecords.storedValueUnreadable(['/notes'])],
  preconditionFailed: (['people', 'programs', 'caller', 'unknown'] as const).map((authors) =>
    ofRecords.preconditionFailed('a', '"1-x"', { changed: [], authors }),
  ),
  ambiguousKey: [ofRecords.ambiguousKey([], { more: false })],
  keyTaken: [ofRecords.keyTaken({ id: 'a', name: 'Α', etag: '"1-x"' })],
  alreadyThere: [ofRecords.alreadyThere('a', '"1-x"')],
  nobodyThere: [ofRecords.nobodyThere()],
  tooManyKeys: [ofRecords.tooManyKeys(100)],
  repeatedTogether: [ofRecords.repeatedTogether()],
  keyMissing: [ofCustomers.keyMissing()],
  noCustomerWithKey: [ofCustomers.noCustomerWithKey()],
  cannotMerge: [ofRecords.cannotMerge('itself', ['/from/0']), ofRecords.cannotMerge('merged', [], 'an id')],
  cannotUnmerge: (['noMerge', 'undone', 'taken'] as const).map(ofRecords.cannotUnmerge),
  mergeExpired: [ofRecords.mergeExpired()],
  exportTooLarge: [ofRecords.exportTooLarge(12_345)],
  changesExpired: [ofRecords.changesExpired()],
  severalPreconditionsFailed: [
    ofRecords.severalPreconditionsFailed('"1-x"', [
      { id: 'x', problem: ofRecords.preconditionFailed('x', '"1-x"', { changed: [], authors: 'unknown' }) },
    ]),
  ],
  customerMerged: [ofCustomers.customerMerged('an id')],
  customerErased: [ofCustomers.customerErased()],
  duplicateFound: [null, { deleted_at: '', deleted_by: '', deleted_by_name: null, expires_at: '' }].map(
    (deleted) =>
      ofCustomers.duplicateFound({
        duplicates: [
          { record: plainCustomer({ id: '1' }), deleted, level: 'certain', score: 99, reasons: [] },
        ],
        is_complete: true,
        checked: 1,
      }),
  ),
  customerNotFound: [ofCustomers.customerNotFound()],
  importNotFound: [ofImports.importNotFound()],
  importConflict: ofImports.IMPORT_CONFLICTS.map((why) => ofImports.importConflict(why)),
  partsMissing: [ofImports.partsMissing([2], 1)],
  headTooLarge: [ofImports.headTooLarge('header_too_large'), ofImports.headTooLarge('first_line_too_long')],
  unreadableFile: [ofImports.unreadableFile({ code: 'empty_file', text: some })],
  duplicateOfRow: [ofImports.duplicateOfRow()],
  duplicateInFile: [ofImports.duplicateInFile(3)],
  batchNotFound: [ofImports.batchNotFound()],
} satisfies Record<
  FactoryOf<typeof common | typeof ofRecords | typeof ofCustomers | typeof ofImports>,
  Problem[]
>;

/** The names of a module's exports that make a problem. */
type FactoryOf<Module> = Module extends unknown
  ? {
      [Name in keyof Module]: Module[Name] extends (...args: never[]) => Problem ? Name : never;
    }[keyof Module]
  : never;

/** The faults of a refused value. */
function faultsOf(refuse: () => unknown): readonly Fault[] {
  try {
    refuse();
  } catch (error) {
    if (error instanceof Problem) return error.faults?.known ?? [];
    throw error;
  }
  throw new Error('it was not refused');
}

const inBody = (schema: z.ZodType, value: unknown) => () => validate(schema, value, 'body');
const inQuery = (schema: z.ZodType, value: unknown) => () => validate(schema, value, 'parameters');
const withItem = (item: object) =>
  inBody(CustomerCreate, { name: 'x', owned_items: [{ type: 'product', ...item }] });

const inBounds = (changed: Partial<CustomerInDB>) => () =>
  checkBounds(plainCustomer({ id: 'x', ...changed }), Object.keys(changed), null);

/** Something that is refused with each of the messages of a fault, and that message. */
const FAULTS: [message: Text, refuse: () => unknown][] = [
  [
    {
      en: 'The name of a system has 1 to 50 small letters, digits, dots, dashes and underscores, and begins with a letter or a digit.',
      el: 'Το όνομα του συστήματος έχει 1 έως 50 μικρά λατινικά γράμματα, ψηφία, τελείες, παύλες και κάτω παύλες, και αρχίζει με γράμμα ή ψηφίο.',
    },
    () => validate(ExternalKeyPath, { system: 'ERP', key: '1' }, 'parameters'),
  ],
  [
    { en: 'This is not one whole phone number.', el: 'Δεν είναι ένας ολόκληρος αριθμός τηλεφώνου.' },
    () => customerKey({ kind: 'phone', value: '12' }),
  ],
  [
    {
      en: 'The contacts must hold the address or number that the customer is named by: add it, or leave contacts out.',
      el: 'Στα στοιχεία επικοινωνίας πρέπει να υπάρχει το email ή το τηλέφωνο με το οποίο ζητήσατε τον πελάτη. Προσθέστε το.',
    },
    () => {
      throw ofCustomers.keyMissing();
    },
  ],
  [
    {
      en: 'This must be a JSON Pointer, such as "/notes/0/text".',
      el: 'Πρέπει να δείχνει μια θέση με JSON Pointer, όπως «/notes/0/text».',
    },
    inBody(JsonPatch, [{ op: 'remove', path: 'x' }]),
  ],
  [
    { en: 'This is no value of a customer.', el: 'Αυτή η τιμή δεν μπορεί να ανήκει σε πελάτη.' },
    inBody(JsonPatch, [{ op: 'add', path: '/x', value: JSON.parse('{"__proto__":1}') }]),
  ],
  [
    { en: 'There is another value at this place.', el: 'Σε αυτό το σημείο υπάρχει άλλη τιμή.' },
    () => {
      throw ofRecords.patchNotApplicable('/0', 'test_failed');
    },
  ],
  [
    { en: 'There is nothing at this place.', el: 'Σε αυτό το σημείο δεν υπάρχει τίποτα.' },
    () => {
      throw ofRecords.patchNotApplicable('/0', 'nothing_there');
    },
  ],
  [
    { en: 'There is no such field.', el: 'Δεν υπάρχει τέτοιο πεδίο.' },
    inBody(CustomerCreate, { name: 'x', x: 1 }),
  ],
  [{ en: 'There is no such parameter.', el: 'Δεν υπάρχει τέτοιο κριτήριο.' }, inQuery(ListQuery, { x: '1' })],
  [{ en: 'This field is required.', el: 'Συμπληρώστε αυτό το πεδίο.' }, inBody(CustomerCreate, {})],
  [{ en: 'This must be text.', el: 'Πρέπει να είναι κείμενο.' }, inBody(CustomerCreate, { name: 5 })],
  [
    { en: 'This must be an object with fields.', el: 'Πρέπει να αποτελείται από πεδία.' },
    inBody(CustomerCreate, []),
  ],
  [
    { en: 'This must be a list.', el: 'Πρέπει να είναι λίστα.' },
    inBody(CustomerCreate, { name: 'x', tags: 1 }),
  ],
  [
    { en: 'This must be true or false.', el: 'Πρέπει να είναι «ναι» ή «όχι» (true ή false).' },
    inBody(CustomerCreate, { name: 'x', contacts: [{ type: 'other', label: '', value: 'x', primary: 1 }] }),
  ],
  [{ en: 'This must be a number.', el: 'Πρέπει να είναι αριθμός.' }, inBody(RevertRequest, { version: '1' })],
  [
    { en: 'This must be a whole number.', el: 'Πρέπει να είναι ακέραιος αριθμός.' },
    inBody(RevertRequest, { version: 1.5 }),
  ],
  [
    { en: 'This must be a whole number.', el: 'Πρέπει να είναι ακέραιος αριθμός.' },
    withItem({ quantity: -0 }),
  ],
  [{ en: 'This must be at least 0.', el: 'Πρέπει να είναι τουλάχιστον 0.' }, withItem({ quantity: -1 })],
  [
    { en: 'This must be at most 1,000,000,000.', el: 'Πρέπει να είναι το πολύ 1.000.000.000.' },
    withItem({ quantity: 1e9 + 1 }),
  ],
  [
    { en: 'This must be at most 1000 elements.', el: 'Μπορεί να έχει το πολύ 1000 στοιχεία.' },
    withItem({ serial_numbers: Array(1001).fill('x') }),
  ],
  [
    { en: 'This must be at most 300 characters.', el: 'Μπορεί να έχει το πολύ 300 χαρακτήρες.' },
    inBody(CustomerCreate, { name: 'x'.repeat(301) }),
  ],
  [
    { en: 'This must be at most 40 characters.', el: 'Μπορεί να έχει το πολύ 40 χαρακτήρες.' },
    inQuery(ListQuery, { updated_since: `2026-01-01T10:00:00.${'1'.repeat(14)}+02:00 ` }),
  ],
  [{ en: 'This must not be empty.', el: 'Δεν μπορεί να είναι κενό.' }, inBody(CustomerCreate, { name: ' ' })],
  [
    {
      en: 'This must be one of email, phone, whatsapp, other.',
      el: 'Πρέπει να είναι ένα από τα εξής: email, phone, whatsapp, other.',
    },
    inBody(CustomerCreate, { name: 'x', contacts: [{ type: 'fax', label: '', value: 'x' }] }),
  ],
  [
    {
      en: 'This is not well-formed Unicode text: type it again.',
      el: 'Περιέχει χαρακτήρες που δεν διαβάζονται. Πληκτρολογήστε το ξανά.',
    },
    inBody(text({ max: 9 }), '\uD800'),
  ],
  [
    {
      en: 'This has more than 30 combining marks in a row: take them out.',
      el: 'Περιέχει πάνω από 30 τόνους ή άλλα διακριτικά σημεία στη σειρά. Αφαιρέστε τα.',
    },
    inBody(text({ max: 99 }), `α${'\u0301'.repeat(31)}`),
  ],
  [
    {
      en: 'Control characters are not accepted: take them out.',
      el: 'Περιέχει χαρακτήρες ελέγχου, που δεν φαίνονται. Αφαιρέστε τους ή πληκτρολογήστε το ξανά.',
    },
    inBody(text({ max: 9 }), '\u0000'),
  ],
  [
    {
      en: 'This must be an ISO 8601 date-time, such as 2026-01-31T10:00Z.',
      el: 'Πρέπει να είναι ημερομηνία και ώρα, όπως 2026-01-31T10:00Z.',
    },
    inQuery(ListQuery, { updated_since: 'yesterday' }),
  ],
  [
    {
      en: 'This must not be "." or "..", nor have them between slashes.',
      el: 'Δεν μπορεί να είναι «.» ή «..», ούτε να τα έχει ανάμεσα σε κάθετες.',
    },
    inBody(Tag, '..'),
  ],
  [
    {
      en: 'This must be a whole number from 1 to 100.',
      el: 'Πρέπει να είναι ακέραιος αριθμός από 1 έως 100.',
    },
    inQuery(PageQuery, { limit: '0' }),
  ],
  [
    { en: 'This may be given only once.', el: 'Μπορεί να δοθεί μόνο μία φορά.' },
    inQuery(PageQuery, { limit: ['1', '2'] }),
  ],
  [
    {
      en: 'Only a search has a relevance: search for something, or choose another order.',
      el: 'Η ταξινόμηση κατά συνάφεια ισχύει μόνο σε αναζήτηση. Αναζητήστε κάτι ή επιλέξτε άλλη σειρά.',
    },
    inQuery(ListQuery, { sort: 'relevance' }),
  ],
  [
    { en: 'This does not have the right form.', el: 'Δεν έχει τη σωστή μορφή.' },
    inBody(CustomerSearch, { tag: 5 }),
  ],
  [
    {
      en: 'Name, organization and contact values together must be at most 10,000 characters.',
      el: 'Το όνομα, ο οργανισμός και τα στοιχεία επικοινωνίας μπορούν να έχουν μαζί το πολύ 10.000 χαρακτήρες.',
    },
    inBounds({ name: 'x'.repeat(10_001) }),
  ],
  [
    {
      en: "A customer's owned items may hold at most 4000 serial numbers together.",
      el: 'Όλα τα είδη ενός πελάτη μπορούν να έχουν μαζί το πολύ 4000 σειριακούς αριθμούς.',
    },
    inBounds({
      owned_items: [{ ...EMPTY_ITEM, type: 'product', serial_numbers: Array<string>(4001).fill('x') }],
    }),
  ],
  [
    { en: 'Nothing can have this name.', el: 'Τίποτα δεν μπορεί να έχει αυτό το όνομα.' },
    inBody(MergeEnvelope, JSON.parse('{"from": ["a"], "etags": {"__proto__": "x"}}')),
  ],
  [
    {
      en: 'A mapping cannot name a column so: name it by its place, such as #3.',
      el: 'Η στήλη δεν μπορεί να δηλωθεί με αυτό το όνομα. Δηλώστε τη με τη θέση της, π.χ. #3.',
    },
    inBody(ImportMapping, JSON.parse('{"__proto__": "name"}')),
  ],
];

/** What may stand in Latin letters in a Greek text: names of the contract, of formats and of HTTP. */
const LATIN =
  /Idempotency-Key|END:VCARD|NDJSON|vCard|CSV|DOS|byte|JSON Pointer|\/notes\/0\/text|If-Match|Expect|100-continue|application\/json|UTF-8|JSON|MB|GET|HEAD|PUT|PATCH|\((?:viewer|editor|admin)\)|true|false|email|phone|whatsapp|other|T10:00Z/g;

/** What is wrong with a text as one for people. */
function wrongWith({ en, el }: Text): string[] {
  return [
    ...(/^[\x20-\x7E]+$/.test(en) ? [] : ['the English is not in ASCII']),
    ...(/[α-ω]{2}/.test(el) ? [] : ['the Greek is not Greek']),
    ...(/[A-Za-z]{2}/.test(el.replaceAll(LATIN, '')) ? ['the Greek has words of another language'] : []),
    // The Latin letters that look like Greek ones, inside of a word.
    ...(/[Α-Ωα-ωά-ώ][A-Za-z]|[A-Za-z][Α-Ωα-ωά-ώ]/.test(el) ? ['two alphabets in a word'] : []),
    ...(/undefined|\[object|NaN|\$\{|["']/.test(el) ? ['the Greek is not well made'] : []),
    ...(el.length > 230 ? ['the Greek is long'] : []),
  ];
}

const sources = join(functionsFolder, 'src');
const names = (await readdir(sources, { recursive: true })).filter((name) =>
  /^(?:formats|standards|schemas|http|records|resources|crm)\/.*\.ts$/.test(name),
);
const files = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(sources, name), 'utf8')] as const)),
);
/** Every text in one language, as it is written in the source. */
const written = (language: Language) =>
  [...files].flatMap(([name, source]) =>
    [...source.matchAll(new RegExp(`\\b${language}:\\s*(['\`])(.*?)\\1`, 'g'))].map(
      ([, , literal = '']) => [name, literal] as const,
    ),
  );

describe('every problem', () => {
  const all = Object.values<Problem[]>(PROBLEMS).flat();

  it('that the contract names is in the table', () => {
    const { ProblemCode } = contract.components.schemas;
    expect([...new Set(all.map(({ code }) => code))].sort()).toEqual([...(ProblemCode?.enum ?? [])].sort());
  });

  it('has a title and a text in both languages', () => {
    const wrong = all.flatMap(({ code, title, detail }) =>
      [title, detail].flatMap((each) => wrongWith(each).map((fault) => `${code}: ${each.el}: ${fault}`)),
    );
    expect(wrong).toEqual([]);
  });

  it('has a short title without a full stop, and sentences as its text', () => {
    for (const { title, detail } of all)
      for (const language of LANGUAGES) {
        expect(title[language].length).toBeLessThan(35);
        expect(title[language]).not.toMatch(/[.:]$/);
        expect(detail[language]).toMatch(/[.]$/);
      }
  });

  it('is told in one language and in no other', () => {
    for (const problem of all)
      for (const language of LANGUAGES) {
        const body = problemBody(problem, 'an id', language);
        expect(body).toMatchObject({ title: problem.title[language], detail: problem.detail[language] });
        expect(
          Object.values(body).filter((value) => typeof value === 'object' && !Array.isArray(value)),
        ).toEqual([]);
      }
  });

  it('that has faults tells each in the language', () => {
    const faults = Array.from({ length: 25 }, (_, at) => ({ pointer: `/${at}`, code: 'x', message: some }));
    const body = problemBody(common.validationFailed(faults), 'an id', 'el');
    expect(body).toMatchObject({ errors_total: 25 });
    expect(body['errors']).toEqual(faults.slice(0, 20).map((fault) => ({ ...fault, message: 'Κάτι.' })));
    expect(problemBody(common.validationFailed(faults.slice(0, 20)), 'an id', 'el')).not.toHaveProperty(
      'errors_total',
    );
  });
});

describe('every fault', () => {
  it.each(FAULTS)('%j is told', (message, refuse) => {
    expect(faultsOf(refuse).map((fault) => fault.message)).toContainEqual(message);
    expect(wrongWith(message)).toEqual([]);
  });

  it('of the schemas is in the table', () => {
    const told = FAULTS.map(([{ el }]) => el);
    const untold = written('el').filter(([name, literal]) => {
      if (!/^schemas\/|validation\.ts$|customers\/(?:models|bounds|list-query)\.ts$/.test(name)) return false;
      const parts = literal.split(/\$\{.*?\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return !told.some((each) => new RegExp(`^${parts.join('.*')}$`).test(each));
    });
    expect(untold).toEqual([]);
  });
});

describe('what is wrong with a file', () => {
  /** One that is missing here does not compile. */
  const rows: Record<RowFaultCode, true> = {
    ...{ undecodable_bytes: true, row_too_large: true, too_many_cells: true, malformed_json: true },
    ...{
      not_an_object: true,
      nested_too_deep: true,
      malformed_card: true,
      card_not_closed: true,
      not_a_card: true,
    },
  };
  const wholes: Record<UnreadableCode, true> = {
    ...{
      empty_file: true,
      only_header: true,
      binary_file: true,
      spreadsheet_file: true,
      unknown_encoding: true,
    },
    ...{ unclosed_quote: true, json_document: true, no_card: true, no_json: true },
  };
  const told = [
    ...Object.keys(rows).map((code) => rowFault(code as RowFaultCode).message),
    ...Object.keys(wholes).map((code) => new UnreadableFile(code as UnreadableCode, 1234).text),
  ];

  it('is said in both languages, each time in its own words', () => {
    expect(told.flatMap((text) => wrongWith(text).map((fault) => `${text.el}: ${fault}`))).toEqual([]);
    for (const language of LANGUAGES)
      expect(new Set(told.map((text) => text[language])).size).toBe(told.length);
    expect(new UnreadableFile('unclosed_quote', 12_345).text.el).toContain('12.345');
  });
});

describe('the source', () => {
  it('has as many texts in one language as in the other', () => {
    const counts = LANGUAGES.map((language) => Map.groupBy(written(language), ([name]) => name));
    const perFile = counts.map((count) =>
      Object.fromEntries([...count].map(([name, { length }]) => [name, length])),
    );
    expect(perFile[0]).toEqual(perFile[1]);
    expect(written('el').length).toBeGreaterThan(60);
  });

  it('has no Greek text that is not Greek', () => {
    const wrong = written('el').flatMap(([name, literal]) =>
      wrongWith({ en: 'x', el: literal.replaceAll(/\$\{.*?\}/g, '1') }).map(
        (fault) => `${name}: ${literal}: ${fault}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has no text for a caller in one language alone', () => {
    const alone = [...files].flatMap(([name, source]) =>
      name === 'http/request-log.ts' || /^crm\/\w+\/contract\//.test(name)
        ? []
        : [...source.matchAll(/\b(?:title|detail|message|error): *\n? *['`].*/g)].map(
            ([line]) => `${name}: ${line}`,
          ),
    );
    expect(alone).toEqual([]);
  });
});
