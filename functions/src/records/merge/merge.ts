// Merges records into one: a commit makes their union of the first, and moves the others to the trash.
import type { Write } from '../../firestore/write.ts';
import { type Data, plain, StoredValue } from '../../firestore/stored-values.ts';
import { jsonPointer } from '../../standards/json-pointer.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { Problem } from '../../standards/problem.ts';
import { tooLarge } from '../../standards/problems.ts';
import type { WriteContext } from '../context.ts';
import type { Choices, MergedVersion } from '../history/entry.ts';
import { type MergeableKind, stateOf, type StoredRecord } from '../kind.ts';
import { lastMerge } from '../meta.ts';
import { isServed, mergeMarkPath, recordPath, trashPath } from '../paths.ts';
import { cannotMerge, severalPreconditionsFailed } from '../problems.ts';
import { trashed } from '../trash/entry.ts';
import { timeAfter } from '../write/clock.ts';
import { type Attempt, type Plan, withMeta, type Written } from '../write/plan.ts';
import { checkIfMatch } from '../write/precondition.ts';
import { type ReadRecord, readForWrite, unmoved } from '../write/read.ts';
import { checkStorable } from '../write/storable.ts';
import { fieldsToStore } from '../write/stored-fields.ts';
import { AT_ONCE, MAX_TOGETHER_BYTES } from '../write/together.ts';
import { readAs } from '../write/update.ts';
import { ledTo, markData, markOf, marksTo, mergedInto } from './marks.ts';
import { previewSeveral, type Several, TOO_MUCH, writeSeveral } from './several.ts';
import { foreignFields, isStoredAlike, storedObjects, withStored } from './stored.ts';
import { type LostValue, type Union, unionRules, unite } from './union.ts';

/**
 * Throws the kind's 404, which names those of `from` that are not there; 409 for a record that is merged into itself, or was merged before; 409
 * `stored_value_unreadable`; 412, which tells of each record what was changed; 422 where the union is over a bound of the kind; 413.
 */
export async function mergeInto<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  id: string,
  options: MergeOptions,
): Promise<Written<R> & { merged_from: MergedVersion[] }> {
  const written = await writeSeveral(kind, context, [id, ...options.from], (attempt) =>
    decide(kind, context, id, options, attempt),
  );
  return { ...written, merged_from: written.trace?.merged_from ?? [] };
}

/** What a merge would make, and nothing is written. Throws what the merge throws. */
export async function previewMerge<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  id: string,
  options: MergeOptions,
): Promise<MergePreview<R>> {
  await context.database.reserveRecords(AT_ONCE);
  const decided = await decide(kind, context, id, options, NO_ATTEMPT);
  const [{ record: result }] = await previewSeveral(kind, context, decided);
  const { union, etags } = decided;
  const { conflicts, lost } = union;
  return { result, conflicts, lost, etags };
}

export interface MergeOptions {
  /** The ids of the records to merge into it. */
  from: readonly string[];
  choices: Choices;
  /** The entity tags that records must have, by id. */
  etags: ReadonlyMap<string, EntityTags>;
  /** How long the merge can be undone. */
  trashDays: number;
}

/** What a merge would make. */
export interface MergePreview<R extends StoredRecord> extends Pick<Union, 'conflicts'> {
  result: R;
  lost: Lost[];
  /** The entity tag of each record. */
  etags: Record<string, string>;
}

/** A value that would be in no field afterwards. */
interface Lost extends LostValue {
  /** Another program has stored it, or a part of it, and no answer shows that. */
  foreign?: true;
}

/** The marks of what was merged before that are led on to the new end in one merge. The others are followed from mark to mark. */
const MAX_LED_ON = 20;

const NO_ATTEMPT: Attempt = { isRetry: false, isStuck: false };

interface Decided<R extends StoredRecord> extends Several<R> {
  union: Pick<Union, 'conflicts'> & { lost: Lost[] };
  etags: Record<string, string>;
}

async function decide<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  id: string,
  options: MergeOptions,
  attempt: Attempt,
): Promise<Decided<R>> {
  const { from, choices, etags, trashDays } = options;
  if (from.includes(id)) throw cannotMerge('itself', [jsonPointer(['from', from.indexOf(id)])]);
  const [survivor, ...others] = await readAll(kind, context, id, from, attempt);
  const all = [survivor, ...others] as const;
  await checkAll(kind, context, all, etags);

  const sources = all.map(({ record }) => ({ id: record.id, state: { ...stateOf(record) } }));
  const union = unite(sources, choices, unionRules(kind));
  const stored = storedUnion(kind, { survivor, others }, union, choices);
  const { fields, replaced, carried } = stored;
  const changed = { ...fields, updated_at: timeAfter(survivor.record.updated_at) };
  const after = { ...survivor.document.data(), ...(plain(changed) as object) };
  const state = stateOf(readAs(kind, after, survivor));
  const merged_from = others.map((other) => ({ id: other.record.id, version: nextVersion(other) }));
  const plan: Plan<R> = {
    after: survivor.version,
    foreign: survivor.foreign,
    action: 'merge',
    state,
    lastMerge: nextVersion(survivor),
    beside: {
      merged_from,
      ...(Object.keys(choices).length > 0 && { choices }),
      ...(carried.size > 0 && { carried: Object.fromEntries(carried) }),
      ...(Object.keys(replaced).length > 0 && { replaced }),
    },
    digestBefore: survivor.document.get('_meta', 'digest'),
    entries: survivor.entries,
    writes: (meta) => {
      const before = stateOf(survivor.record);
      checkStorable(kind, id, { state, stored: after, meta, changed: Object.keys(changed), before });
      const data = withMeta(changed, meta);
      return [{ kind: 'update', path: recordPath(kind, id), data, condition: unmoved(survivor) }];
    },
  };
  const merged = { merged_into: id, merge_version: nextVersion(survivor) };
  const removals = others.map((other) => ({
    id: other.record.id,
    plan: removalOf(kind, context, other, { merged, trashDays }),
  }));
  return {
    plans: [{ id, plan }, ...removals],
    writes: await markWrites(kind, context, id, others),
    union: { conflicts: union.conflicts, lost: [...union.lost, ...stored.lost] },
    etags: Object.fromEntries(all.map(({ record, etag }) => [record.id, etag])),
  };
}

/** The version that a record gets: one of another program's change comes before it. */
const nextVersion = <R extends StoredRecord>({ version, foreign }: ReadRecord<R>): number =>
  version + (foreign === null ? 1 : 2);

/** Some at a time, so that too many large ones are refused before all of them are in memory. */
async function readAll<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  id: string,
  from: readonly string[],
  attempt: Attempt,
): Promise<[ReadRecord<R>, ...ReadRecord<R>[]]> {
  const { database } = context;
  const ids = [id, ...from];
  recordPath(kind, id);
  const found: (ReadRecord<R> | null)[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const read = some.map((each) =>
      isServed(kind, each) ? readForWrite(kind, context, each, attempt) : Promise.resolve(null),
    );
    found.push(...(await Promise.all(read)));
    if (bytesOf(found) > MAX_TOGETHER_BYTES) throw tooLarge(TOO_MUCH);
  }
  const [survivor = null, ...others] = found;
  if (survivor === null) {
    const into = await mergedInto(kind, database, id);
    throw into === null ? kind.notFound() : cannotMerge('merged', [], into);
  }
  const missing = from.filter((_, at) => others[at] === null);
  if (missing.length > 0) throw await missingProblem(kind, context, from, missing);
  return [survivor, ...others.filter((other) => other !== null)];
}

function bytesOf<R extends StoredRecord>(records: readonly (ReadRecord<R> | null)[]): number {
  const values = records.flatMap((record) => Object.values(record?.document.stored() ?? {}));
  return values.reduce((sum, { value }) => sum + value.length, 0);
}

/** 404 that names those which are not there; 409 where each of them was merged before. */
async function missingProblem<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { database }: WriteContext,
  from: readonly string[],
  missing: readonly string[],
): Promise<Problem> {
  const into = await Promise.all(
    missing.map((id) => (isServed(kind, id) ? mergedInto(kind, database, id) : Promise.resolve(null))),
  );
  const pointerTo = (id: string) => jsonPointer(['from', from.indexOf(id)]);
  const unknown = missing.filter((_, at) => into[at] === null);
  if (unknown.length === 0) return cannotMerge('merged', missing.map(pointerTo), into[0]);
  const { status, code, title, detail } = kind.notFound();
  const known = unknown.map((id) => ({ pointer: pointerTo(id), code, message: detail }));
  return new Problem({
    ...{ status, code, title, detail },
    faults: { known, total: known.length },
    extensions: { ids: unknown },
  });
}

async function checkAll<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  records: readonly [ReadRecord<R>, ...ReadRecord<R>[]],
  etags: MergeOptions['etags'],
): Promise<void> {
  const failed: { id: string; problem: Problem }[] = [];
  for (const read of records) {
    const { id } = read.record;
    try {
      await checkIfMatch(kind, context, read, etags.get(id) ?? null);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      failed.push({ id, problem: error });
    }
  }
  if (failed.length > 0) throw severalPreconditionsFailed(records[0].etag, failed);
}

interface StoredUnion {
  fields: Data;
  replaced: Data;
  /** The fields of other programs that come from another record, and from which. */
  carried: Map<string, string>;
  lost: Lost[];
}

/** The union as it is stored: what other programs have stored goes along, and what does not is told. */
function storedUnion<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { survivor, others }: { survivor: ReadRecord<R>; others: readonly ReadRecord<R>[] },
  union: Union,
  choices: Choices,
): StoredUnion {
  const { identityOf } = kind;
  const replaces = Object.keys(choices).map((field) => jsonPointer([field]));
  const { set, replaced } = fieldsToStore(union.fields, { ...survivor, identityOf, replaces });
  const taken = new Set<unknown>(Object.values(set).flat());
  const lost: Lost[] = Object.keys(replaced).map((field) => ({
    ...{ id: survivor.record.id, field, value: null },
    foreign: true,
  }));
  const fields = new Map<string, unknown>();
  const carried = new Map<string, string>();
  const objects = new Map<unknown, { field: string; data: Data; isForeign: boolean }>();
  const own = survivor.document.stored();
  for (const other of others) {
    const { id } = other.record;
    for (const [object, stored] of storedObjects(other)) {
      objects.set(object, stored);
      if (stored.isForeign && !taken.has(object))
        lost.push({ id, field: stored.field, value: object, foreign: true });
    }
    const misread = new Set(other.misfits.map((path) => path.split('.', 1)[0] ?? path));
    for (const field of misread) lost.push({ id, field, value: null, foreign: true });
    for (const [field, value] of foreignFields(kind, other.document.stored())) {
      const here = fields.get(field) ?? own[field];
      if (plain(value) === null || isStoredAlike(here, value)) continue;
      if (here instanceof StoredValue) lost.push({ id, field, value: null, foreign: true });
      else {
        fields.set(field, value);
        carried.set(field, id);
      }
    }
  }
  return { fields: { ...withStored(set, objects), ...Object.fromEntries(fields) }, replaced, carried, lost };
}

function removalOf<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { by, byName = null }: WriteContext,
  read: ReadRecord<R>,
  { merged, trashDays }: { merged: { merged_into: string; merge_version: number }; trashDays: number },
): Plan<R> {
  const { document, record } = read;
  const { id } = record;
  const deletedBy = { by, by_name: byName };
  const inTrash = trashed(kind, document.stored(), record, {
    ...{ deletedBy, trashDays, merged },
    version: nextVersion(read),
  });
  return {
    after: read.version,
    foreign: read.foreign,
    action: 'merged',
    state: stateOf(record),
    digestBefore: document.get('_meta', 'digest'),
    entries: read.entries,
    isDeletion: true,
    beside: { ...inTrash.beside, ...merged },
    writes: () => [
      { kind: 'delete', path: recordPath(kind, id), condition: unmoved(read) },
      { kind: 'set', path: trashPath(kind, id), data: inTrash.data },
    ],
  };
}

/** Marks each of them, and leads on the marks of what was merged into them before. */
async function markWrites<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { database }: WriteContext,
  id: string,
  others: readonly ReadRecord<R>[],
): Promise<Write[]> {
  const writes = others.flatMap(({ record }): Write[] => {
    const path = mergeMarkPath(kind, record.id);
    const data = markData({ merged_id: record.id, into: id, merged_into: id });
    return path === null ? [] : [{ kind: 'set', path, data }];
  });
  let left = MAX_LED_ON;
  for (const { document, record } of others) {
    if (lastMerge(document) === null || left === 0) continue;
    const marks = await marksTo(kind, database, 'merged_into', record.id, left);
    left -= marks.length;
    for (const mark of marks) {
      const { path, updateTime } = mark;
      const condition = { updateTime };
      // Another program has made the record again whose mark this is: it is no part of another any more.
      if (markOf(mark).merged_id === id) writes.push({ kind: 'delete', path, condition });
      else writes.push({ kind: 'update', path, data: ledTo(id), condition });
    }
  }
  return writes;
}
