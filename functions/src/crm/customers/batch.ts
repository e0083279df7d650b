// Does the operations of a batch: each by itself, or all in one commit.
import { createHash } from 'node:crypto';
import { includesRole, type Role, ROLE_NAMES } from '../../http/auth/claims.ts';
import { validate, validateForm } from '../../http/request/validation.ts';
import { inPageRoom, type PageRoom } from '../../firestore/page.ts';
import { doAtOnce, type Outcome } from '../../limits/at-once.ts';
import type { WriteContext } from '../../records/context.ts';
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
  validationFailed,
} from '../../standards/problems.ts';
import { z } from 'zod';
import { BATCH_OPERATIONS, type BatchEnvelope } from './batch-models.ts';
import { appendAll, merge, newCustomer, signAs } from './edits.ts';
import { customersKind } from './kind.ts';
import type { CustomerInDB } from './models.ts';

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

async function doEach(
  context: BatchContext,
  batch: BatchEnvelope,
  limited: BodyLimit,
): Promise<BatchResult[]> {
  const { database } = context.writing;
  const done = await doAtOnce(
    batch.operations.map((sent, at) => ({
      key: idOf(sent),
      run: () =>
        database.apart(async (own) => {
          const writing = { ...context.writing, database: own };
          return limited(await doOne({ ...context, writing }, parseOperation(sent), at));
        }),
    })),
    {
      atOnce: batch.stop_on_error ? 1 : AT_ONCE,
      stopsAtFailure: batch.stop_on_error,
      mayBegin: () => !database.isOver && database.deadline.left > LEAST_TIME_MS,
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
  if (!includesRole(role, 'admin')) throw forbidden('admin', { name: ROLE_NAMES.admin, held: role });
  const own = { ...writing, keyed: keyedOf(context, operation, at) };
  const { isReplay } = await erase(customersKind, own, operation.id, operation.ifMatch);
  return { status: 204, id: operation.id, record: null, isReplay };
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
  for (const [at, sent] of operations.entries())
    try {
      const operation = parseOperation(sent);
      checkJoinable(operation, ids);
      parsed.push(operation);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.set(at, error);
    }
  if (refusals.size > 0) throw refused(refusals);
  const written = await context.writing.database
    .apart((database) => {
      const own = { ...context, writing: { ...context.writing, database } };
      return writeTogether(
        database,
        parsed.map((operation, at) => writeOf(own, operation, at)),
      );
    })
    .catch((error: unknown) => {
      if (!(error instanceof RefusedTogether)) throw error;
      const problems = [...error.refusals].map(([at, problem]) => [at, problemAt('/body', problem)] as const);
      throw refused(new Map(problems));
    });
  return parsed.flatMap((operation, at) => {
    const each = written[at];
    return each === undefined ? [] : [limited(doneAs(operation, each))];
  });
}

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
    return creationWrite(customersKind, writing, { body, state: newCustomer(body, sign), key: own });
  }
  const { id, ifMatch } = operation;
  if (operation.method === 'delete') return deletionWrite(customersKind, writing, id, { ifMatch, trashDays });
  const edit = operation.method === 'update' ? merge(operation.body, sign) : appendAll(operation.body, sign);
  return updateWrite(customersKind, writing, id, { ifMatch, edit });
}

/** An operation as it is done: validated, but for the body of an update, which is validated beside what is stored. */
type BatchOperation = { identity: unknown } & (
  | z.output<(typeof BATCH_OPERATIONS)['create']>
  | (OfCustomer<'update'> & { body: Record<string, unknown> })
  | (OfCustomer<'append'> & Pick<z.output<(typeof BATCH_OPERATIONS)['append']>, 'body'>)
  | (OfCustomer<'delete'> & { erase: boolean })
);

interface OfCustomer<Method> {
  method: Method;
  id: string;
  ifMatch: EntityTags | null;
}

/** Throws 422 with places in the operation. */
function parseOperation(sent: unknown): BatchOperation {
  const { method } = validate(AnyOperation, sent, 'body');
  const raw = sent as Record<string, unknown>;
  const identity = [method, raw['id'] ?? null, raw['erase'] === true, raw['body'] ?? null];
  if (method === 'create') return { ...validate(BATCH_OPERATIONS.create, sent, 'body'), identity };
  if (method === 'update') {
    const { id, if_match } = validate(ComparedUpdate, sent, 'body');
    return { method, id, ifMatch: tagsOf(if_match), body: updateOf(raw['body']), identity };
  }
  const { if_match, ...rest } = validate(
    method === 'append' ? BATCH_OPERATIONS.append : BATCH_OPERATIONS.delete,
    sent,
    'body',
  );
  return { ...rest, ifMatch: tagsOf(if_match), identity };
}

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

/** An update, whose body is a body of some kind. */
const ComparedUpdate = BATCH_OPERATIONS.update.extend({ body: z.looseObject({}) });

const tagsOf = (ifMatch: string | null) => (ifMatch === null ? null : parseEntityTags(ifMatch));

/** Throws 422 for what cannot be in one commit with the others. */
function checkJoinable(operation: BatchOperation, ids: Set<string>): void {
  if (operation.method === 'create') return;
  if (operation.method === 'delete' && operation.erase)
    throw validationFailed([{ pointer: '/erase', code: 'invalid_value', message: ERASES }]);
  if (ids.has(operation.id))
    throw validationFailed([{ pointer: '/id', code: 'repeated', message: REPEATED }]);
  ids.add(operation.id);
}

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
  { record, etag, isReplay = false }: Written<CustomerInDB>,
): Parameters<BodyLimit>[0] {
  const { id } = record;
  if (method === 'delete') return { status: 204, id, record: null, isReplay };
  return { status: method === 'create' ? 201 : 200, id, etag, record, isReplay };
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
