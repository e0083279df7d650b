// Undoes a merge, or a part of it: what was merged comes back, and the record that it was merged into keeps what was changed since.
import type { StoredDocument } from '../../firestore/document.ts';
import { type Data, plain, type StoredValue } from '../../firestore/stored-values.ts';
import type { Write } from '../../firestore/write.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { jsonPointer } from '../../standards/json-pointer.ts';
import type { Text } from '../../standards/languages.ts';
import { validationFailed } from '../../standards/problems.ts';
import type { WriteContext } from '../context.ts';
import { findEntries } from '../entries/changes.ts';
import {
  asOfEntry,
  CHANGED_SINCE,
  type Choices,
  type HistoryEntry,
  lastVersion,
  type MergedVersion,
  type MergeTrace,
  toHistoryEntry,
} from '../history/entry.ts';
import { type MergeableKind, type State, stateOf, type StoredRecord } from '../kind.ts';
import { lastMerge, mergeVersion } from '../meta.ts';
import { mergeMarkPath, recordPath, trashPath, versionPath } from '../paths.ts';
import { cannotUnmerge, mergeExpired, versionNotFound } from '../problems.ts';
import { type FoundInTrash, recordInTrash, restorationOf } from '../trash/restore.ts';
import { timeAfter } from '../write/clock.ts';
import { type Attempt, type Plan, withMeta, type Written } from '../write/plan.ts';
import { checkIfMatch } from '../write/precondition.ts';
import { type ReadRecord, readForWrite, unmoved } from '../write/read.ts';
import { checkStorable } from '../write/storable.ts';
import { fieldsToStore } from '../write/stored-fields.ts';
import { AT_ONCE } from '../write/together.ts';
import { readAs } from '../write/update.ts';
import { absent, ledTo, markOf, marksTo } from './marks.ts';
import { type KeptValue, separate } from './separation.ts';
import { previewSeveral, type Several, writeSeveral } from './several.ts';
import { foreignFields, isStoredAlike } from './stored.ts';
import { type Source, type UnionRules, unionRules, unite } from './union.ts';

/**
 * Throws the kind's 404; 404 `version_not_found`; 409 `conflict` for a version that is no merge, or whose merge has been undone; 409
 * `merge_expired` where the trash entry of one that is to be taken back is gone; 412; 413.
 */
export async function unmerge<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  id: string,
  options: UnmergeOptions,
): Promise<Unmerged<R>> {
  const { database } = context;
  let kept: KeptValue[] = [];
  const written = await writeSeveral(kind, context, [id, ...(options.only ?? [])], async (attempt) => {
    const decided = await decide(kind, context, id, options, attempt);
    ({ kept } = decided);
    return decided;
  });
  const { others, trace = {}, ...survivor } = written;
  if (others !== null) return { ...survivor, restored: others, kept };
  const restored = trace.restored ?? [];
  const entries = await database.getAll(restored.map((each) => versionPath(kind, each.id, each.version)));
  return {
    ...survivor,
    restored: entries.flatMap((entry, at) =>
      entry === null ? [] : [asOfEntry(kind, restored[at]?.id ?? '', entry)],
    ),
    kept: trace.kept ?? [],
  };
}

/** What an undo would make, and nothing is written; the entity tag is the one that the record has. Throws what the undo throws. */
export async function previewUnmerge<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  id: string,
  options: UnmergeOptions,
): Promise<Unmerged<R>> {
  await context.database.reserveRecords(AT_ONCE);
  const decided = await decide(kind, context, id, options, { isRetry: false, isStuck: false });
  const [survivor, ...restored] = await previewSeveral(kind, context, decided);
  const { etag, kept } = decided;
  return { ...survivor, etag, restored, kept };
}

export interface UnmergeOptions {
  /** The version of the merge in the history of the record. */
  version: number;
  /** Which of those that were merged; null for all. Each must be one that was. */
  only: readonly string[] | null;
  /** The entity tags of `If-Match`; null for no condition. */
  ifMatch: EntityTags | null;
}

/** The record without the others, and these. */
export interface Unmerged<R extends StoredRecord> extends Written<R> {
  restored: Written<R>[];
  /** What was changed since the merge, so that it stays. An answer to an earlier request has only the fields. */
  kept: (Omit<KeptValue, 'value'> & { value?: unknown })[];
}

/** More marks than a lineage has, and few enough for a commit. */
const MAX_LED_BACK = 300;

interface Decided<R extends StoredRecord> extends Several<R> {
  kept: KeptValue[];
  /** The entity tag that the record has. */
  etag: string;
}

/** One of those that were merged: in the trash still, and as it was. */
interface Part<R extends StoredRecord> extends FoundInTrash<R> {
  inTrash: StoredDocument;
}

async function decide<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  id: string,
  { version, only, ifMatch }: UnmergeOptions,
  attempt: Attempt,
): Promise<Decided<R>> {
  const { database } = context;
  const read = await readForWrite(kind, context, id, attempt);
  if (read === null) throw await absent(kind, database, id);
  await checkIfMatch(kind, context, read, ifMatch);
  const merge = await readMerge(kind, context, id, version);
  const parts = await readParts(kind, context, merge.entry.merged_from ?? [], { id, version });
  const back = await partsBack(kind, context, parts, only);
  const there = [...parts.values()].filter((part) => part !== null);
  const left = there.filter((part) => !back.includes(part));

  const rules = unionRules(kind);
  const { choices = {} } = merge.entry;
  const later = await readLater(kind, context, read, { version, parts });
  const uniteWith = (others: readonly Part<R>[]) => {
    const sources = [{ id, state: { ...merge.before } }, ...others.map(sourceOf)];
    const isOf = (choice: Choices[string]) =>
      'value' in choice ? others.length > 0 : sources.some((source) => source.id === choice.id);
    const own = Object.entries(choices).filter(([, choice]) => isOf(choice));
    return unite(sources, Object.fromEntries(own), rules).fields;
  };
  // What later merges would have brought, if this one had not: it may have been left out because it was there.
  const now = { ...stateOf(read.record) };
  const fromLater = later.map((part) => stillIn(now, sourceOf(part), rules));
  const withLater = (state: Readonly<Record<string, unknown>>) =>
    fromLater.length === 0 ? state : unite([{ id, state }, ...fromLater], {}, rules).fields;
  // When some have been taken back before, the merge is what it would have been without them.
  const isWhole = there.length === parts.size;
  const { fields, kept } = separate(
    {
      merged: withLater(isWhole ? { ...merge.entry.state } : uniteWith(there)),
      without: withLater(uniteWith(left)),
      now,
    },
    { entered: rules.entered, identityOf: (field, element) => kind.identityOf?.(field, element) ?? null },
  );
  const foreign = foreignWithout(kind, read, merge.entry.carried ?? {}, { left, back });
  kept.push(...foreign.kept);

  const restorations = await Promise.all(
    back.map(async (part) => ({
      id: part.record.id,
      plan: await restorationPlan(kind, context, part, { ...{ id, version }, isRetry: attempt.isRetry }),
    })),
  );
  const plan = remainderPlan(kind, read, {
    ...{ fields, foreign, version },
    kept: kept.map(({ field, why }) => ({ field, why })),
    restored: restorations.map((each) => ({ id: each.id, version: each.plan.after + 1 })),
  });
  return {
    plans: [{ id, plan }, ...restorations],
    writes: await markWrites(kind, context, id, back),
    kept,
    etag: read.etag,
  };
}

/** The merge in the history, and the state before it. */
async function readMerge<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { database }: WriteContext,
  id: string,
  version: number,
): Promise<{ entry: HistoryEntry<R>; before: State<R> }> {
  const paths = [version, version - 1].flatMap((each) => (each < 1 ? [] : [versionPath(kind, id, each)]));
  const [document = null, earlier = null] = await database.getAll(paths);
  if (document === null) throw versionNotFound();
  const entry = toHistoryEntry(kind, document);
  if (entry.action !== 'merge') throw cannotUnmerge('noMerge');
  if (earlier === null) throw mergeExpired();
  return { entry, before: toHistoryEntry(kind, earlier).state };
}

type Parts<R extends StoredRecord> = ReadonlyMap<string, Part<R> | null>;

/** What the merge took, in its order: as it is in the trash by this very merge; null where it is no more. */
async function readParts<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  from: readonly MergedVersion[],
  { id, version }: { id: string; version: number },
): Promise<Parts<R>> {
  const entries = await context.database.getAll(from.map((each) => trashPath(kind, each.id)));
  const parts = from.map(async (each, at) => {
    const inTrash = entries[at] ?? null;
    const isOfThis = inTrash?.get('merged_into') === id && inTrash.get('merge_version') === version;
    const part = isOfThis ? { inTrash, ...(await recordInTrash(kind, context, inTrash)) } : null;
    return [each.id, part] as const;
  });
  return new Map(await Promise.all(parts));
}

/** What later merges have brought into the record and is in the trash. Nothing is read where there was no later one. */
async function readLater<R extends StoredRecord>(
  kind: MergeableKind<R>,
  context: WriteContext,
  { document }: ReadRecord<R>,
  { version, parts }: { version: number; parts: Parts<R> },
): Promise<Part<R>[]> {
  const { database } = context;
  if (lastMerge(document) === version) return [];
  const marks = await marksTo(kind, database, 'into', document.id, MAX_LED_BACK);
  const ids = marks.map((mark) => markOf(mark).merged_id).filter((id) => !parts.has(id));
  const later: Part<R>[] = [];
  for (const inTrash of await database.getAll(ids.map((id) => trashPath(kind, id)))) {
    const of =
      inTrash?.get('merged_into') === document.id ? mergeVersion(inTrash.get('merge_version')) : null;
    if (inTrash !== null && of !== null && of > version)
      later.push({ inTrash, ...(await recordInTrash(kind, context, inTrash)) });
  }
  return later;
}

/** A source without the elements that nothing is left of in a record: those have been removed since. */
function stillIn(record: Source['state'], { id, state }: Source, { elementKey }: UnionRules): Source {
  const fields = Object.entries(state).map(([field, value]): [string, unknown] => {
    const here = record[field];
    if (!Array.isArray(value) || !Array.isArray(here)) return [field, value];
    const keys = new Set(here.map((element) => elementKey(field, element)));
    return [field, value.filter((element) => keys.has(elementKey(field, element)))];
  });
  return { id, state: Object.fromEntries(fields) };
}

const sourceOf = <R extends StoredRecord>({ record }: Part<R>): Source => ({
  id: record.id,
  state: { ...stateOf(record) },
});

/** Those that come back. Without `only` all that still can. */
async function partsBack<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { database }: WriteContext,
  parts: Parts<R>,
  only: readonly string[] | null,
): Promise<Part<R>[]> {
  const strangers = (only ?? []).flatMap((id, at) => (parts.has(id) ? [] : [jsonPointer(['only', at])]));
  if (strangers.length > 0)
    throw validationFailed(
      strangers.map((pointer) => ({ pointer, code: 'invalid_value', message: NOT_MERGED })),
    );
  const ids = only ?? [...parts.keys()];
  const back = ids.flatMap((id) => parts.get(id) ?? []);
  const gone = ids.filter((id) => !parts.get(id));
  if (back.length > 0 && (only === null || gone.length === 0)) return back;
  const records = await database.getAll(
    gone.map((id) => recordPath(kind, id)),
    [['name']],
  );
  throw records.some((record) => record !== null) ? cannotUnmerge('undone') : mergeExpired();
}

const NOT_MERGED: Text = {
  en: 'This was not merged by that version: choose one that the merge names.',
  el: 'Δεν συμμετείχε σε αυτή τη συγχώνευση. Επιλέξτε κάποιον από όσους αναφέρει.',
};

interface Foreign {
  set: Data;
  removed: string[];
  kept: KeptValue[];
}

/** The fields of other programs that came with what comes back: those that are as they came leave, or are those of a part that stays. */
function foreignWithout<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { document }: ReadRecord<R>,
  carried: Readonly<Record<string, string>>,
  { left, back }: { left: readonly Part<R>[]; back: readonly Part<R>[] },
): Foreign {
  const foreign: Foreign = { set: {}, removed: [], kept: [] };
  const own = document.stored();
  for (const [field, owner] of Object.entries(carried)) {
    const source = back.find(({ record }) => record.id === owner);
    const here = own[field];
    if (source === undefined || here === undefined) continue;
    if (!isStoredAlike(here, fieldIn(kind, source, field))) {
      foreign.kept.push({ field, why: CHANGED_SINCE, value: null });
      continue;
    }
    const others = left.flatMap((part) => fieldIn(kind, part, field) ?? []);
    const [next] = others;
    if (next === undefined) foreign.removed.push(field);
    else foreign.set[field] = next;
  }
  return foreign;
}

const fieldIn = <R extends StoredRecord>(
  kind: MergeableKind<R>,
  { document }: Part<R>,
  field: string,
): StoredValue | undefined => foreignFields(kind, document.asStored).get(field);

/** The version of the record without what comes back. */
function remainderPlan<R extends StoredRecord>(
  kind: MergeableKind<R>,
  read: ReadRecord<R>,
  { fields, foreign, version, ...trace }: Remainder,
): Plan<R> {
  const { id } = read.record;
  const { identityOf } = kind;
  const { set, replaced } = fieldsToStore(fields, { ...read, identityOf, replaces: false });
  const changed = { ...set, ...foreign.set, updated_at: timeAfter(read.record.updated_at) };
  const all = { ...read.document.data(), ...(plain(changed) as object) };
  const after = Object.fromEntries(Object.entries(all).filter(([field]) => !foreign.removed.includes(field)));
  const state = stateOf(readAs(kind, after, read));
  return {
    after: read.version,
    foreign: read.foreign,
    action: 'unmerge',
    state,
    lastMerge: lastMerge(read.document),
    beside: {
      ...trace,
      merge_version: version,
      ...(Object.keys(replaced).length > 0 && { replaced }),
    },
    digestBefore: read.document.get('_meta', 'digest'),
    entries: read.entries,
    writes: (meta) => {
      // What was there once may be there again, whatever the bounds are.
      checkStorable(kind, id, { state, stored: after, meta, changed: [], before: stateOf(read.record) });
      const data = withMeta(changed, meta);
      const path = recordPath(kind, id);
      return [{ kind: 'update', path, data, remove: foreign.removed, condition: unmoved(read) }];
    },
  };
}

interface Remainder extends Required<Pick<MergeTrace, 'kept' | 'restored'>> {
  fields: Record<string, unknown>;
  foreign: Foreign;
  version: number;
}

/** The version of a part that comes back. A first attempt hopes that nobody has written under its id; its commit fails where somebody has. */
async function restorationPlan<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { database }: WriteContext,
  { inTrash, ...found }: Part<R>,
  { id, version, isRetry }: { id: string; version: number; isRetry: boolean },
): Promise<Plan<R>> {
  const own = inTrash.id;
  const known = inTrash.get('version');
  if (isRetry && (await database.get(recordPath(kind, own), [['name']])) !== null)
    throw cannotUnmerge('taken');
  const isKnown = !isRetry && typeof known === 'number';
  return restorationOf(kind, inTrash, found, {
    action: 'unmerge',
    after: isKnown ? known : await lastVersion(kind, database, own),
    entries: isRetry ? await findEntries(kind, database, own) : [],
    beside: { merged_into: id, merge_version: version },
  });
}

/** Removes the marks of what comes back, and leads back to it what had been merged into it before. */
async function markWrites<R extends StoredRecord>(
  kind: MergeableKind<R>,
  { database }: WriteContext,
  id: string,
  back: readonly Part<R>[],
): Promise<Write[]> {
  const writes = back.flatMap(({ inTrash }): Write[] => {
    const path = mergeMarkPath(kind, inTrash.id);
    return path === null ? [] : [{ kind: 'delete', path }];
  });
  const heads = back.filter(({ inTrash }) => inTrash.get('last_merge') !== undefined);
  if (heads.length === 0) return writes;
  const marks = await marksTo(kind, database, 'merged_into', id, MAX_LED_BACK);
  const byParent = Map.groupBy(marks, (mark) => markOf(mark).into);
  for (const { inTrash } of heads) {
    const led = new Set<string>();
    const open = [inTrash.id];
    for (let parent = open.pop(); parent !== undefined; parent = open.pop())
      for (const mark of byParent.get(parent) ?? []) {
        const { merged_id } = markOf(mark);
        if (led.has(merged_id)) continue;
        led.add(merged_id);
        open.push(merged_id);
        const { path, updateTime } = mark;
        writes.push({ kind: 'update', path, data: ledTo(inTrash.id), condition: { updateTime } });
      }
  }
  return writes;
}
