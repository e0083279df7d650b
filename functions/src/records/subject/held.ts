// What is held of one record beside its history: the record itself, live or from the trash, its keys, and wherever else it is mentioned.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { storedFieldsJson, storedJson } from '../../firestore/stored-json.ts';
import { type Data, plain, StoredValue, type Timestamp, toStored } from '../../firestore/stored-values.ts';
import { shortId } from '../entries/entry.ts';
import { ExternalKey } from '../history/entry.ts';
import { storedPair } from '../duplicates/pair.ts';
import { findWholeClaims, isExternal } from '../keys/claims.ts';
import { type RecordKind, SILENT, type StoredRecord } from '../kind.ts';
import { markOf } from '../merge/marks.ts';
import { META_FIELDS, readRecord } from '../meta.ts';
import { type Kind, mergeMarkPath, OPERATIONS, recordPath, trashPath } from '../paths.ts';
import { documentIn, type TrashDocument } from '../trash/entry.ts';
import { TrashedRecord } from '../trash/pages.ts';

/** Values of other programs as JSON that loses nothing, by field: see firestore/stored-json.ts. */
const AsStored = z.record(z.string(), z.unknown());

/** What is told of each record beside its history; `record` is what the kind calls it. */
export const heldFields = {
  in_trash: TrashedRecord.omit({ id: true, name: true, merged_into: true })
    .extend({
      as_stored: AsStored.nullable().meta({
        description: 'The document in the trash, where there is a live one of the same id too; else null.',
      }),
    })
    .nullable()
    .meta({ description: 'Who deleted it and until when it is kept; null where it is not in the trash.' }),
  merged_into: z.string().nullable().meta({
    description: 'The id that it was merged into; null where it was not.',
  }),
  as_stored: AsStored.meta({
    description:
      'Each field of the document that is stored otherwise than it is shown, as another program has left it. What JSON cannot say is in a map with one key: `$integer`, `$double`, `$time`, `$bytes`, `$reference`, `$place`, `$map`, `$stored`.',
  }),
  keys: z.array(ExternalKey).meta({ description: 'What other systems call it.' }),
  claims: z
    .array(z.strictObject({ kind: z.string(), digest: z.string() }))
    .meta({ description: 'Addresses and numbers that it was created for, each as a digest.' }),
  duplicates: z
    .array(
      z.strictObject({
        level: z.string(),
        score: z.number(),
        found_at: z.string(),
        reasons: z.array(z.strictObject({ kind: z.string(), pointer: z.string() })),
        dismissed: z
          .strictObject({ by: z.string(), by_name: z.string().nullable(), at: z.string() })
          .nullable()
          .meta({ description: 'Who has said that they are two, and when.' }),
      }),
    )
    .meta({
      description: 'That it may be the same as another one, and why. Who that is concerns somebody else.',
    }),
  idempotency_keys: z
    .array(z.strictObject({ digest: z.string(), version: z.int().nullable(), used_at: z.iso.datetime() }))
    .meta({
      description: 'Requests that are known by their `Idempotency-Key` and name it: of each a digest.',
    }),
} as const;

/** What is held of a record beside its history, and whether there is any of it: a document, a trash entry, or that it was merged. */
export interface Held<R extends StoredRecord> {
  record: R | null;
  isLive: boolean;
  isInTrash: boolean;
  mergedInto: string | null;
  /** As JSON: the values of `heldFields`. */
  fields: { [Name in keyof typeof heldFields]: z.input<(typeof heldFields)[Name]> };
}

/** Reads it: 3 documents as of one time, then 1 read or more for each of the claims, the pairs and the register. */
export async function readHeld<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<Held<R>> {
  const markPath = mergeMarkPath(kind, id);
  const [live = null, trashed = null, mark = null] = await database.getAll([
    recordPath(kind, id),
    trashPath(kind, id),
    ...(markPath === null ? [] : [markPath]),
  ]);
  // From the first read on, all is as of its time.
  if (database.moment === null) database.readAsOf(database.readTime);
  const inTrash = trashed && (await readTrashed(kind, database, trashed));
  const [claims, duplicates, idempotency_keys] = await Promise.all([
    findWholeClaims(kind, database, id),
    readDuplicates(kind, database, id),
    readOperations(database, id),
  ]);
  const own =
    live === null ? inTrash : { record: readRecord(kind, live, SILENT).record, stored: live.stored() };
  const mergedInto = mark === null || live !== null ? null : markOf(mark).into;
  return {
    record: own?.record ?? null,
    isLive: live !== null,
    isInTrash: trashed !== null,
    mergedInto,
    fields: {
      in_trash: trashed && {
        ...deletionOf(trashed),
        as_stored: live && inTrash && storedFieldsJson(inTrash.stored),
      },
      merged_into: mergedInto,
      as_stored: own === null ? {} : storedOtherwise(own.stored, own.record),
      keys: claims.filter(isExternal).map((claim) => ({
        system: String(claim.get('system')),
        key: String(claim.get('key')),
      })),
      claims: claims
        .filter((claim) => !isExternal(claim))
        .map((claim) => ({
          kind: String(claim.get('kind')),
          digest: claim.id.slice(claim.id.lastIndexOf('~') + 1),
        })),
      duplicates,
      idempotency_keys,
    },
  };
}

/** The record in a trash entry, and its fields as they are stored. A document of which a part is lost has those of the entry alone. */
async function readTrashed<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  trashed: StoredDocument,
): Promise<{ record: R | null; stored: Record<string, StoredValue> }> {
  const document = await documentIn(kind, database, trashed);
  if (document === null) return { record: null, stored: pick(trashed.stored(), ['name', 'document']) };
  const data = () => plain(document.dated) as Record<string, unknown>;
  const { id, createTime } = trashed;
  const record = kind.read({ id, createTime, updateTime: null, data }, SILENT);
  return { record, stored: storedOf(document.dated) };
}

function deletionOf(trashed: StoredDocument) {
  const { deleted_at, deleted_by, deleted_by_name, expires_at } = trashed.data() as unknown as TrashDocument;
  return {
    deleted_at,
    deleted_by,
    deleted_by_name: deleted_by_name ?? null,
    expires_at: timeText(expires_at),
  };
}

/** The fields of a document that its record does not show as they are stored: those of other programs, and what was read as something else. */
function storedOtherwise(
  stored: Readonly<Record<string, StoredValue>>,
  record: StoredRecord | null,
): Record<string, unknown> {
  const shown = new Map<string, unknown>(Object.entries(record ?? {}));
  return Object.fromEntries(
    Object.entries(stored).flatMap(([field, value]) => {
      const json = field === '_meta' ? foreignMeta(value) : storedJson(value);
      if (json === undefined) return [];
      const isShown = shown.has(field) && isDeepStrictEqual(json, storedJson(toStored(shown.get(field))));
      return isShown ? [] : [[field, json]];
    }),
  );
}

/** What another program has put into this API's own map; undefined for nothing. */
function foreignMeta(meta: StoredValue): unknown {
  const json = storedJson(meta);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const foreign = Object.entries(json).filter(([key]) => !META_FIELDS.includes(key));
  return foreign.length === 0 ? undefined : Object.fromEntries(foreign);
}

async function readDuplicates(
  { duplicates }: Kind,
  database: Database,
  id: string,
): Promise<z.input<typeof heldFields.duplicates>> {
  if (duplicates === undefined) return [];
  const where = { field: ['ids'], contains: shortId(id) };
  const pairs = await database.query({ collection: duplicates.pairs, where });
  return pairs.flatMap((document) => {
    const pair = storedPair(document);
    if (pair === null) return [];
    const { a, level, score, found_at, reasons, dismissed } = pair;
    return {
      ...{ level, score, found_at },
      reasons: reasons.map((reason) => ({
        kind: reason.kind,
        pointer: a === id ? reason.pointer : reason.theirs_pointer,
      })),
      dismissed: dismissed && { by: dismissed.by, by_name: dismissed.by_name, at: dismissed.at },
    };
  });
}

/** The entries of the register that name it. The others hold nothing of it but the number of a version. */
async function readOperations(
  database: Database,
  id: string,
): Promise<z.input<typeof heldFields.idempotency_keys>> {
  const where = { field: ['record_id'], equals: id };
  const entries = await database.query({ collection: OPERATIONS, where });
  return entries.map((entry) => {
    const version = entry.get('version');
    return {
      digest: entry.id,
      version: typeof version === 'number' ? version : null,
      used_at: timeText(entry.createTime),
    };
  });
}

const timeText = (time: Timestamp) => time.toDate().toISOString();

/** Fields of which some may be plain, as they are stored. */
const storedOf = (fields: Data): Record<string, StoredValue> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) =>
      value === undefined ? [] : [[field, toStored(value)]],
    ),
  );

const pick = (fields: Record<string, StoredValue>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
