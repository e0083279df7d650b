// Does the operations of a batch: each by itself, or all in one commit.
import { createHash } from 'node:crypto';
import { includesRole, type Role, ROLE_NAMES } from '../../http/auth/claims.ts';
import { REQUIRED, validate, validateForm } from '../../http/request/validation.ts';
import { inPageRoom, type PageRoom } from '../../firestore/page.ts';
import { doAtOnce, type Outcome } from '../../limits/at-once.ts';
import type { WriteContext } from '../../records/context.ts';
import { type WaysByKey, writeByKey } from '../../records/keys/by-key.ts';
import { deletionWrite } from '../../records/trash/delete.ts';
import { erase } from '../../records/trash/erase.ts';
import { creationWrite } from '../../records/write/create.ts';
import type { Written } from '../../records/write/plan.ts';
import { RefusedTogether, writeTogether } from '../../records/write/together.ts';
import { updateWrite } from '../../records/write/update.ts';
import { type VersionWrite, writeAlone } from '../../records/write/version.ts';
import { type EntityTags, parseEntityTags } from '../../standards/entity-tag.ts';
import type { Text } from '../../standards/languages.ts';
import { Problem, problemAt } from '../../standards/problem.ts';
import {
  batchRefused,
  forbidden,
  idempotencyKeyReused,
  internal,
  notTried,
  tooLarge,
  validationFailed,
} from '../../standards/problems.ts';
import { z } from 'zod';
import { BATCH_OPERATIONS, type BatchEnvelope } from './batch-models.ts';
import type { OnDuplicate } from './duplicate-models.ts';
import { appendAll, merge, newCustomer, signAs } from './edits.ts';
import { type CustomerKey, customerKey, upsertBy } from './keys.ts';
import { customersKind } from './kind.ts';
import type { CustomerInDB } from './models.ts';
import { refusingOf } from './refusing.ts';
import { EnteredBefore } from './repeated.ts';

/**
 * What became of each operation, in their order. With a key, operation i has one of its own, made of the two, so that what has landed is not
 * done again and what has not is tried.
 *
 * Not atomic: some at once, those of one customer in their order; what there is no time for is `not_tried`. Atomic: one commit; throws 409
 * `batch_refused` if any operation is refused, 413, and 503. Either throws 422 `idempotency_key_reused` if the key came with other operations.
 */
export async function doBatch(context: BatchContext, batch: BatchEnvelope): Promise<BatchResult[]> {
  const { database } = context.writing;
  const results = await inPageRoom(
    database,
    { rows: context.isMinimal ? 0 : batch.operations.length },
    (room) => {
      const limited = bodyLimit(context, room);
      return batch.atomic ? doTogether(context, batch, limited) : doEach(context, batch, limited);
    },
  );
  if (results.every(({ problem }) => problem?.code === 'idempotency_key_reused'))
    throw idempotencyKeyReused();
  return results;
}

export interface BatchContext {
  /** Without a key of its own. */
  writing: WriteContext;
  role: Role;
  trashDays: number;
  /** The idempotency key of the whole. */
  key: string | null;
  /** The results have no bodies. */
  isMinimal: boolean;
}

/** What became of one operation. */
export type BatchResult = Done | Failed;

interface Done {
  status: 200 | 201 | 204;
  id: string;
  etag?: string;
  /** The customer as JSON, in UTF-8; null for a deletion, where none is wanted, and where the answer is full. */
  body: Buffer | null;
  isReplay: boolean;
  problem?: undefined;
}

interface Failed {
  id: string | null;
  problem: Problem;
}

/** Writes of one request at once: more would not be faster, and would keep others waiting. */
const AT_ONCE = 8;

/** Nothing is begun that has less than this, in milliseconds, until the request must be answered. */
const LEAST_TIME_MS = 2000;

/** Documents that a batch with `on_duplicate=refuse` reads, before nothing more of it is begun. */
const MOST_CHECKED = 1000;

const refusesAny = ({ operations }: Pick<BatchEnvelope, 'operations'>) =>
  operations.some((sent) => (sent as OnDuplicate | null)?.on_duplicate === 'refuse');

async function doEach(
  context: BatchContext,
  batch: BatchEnvelope,
  limited: BodyLimit,
): Promise<BatchResult[]> {
  const { database } = context.writing;
  const readBefore = database.bill.reads;
  const isSpent = () => refusesAny(batch) && database.bill.reads - readBefore >= MOST_CHECKED;
  const done = await doAtOnce(
    batch.operations.map((sent, at) => ({
      key: nameOf(sent),
      run: () =>
        database.apart(async (own) => {
          const writing = { ...context.writing, database: own };
          return limited(await doOne({ ...context, writing }, parseOperation(sent), at));
        }),
    })),
    {
      atOnce: batch.stop_on_error ? 1 : AT_ONCE,
      stopsAtFailure: batch.stop_on_error,
      mayBegin: () => !database.isOver && database.deadline.left > LEAST_TIME_MS && !isSpent(),
    },
  );
  return done.map((outcome, at) => {
    if (outcome.kind === 'done') return outcome.value;
    return { id: idOf(batch.operations[at]), problem: problemAt(pointerTo(at), problemOf(outcome)) };
  });
}

async function doOne(
  context: BatchContext,
  operation: BatchOperation,
  at: number,
): Promise<Parameters<BodyLimit>[0]> {
  const { writing, role } = context;
  if (operation.method !== 'delete' || !operation.erase) {
    const written = await writeAlone(writeOf(context, operation, at)).catch(ofBody);
    return doneAs(operation, written);
  }
  if (!('id' in operation.of))
    throw validationFailed([{ pointer: '/by', code: 'invalid_value', message: ERASED_BY_ID }]);
  if (!includesRole(role, 'admin')) throw forbidden('admin', { name: ROLE_NAMES.admin, held: role });
  const own = { ...writing, keyed: keyedOf(context, operation, at) };
  const { id } = operation.of;
  const { isReplay } = await erase(customersKind, own, id, operation.ifMatch);
  return { status: 204, id, record: null, isReplay };
}

async function doTogether(
  context: BatchContext,
  { operations }: BatchEnvelope,
  limited: BodyLimit,
): Promise<BatchResult[]> {
  const refused = (problems: ReadonlyMap<number, Problem>) => {
    const reused = [...problems.values()].filter(({ code }) => code === 'idempotency_key_reused');
    if (reused.length === operations.length) return idempotencyKeyReused();
    return batchRefused(
      operations.map((sent, at) => ({
        id: idOf(sent),
        pointer: pointerTo(at),
        problem: problems.get(at) ?? null,
      })),
    );
  };
  const refusals = new Map<number, Problem>();
  const parsed: BatchOperation[] = [];
  const ids = new Set<string>();
  const entered = new EnteredBefore();
  for (const [at, sent] of operations.entries())
    try {
      const operation = parseOperation(sent);
      checkJoinable(operation, ids);
      if (operation.method === 'create') checkEnteredOnce(operation, entered);
      parsed.push(operation);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.set(at, error);
    }
  if (refusals.size > 0) throw refused(refusals);
  const tooMany = tooLarge(TOO_MANY_CHECKS);
  const written = await context.writing.database
    .apart((database) => {
      const own = { ...context, writing: { ...context.writing, database } };
      const writes = parsed.map((operation, at) => writeOf(own, operation, at));
      return writeTogether(database, refusesAny({ operations }) ? boundedChecks(writes, tooMany) : writes);
    })
    .catch((error: unknown) => {
      if (!(error instanceof RefusedTogether)) throw error;
      if ([...error.refusals.values()].includes(tooMany)) throw tooMany;
      const problems = [...error.refusals].map(([at, problem]) => [at, problemAt('/body', problem)] as const);
      throw refused(new Map(problems));
    });
  return parsed.flatMap((operation, at) => {
    const each = written[at];
    return each === undefined ? [] : [limited(doneAs(operation, each))];
  });
}

/** The same writes; an attempt at all of them begins none after it has read too much, and is refused with `tooMany`. */
function boundedChecks(
  writes: readonly VersionWrite<CustomerInDB>[],
  tooMany: Problem,
): VersionWrite<CustomerInDB>[] {
  let readBefore = 0;
  return writes.map((write, at) => ({
    ...write,
    attempt: (attempt) => {
      const { reads } = write.database.bill;
      if (at === 0) readBefore = reads;
      return reads - readBefore < MOST_CHECKED ? write.attempt(attempt) : Promise.reject(tooMany);
    },
  }));
}

const TOO_MANY_CHECKS: Text = {
  en: 'To look for duplicates of all these at once is too much: send fewer in one atomic batch, or leave `on_duplicate` out.',
  el: 'Ο έλεγχος για διπλούς πελάτες είναι πολύ μεγάλος για μία ομάδα. Στείλτε λιγότερες ενέργειες κάθε φορά ή παραλείψτε τον έλεγχο.',
};

/** Gives a result its body, if one is wanted and the answer has room for it: others are not kept. */
function bodyLimit({ isMinimal }: BatchContext, room: PageRoom): BodyLimit {
  return ({ record, ...result }) => {
    if (record === null || isMinimal) return { ...result, body: null };
    const body = Buffer.from(JSON.stringify(record));
    return { ...result, body: room.take(body.length, { isFirst: false }) ? body : null };
  };
}

type BodyLimit = (result: Omit<Done, 'body'> & { record: CustomerInDB | null }) => Done;

/** The write of an operation, yet to be committed. */
function writeOf(context: BatchContext, operation: BatchOperation, at: number): VersionWrite<CustomerInDB> {
  const { trashDays, key } = context;
  const writing = { ...context.writing, keyed: keyedOf(context, operation, at) };
  const sign = signAs(writing.by);
  if (operation.method === 'create') {
    const { body } = operation;
    const own = key === null ? undefined : keyOf(key, at);
    const refusing = refusingOf(operation);
    return creationWrite(customersKind, writing, {
      body,
      state: newCustomer(body, sign),
      key: own,
      refusing,
    });
  }
  if (operation.method === 'upsert') {
    const { by, body: sent, ifMatch, ifNoneMatch } = operation;
    const ways = upsertBy(writing, by, { sent, sign, ifMatch, ifNoneMatch });
    return writeByKey(customersKind, writing, customerKey(by), ways);
  }
  const { of, ifMatch } = operation;
  const found: WaysByKey<CustomerInDB>['found'] = (id, meant) => {
    if (operation.method === 'delete')
      return deletionWrite(customersKind, writing, id, { ...meant, ifMatch, trashDays });
    const edit =
      operation.method === 'update' ? merge(operation.body, sign) : appendAll(operation.body, sign);
    return updateWrite(customersKind, writing, id, {
      ...meant,
      ifMatch,
      edit,
      refusing: refusingOf(operation),
    });
  };
  return 'id' in of ? found(of.id, {}) : writeByKey(customersKind, writing, customerKey(of.by), { found });
}

/** An operation as it is done: validated, but for the body of an update, which is validated beside what is stored. */
type BatchOperation = { identity: unknown } & (
  | z.output<(typeof BATCH_OPERATIONS)['create']>
  | (OfCustomer<'update'> & OnDuplicate & { body: Record<string, unknown> })
  | Upsert
  | (OfCustomer<'append'> & OnDuplicate & Pick<z.output<(typeof BATCH_OPERATIONS)['append']>, 'body'>)
  | (OfCustomer<'delete'> & { erase: boolean })
);

interface OfCustomer<Method> {
  method: Method;
  of: { id: string } | { by: CustomerKey };
  ifMatch: EntityTags | null;
}

interface Upsert {
  method: 'upsert';
  by: CustomerKey;
  body: Record<string, unknown>;
  ifMatch: EntityTags | null;
  ifNoneMatch: EntityTags | null;
}

/** Throws 422 with places in the operation. */
function parseOperation(sent: unknown): BatchOperation {
  const { method } = validate(AnyOperation, sent, 'body');
  const raw = sent as Record<string, unknown>;
  const said = ['on_duplicate', 'duplicate_level'].flatMap((name) => raw[name] ?? []);
  const named = [raw['id'] ?? null, ...(raw['by'] === undefined ? [] : [raw['by']])];
  const identity = [method, ...named, raw['erase'] === true, raw['body'] ?? null, ...said];
  if (method === 'create') return { ...validate(BATCH_OPERATIONS.create, sent, 'body'), identity };
  if (method === 'upsert') {
    const { by, if_match, if_none_match = null } = validate(ComparedUpsert, sent, 'body');
    const ifMatch = tagsOf(if_match);
    customerKey(by, BY_VALUE);
    return { method, by, body: updateOf(raw['body']), ifMatch, ifNoneMatch: if_none_match, identity };
  }
  if (method === 'update') {
    const { id, by, if_match, body: _, ...rest } = validate(ComparedUpdate, sent, 'body');
    const of = ofCustomer(id, by);
    return { ...rest, of, ifMatch: tagsOf(if_match), body: updateOf(raw['body']), identity };
  }
  const { id, by, if_match, ...rest } = validate(
    method === 'append' ? BATCH_OPERATIONS.append : BATCH_OPERATIONS.delete,
    sent,
    'body',
  );
  return { ...rest, of: ofCustomer(id, by), ifMatch: tagsOf(if_match), identity };
}

/** Which customer is meant. Throws 422 unless there is either an id or a key. */
function ofCustomer(id: string | undefined, by: CustomerKey | undefined): OfCustomer<never>['of'] {
  if (id !== undefined && by !== undefined)
    throw validationFailed([{ pointer: '/by', code: 'invalid_value', message: ID_AND_KEY }]);
  if (id !== undefined) return { id };
  if (by === undefined) throw validationFailed([{ pointer: '/id', code: 'required', message: REQUIRED }]);
  customerKey(by, BY_VALUE);
  return { by };
}

const BY_VALUE = { pointer: '/by/value' };

const ID_AND_KEY: Text = {
  en: 'Name the customer by its id or by a key, not by both.',
  el: 'Δηλώστε τον πελάτη με τον κωδικό του ή με ένα στοιχείο του, όχι και με τα δύο.',
};

const ERASED_BY_ID: Text = {
  en: 'To erase is for good: name the customer by its id.',
  el: 'Η οριστική διαγραφή δεν αναιρείται. Δηλώστε τον πελάτη με τον κωδικό του.',
};

function updateOf(body: unknown): Record<string, unknown> {
  try {
    return validateForm(BATCH_OPERATIONS.update.shape.body, body);
  } catch (error) {
    return ofBody(error);
  }
}

const AnyOperation = z.looseObject({
  method: z.enum(Object.keys(BATCH_OPERATIONS) as (keyof typeof BATCH_OPERATIONS)[]),
});

/** An update and an upsert, whose body is a body of some kind. */
const ComparedUpdate = BATCH_OPERATIONS.update.extend({ body: z.looseObject({}) });
const ComparedUpsert = BATCH_OPERATIONS.upsert.extend({ body: z.looseObject({}) });

const tagsOf = (ifMatch: string | null) => (ifMatch === null ? null : parseEntityTags(ifMatch));

/** Throws 422 for what cannot be in one commit with the others. */
function checkJoinable(operation: BatchOperation, names: Set<string>): void {
  if (operation.method === 'create') return;
  if (operation.method === 'delete' && operation.erase)
    throw validationFailed([{ pointer: '/erase', code: 'invalid_value', message: ERASES }]);
  const of = operation.method === 'upsert' ? { by: operation.by } : operation.of;
  const name = JSON.stringify(of);
  if (names.has(name))
    throw validationFailed([{ pointer: 'id' in of ? '/id' : '/by', code: 'repeated', message: REPEATED }]);
  names.add(name);
}

/** Throws 422 where an earlier operation enters the same customer, and that is refused. */
function checkEnteredOnce(
  { body, on_duplicate }: Extract<BatchOperation, { method: 'create' }>,
  entered: EnteredBefore,
): void {
  if (entered.isRepeated(body) && on_duplicate === 'refuse')
    throw validationFailed([{ pointer: '/body', code: 'repeated', message: ENTERED_BEFORE }]);
}

const ENTERED_BEFORE: Text = {
  en: 'An earlier operation of this batch enters the same customer.',
  el: 'Μια προηγούμενη ενέργεια της ίδιας ομάδας καταχωρίζει τον ίδιο πελάτη.',
};

const ERASES: Text = {
  en: 'A customer cannot be erased in an atomic batch: erase it by itself.',
  el: 'Η οριστική διαγραφή δεν γίνεται μαζί με άλλες ενέργειες ως σύνολο. Ζητήστε την χωριστά.',
};

const REPEATED: Text = {
  en: 'An atomic batch may name each customer only once: put its changes into one operation.',
  el: 'Ο ίδιος πελάτης υπάρχει ήδη σε αυτή την ομάδα. Βάλτε όλες τις αλλαγές του σε μία ενέργεια.',
};

function doneAs(
  { method }: BatchOperation,
  { record, etag, isReplay = false, isCreated = method === 'create' }: Written<CustomerInDB>,
): Parameters<BodyLimit>[0] {
  const { id } = record;
  if (method === 'delete') return { status: 204, id, record: null, isReplay };
  return { status: isCreated ? 201 : 200, id, etag, record, isReplay };
}

/** Operations that name a customer in the same way are done in their order; null for one that names none. */
function nameOf(sent: unknown): string | null {
  const { by } = (sent ?? {}) as { by?: unknown };
  return idOf(sent) ?? (by === undefined ? null : JSON.stringify(by));
}

/** The id that an operation names, whatever else is wrong with it. */
function idOf(sent: unknown): string | null {
  const id = (sent as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}

const pointerTo = (at: number) => `/operations/${at}`;

function problemOf(outcome: Exclude<Outcome<unknown>, { kind: 'done' }>): Problem {
  if (outcome.kind === 'not begun') return notTried();
  return outcome.error instanceof Problem ? outcome.error : internal(outcome.error);
}

/** What is wrong with a body, as a problem of its operation. */
function ofBody(error: unknown): never {
  throw error instanceof Problem ? problemAt('/body', error) : error;
}

/** The operation as a request of its own. Creations keep their key in another way. */
const keyedOf = ({ key }: BatchContext, { identity }: BatchOperation, at: number) =>
  key === null ? null : { key: keyOf(key, at), identity };

/** No header can hold it, so it is no other request's key. */
function keyOf(key: string, at: number): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([key, at]))
    .digest('base64url');
  return `batch\n${digest}`;
}
