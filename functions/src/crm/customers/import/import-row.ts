// Imports one row of a file: a customer is created, changed, or left as it is.
import { hash } from 'node:crypto';
import { NoLongerAsRead } from '../../../firestore/database.ts';
import type { Write } from '../../../firestore/write.ts';
import { type CustomerMatch, findMatches, matchKeys } from './matches.ts';
import type { WriteContext } from '../../../records/context.ts';
import { checkDuplicates } from '../../../records/duplicates/check.ts';
import type { ExternalKey, ImportedRow } from '../../../records/history/entry.ts';
import { EXTERNAL } from '../../../records/context.ts';
import { claimWrites, countExternal, readClaims, stillGone } from '../../../records/keys/claims.ts';
import { externalKey, MAX_KEYS } from '../../../records/keys/external.ts';
import { versionPath } from '../../../records/paths.ts';
import { ambiguousKey, keyTaken, tooManyKeys } from '../../../records/problems.ts';
import { creationWrite, derivedId } from '../../../records/write/create.ts';
import { NotMeant } from '../../../records/write/meant.ts';
import { KeyedOperation, registerPath } from '../../../records/write/operations.ts';
import type { Written } from '../../../records/write/plan.ts';
import { updateWrite } from '../../../records/write/update.ts';
import { type VersionWrite, writeAlone } from '../../../records/write/version.ts';
import { Problem } from '../../../standards/problem.ts';
import { internal } from '../../../standards/problems.ts';
import type { SourceDialect, SourceRow } from '../formats/source.ts';
import type { ImportMapping } from '../formats/mapping.ts';
import { toCustomer } from '../formats/to-customer.ts';
import { validate } from '../../../http/request/validation.ts';
import { newCustomer, type Sign } from '../edits.ts';
import { identityValues } from '../identity.ts';
import { customersKind } from '../kind.ts';
import { CustomerCreate, type CustomerInDB } from '../models.ts';
import { duplicateInFile, duplicateOfRow } from './problems.ts';
import { editOf, withTag } from './edit.ts';
import { faultsOf, MAX_FAULTS, type RowFault, shortFault } from './fault.ts';
import type { RowResult } from './groups.ts';
import type { ImportOptions } from './models.ts';

/** What the rows of an import are done with. */
export interface RowContext {
  /** Who started it. */
  writing: WriteContext;
  importId: string;
  dialect: SourceDialect;
  mapping: ImportMapping;
  options: ImportOptions;
  sign: Sign;
  /** Nothing is written. */
  isDry: boolean;
  /** Another run may have done rows already: it is looked for what became of them. */
  isRepeated: boolean;
  /** The program has failed at this group again and again. */
  isLastChance: boolean;
}

/** A row as a customer, or what is wrong with it. */
export interface ReadRow {
  row: number;
  line: number;
  fields: Record<string, unknown> | null;
  external: ExternalKey | null;
  emptied: readonly string[];
  faults: RowFault[];
  /** The keys by which it may be the same as others, as `match_on` says. */
  keys: string[];
}

/** Reads a row as the mapping says. */
export function readRow({ dialect, mapping, options }: RowContext, source: SourceRow): ReadRow {
  const { row, line, fault } = source;
  const nothing = { row, line, fields: null, external: null, emptied: [], keys: [] };
  if (fault !== undefined) return { ...nothing, faults: [{ column: null, pointer: '', ...fault }] };
  const { fields, external = null, emptied, problems } = toCustomer(source, dialect, mapping);
  if (fields === null || problems.length > 0)
    return { ...nothing, faults: problems.slice(0, MAX_FAULTS).map(shortFault) };
  const keys = matchKeys({ fields, external }, options.match_on);
  return { row, line, fields, external, emptied, faults: [], keys };
}

/** Imports a row, or says what would become of it. Throws 503, and `NoLongerAsRead` where another run has begun the step. */
export async function importRow(context: RowContext, read: ReadRow): Promise<RowResult> {
  if (read.fields === null) return { ...resultOf(read, 'failed'), problems: read.faults };
  const earlier = context.isRepeated && !context.isDry ? await landed(context, read) : null;
  if (earlier !== null) return earlier;
  const failed = (problem: Problem): RowResult => ({
    ...resultOf(read, 'failed'),
    problems: faultsOf(problem),
  });
  try {
    return await decideAgain(context, read);
  } catch (error) {
    // Another run does it.
    if (error instanceof NoLongerAsRead) throw error;
    const isOwn = !(error instanceof Problem);
    if (isOwn && context.isLastChance) return (await landed(context, read)) ?? failed(internal(error));
    if (isOwn || error.status >= 500) throw error;
    return failed(error);
  }
}

/** Decides until what was found is as it was found. */
async function decideAgain(context: RowContext, read: ReadRow): Promise<RowResult> {
  const tried = new Set<string>();
  const notMeant = new Set<string>();
  for (let attempt = 0; ; attempt++) {
    try {
      return await decideRow(context, read, notMeant);
    } catch (error) {
      // Whoever was found has changed since, or another run has done the row.
      if (error instanceof DoneOtherwise) {
        const done = await landed(context, read);
        if (done !== null) return done;
      } else if (error instanceof FoundOtherwise) {
        // Found again, it is the index that is behind: another program has changed or removed it.
        if (tried.has(error.id)) notMeant.add(error.id);
        tried.add(error.id);
      } else throw error;
      if (attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Each of the customers that are found may be tried twice. */
const MAX_ATTEMPTS = 12;

/** The keys by which rows are done one after another: also those that only one customer can have. */
export const keysOf = (read: ReadRow): string[] => [...read.keys, ...externalKeysOf(read)];

/** The external key as a key of a row; it is one of `keys` only where rows are matched by it. */
export const externalKeysOf = ({ external }: ReadRow): string[] =>
  external === null ? [] : [`external:${external.system}:${external.key}`];

/** A row of a dry run whose external key an earlier one would have by then. */
export const asTaken = (result: RowResult, first: number): RowResult => ({
  ...result,
  same_as_row: first,
  ...(result.outcome === 'created' && {
    outcome: 'failed' as const,
    problems: faultsOf(duplicateInFile(first)),
  }),
});

/** A row of a dry run that repeats an earlier one: that one would be there by then. */
export function asRepeated(result: RowResult, first: number, options: ImportOptions): RowResult {
  const repeated = { ...result, same_as_row: first };
  if (result.outcome !== 'created' || options.on_duplicate === 'create') return repeated;
  if (options.on_duplicate === 'fail')
    return { ...repeated, outcome: 'failed', problems: faultsOf(duplicateInFile(first)) };
  return { ...repeated, outcome: options.on_duplicate === 'skip' ? 'skipped' : 'updated' };
}

async function decideRow(
  context: RowContext,
  read: ReadRow,
  notMeant: ReadonlySet<string>,
): Promise<RowResult> {
  const { options } = context;
  const matches =
    options.on_duplicate === 'create'
      ? { held: [], isCut: false }
      : await findMatches(context.writing, read, options.match_on, notMeant);
  const [match, ...others] = matches.held;
  if (match === undefined) return createRow(context, read);
  // What another run of this row has made is no duplicate of it.
  if (!context.isDry && matches.held.some(({ id }) => id === ownId(context, read))) {
    const done = await landed(context, read);
    if (done !== null) return done;
  }
  const duplicates = matches.held.slice(0, MAX_SHOWN).map(({ id }) => ({ id, level: 'exact' as const }));
  const found = { ...resultOf(read, 'skipped'), duplicates };
  if (options.on_duplicate === 'skip') return { ...found, customer_id: match.id };
  if (options.on_duplicate === 'fail')
    return { ...found, outcome: 'failed', problems: faultsOf(duplicateOfRow()) };
  if (others.length > 0)
    return {
      ...found,
      outcome: 'failed',
      problems: faultsOf(ambiguousKey(matches.held, { more: matches.isCut })),
    };
  return { ...(await updateRow(context, read, match)), duplicates };
}

async function createRow(context: RowContext, read: ReadRow): Promise<RowResult> {
  const { isDry, sign } = context;
  const writing = writingOf(context, read);
  const { database } = writing;
  const { tag } = context.options;
  const fields =
    tag === undefined ? read.fields : { ...read.fields, tags: withTag(read.fields?.['tags'], tag) };
  const body = validate(CustomerCreate, fields, 'body');
  const state = newCustomer(body, sign);
  const { external } = read;
  const keys = external === null ? [] : [externalKey(external)];
  const write = creationWrite(customersKind, writing, {
    body,
    state,
    key: rowKey(context, read),
    ...(external !== null && {
      claiming: {
        keys,
        isHeldBy: () => true,
        heldBy: ([holder]) =>
          holder === undefined ? new DoneOtherwise() : keyTaken({ ...holder.record, etag: holder.etag }),
      },
    }),
    beside: async (isRetry) => {
      // The row may have changed a customer in another run, which then found somebody.
      const register = registerPath(writing.by, rowKey(context, read));
      if (isRetry && (await database.get(register, [['version']])) !== null) throw new DoneOtherwise();
      // A claim of a customer that was merged leads to the other one, who has the key.
      if (isRetry && external !== null) await assertNotTaken(context, external, ownId(context, read));
      const added = external === null ? {} : { keys: { added: [external], removed: [] } };
      return { writes: [notThere(register)], entry: added };
    },
  });
  const result = resultOf(read, 'created');
  if (!isDry) {
    const { record } = await writeAlone(write);
    return { ...result, customer_id: record.id, version: 1 };
  }
  if (external !== null) await assertNotTaken(context, external, ownId(context, read));
  await attemptOnly(write);
  return { ...result, duplicates: await probable(context, state) };
}

async function updateRow(context: RowContext, read: ReadRow, match: CustomerMatch): Promise<RowResult> {
  const writing = writingOf(context, read);
  const { database } = writing;
  const keyed = new KeyedOperation(writing, { keepsId: true });
  const own = versionPath(customersKind, ownId(context, read), 1);
  let before = '';
  let attempts = 0;
  const edit = editOf(read, context);
  const write = updateWrite(customersKind, writing, match.id, {
    ifMatch: null,
    meant: match.isMeant,
    keyed,
    edit: (found) => {
      before = found.etag;
      return edit(found);
    },
    beside: async () => {
      // The row may have created a customer in another run, which then found nobody.
      if (attempts++ > 0 && (await database.get(own, [['version']])) !== null) throw new DoneOtherwise();
      return keyWrites(context, read, match.id);
    },
  });
  const guarded = withWrites(write, [notThere(own)]);
  const result = { ...resultOf(read, 'updated'), customer_id: match.id };
  const otherwise = (error: unknown): never => {
    // It has been removed since it was found.
    if (error instanceof Problem && (error.code === 'customer_not_found' || error.code === 'customer_merged'))
      throw new FoundOtherwise(match.id);
    throw error instanceof NotMeant ? new FoundOtherwise(match.id) : error;
  };
  if (context.isDry) {
    const written = await attemptOnly(guarded).catch(otherwise);
    return written === 'unchanged' ? { ...result, outcome: 'unchanged' } : result;
  }
  const written = await writeAlone(guarded).catch(otherwise);
  if (written.isReplay) return (await landed(context, read)) ?? result;
  if (written.etag === before) return { ...result, outcome: 'unchanged' };
  return { ...result, version: versionIn(written) };
}

/** Throws 409 where a customer other than this one has the key. */
async function assertNotTaken({ writing }: RowContext, external: ExternalKey, id: string): Promise<void> {
  const { held } = await findMatches(writing, { fields: null, external }, [`external:${external.system}`]);
  const [holder] = held;
  if (holder !== undefined && holder.id !== id) throw keyTaken(holder);
}

/** The writes that give the row's external key to the customer; null where it has none, or the customer has it. */
async function keyWrites({ writing }: RowContext, { external }: ReadRow, id: string) {
  if (external === null) return null;
  const claims = await readClaims(customersKind, writing.database, [externalKey(external)]);
  const owner = claims[0]?.owner ?? null;
  if (owner === id) return null;
  if (owner !== null) {
    const holders = await findMatches(writing, { fields: null, external }, [`external:${external.system}`]);
    const [holder] = holders.held;
    if (holder !== undefined) {
      if (holder.id === id) return null;
      throw keyTaken(holder);
    }
  }
  if ((await countExternal(customersKind, writing.database, id)) >= MAX_KEYS) throw tooManyKeys(MAX_KEYS);
  return {
    writes: [
      ...claimWrites(customersKind, claims, id),
      ...stillGone(customersKind, owner === null ? [] : [owner]),
    ],
    entry: { keys: { added: [external], removed: [] } },
  };
}

/** What became of a row in another run; null where nothing did. 2 reads, and 1 for a change. */
async function landed(context: RowContext, read: ReadRow): Promise<RowResult | null> {
  const { writing } = context;
  const id = ownId(context, read);
  const [created = null, operation = null] = await writing.database.getAll(
    [versionPath(customersKind, id, 1), registerPath(writing.by, rowKey(context, read))],
    [['by'], ['version'], ['record_id'], ['operation'], ['version_operation']],
  );
  if (created !== null && created.get('by') !== EXTERNAL)
    return { ...resultOf(read, 'created'), customer_id: id, version: 1 };
  if (operation === null) return null;
  const customer_id = String(operation.get('record_id'));
  const version = Number(operation.get('version'));
  const unchanged = { ...resultOf(read, 'unchanged'), customer_id };
  if (operation.get('operation') !== operation.get('version_operation')) return unchanged;
  // A row that changes nothing records what another program has done since the last version.
  const made = await writing.database.get(versionPath(customersKind, customer_id, version), [['by']]);
  return made?.get('by') === EXTERNAL ? unchanged : { ...unchanged, outcome: 'updated', version };
}

/** Decides and writes nothing. Throws what the write would throw. */
async function attemptOnly(write: VersionWrite<CustomerInDB>): Promise<'changed' | 'unchanged'> {
  const decision = await write.attempt({ isRetry: false, isStuck: false });
  if (decision.kind === 'answer') return 'unchanged';
  const isVersion = ({ kind, path }: Write) => kind === 'create' && /^[^/]+\/[^/]+\/history\//.test(path);
  return decision.writes.some(isVersion) ? 'changed' : 'unchanged';
}

/** Who is probably the same as a customer that would be created. */
async function probable({ options, writing }: RowContext, state: Omit<CustomerInDB, 'id'>) {
  if (!options.report_probable) return [];
  const { duplicates } = await checkDuplicates(customersKind, writing.database, {
    values: identityValues(state),
  });
  return duplicates
    .slice(0, MAX_SHOWN)
    .flatMap(({ record: { id }, level, deleted }) =>
      level === 'possible' || deleted !== null ? [] : [{ id, level }],
    );
}

const MAX_SHOWN = 3;

/** The same write, with others in its commit. */
function withWrites(write: VersionWrite<CustomerInDB>, writes: readonly Write[]): VersionWrite<CustomerInDB> {
  return {
    ...write,
    attempt: async (attempt) => {
      const decision = await write.attempt(attempt);
      return decision.kind === 'commit' ? { ...decision, writes: [...decision.writes, ...writes] } : decision;
    },
  };
}

/** The row was done by another run, and in another way. */
class DoneOtherwise extends Error {}

/** Whom the index has found is gone, or is not whom the row means. */
class FoundOtherwise extends Error {
  readonly id: string;

  constructor(id: string) {
    super('whoever was found is somebody else');
    this.id = id;
  }
}

const notThere = (path: string): Write => ({ kind: 'verify', path, condition: { exists: false } });

/** The row as the idempotency key of its write. No key of a request has such characters. */
const rowKey = ({ importId }: RowContext, { row }: ReadRow): string => `\0import~${importId}~${row}`;

/** The id of the customer that the row creates. */
const ownId = (context: RowContext, read: ReadRow): string =>
  derivedId(context.writing.by, rowKey(context, read));

function writingOf(context: RowContext, read: ReadRow): WriteContext {
  const of: ImportedRow = { id: context.importId, row: read.row };
  const identity = hash('sha256', JSON.stringify(of), 'base64url');
  return { ...context.writing, import: of, keyed: { key: rowKey(context, read), identity } };
}

const resultOf = ({ row, line }: ReadRow, outcome: RowResult['outcome']): RowResult => ({
  row,
  line,
  outcome,
  customer_id: null,
  version: null,
  problems: [],
  same_as_row: null,
  duplicates: [],
});

/** The version that an entity tag names. */
const versionIn = ({ etag }: Written<CustomerInDB>): number => Number(/^"(\d+)-/.exec(etag)?.[1] ?? NaN);
