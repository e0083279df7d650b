// Looks for the records that may be the same as one, those in the trash among them.
import { type Asked, findCandidates, MAX_READS, type QueriedTerms } from '../../duplicates/candidates.ts';
import { type Identity, type IdentityValue, readIdentity } from '../../duplicates/identity.ts';
import { type Duplicate, duplicateSteps } from '../../duplicates/score.ts';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Filter } from '../../firestore/query.ts';
import { plain, Timestamp } from '../../firestore/stored-values.ts';
import { inSteps } from '../../limits/in-steps.ts';
import { answerOf, recordOfAnswer } from '../entries/answer.ts';
import { ownerFields, ownerOf } from '../entries/entry.ts';
import {
  type DuplicatesOf,
  type FoundDuplicate,
  type FoundDuplicates,
  type RecordKind,
  SILENT,
  type StoredRecord,
} from '../kind.ts';
import { readMask, readRecord } from '../meta.ts';
import { isServed, pairPath, recordPath, trashCollection } from '../paths.ts';
import { documentIn } from '../trash/entry.ts';
import { isDismissed } from './pair.ts';

/**
 * Reads at most 50 documents: index entries and, beside the first query, entries of the trash. Compares what it has read; who was not read is
 * not found, and `is_complete` says so.
 */
export async function checkDuplicates<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  subject: Subject,
): Promise<FoundDuplicates<R>> {
  return database.apart(async (own) => {
    await own.reserve('checks', CHECK_BYTES);
    const { found, isComplete, checked } = await compareCandidates(kind, own, subject);
    const best = found.slice(0, MOST_SHOWN);
    const meant = subject.isStored ? await withoutDismissed(kind, own, subject.excludeId, best) : best;
    return { duplicates: meant.map(shown(kind)), is_complete: isComplete, checked };
  });
}

/** Without those of whom somebody has said that they are another one; 1 read for each that was found. */
async function withoutDismissed<R extends StoredRecord>(
  { duplicates }: RecordKind<R>,
  database: Database,
  id: string | undefined,
  found: Compared['found'],
): Promise<Compared['found']> {
  if (id === undefined || duplicates === undefined) return found;
  const paths = found.map(({ candidate }) => pairPath(duplicates.pairs, id, candidate.id));
  const pairs = await database.getAll(paths, [['dismissed']]);
  return found.filter(({ reasons }, at) => !isDismissed(pairs[at] ?? null, reasons));
}

/** Who is looked for. */
export interface Subject {
  values: readonly IdentityValue[];
  /** A record that is not meant: the one itself. */
  excludeId?: string | undefined;
  /** It is there already, so that somebody may have said that it is not the same as others. */
  isStored?: boolean;
  /** The most that may be read. */
  most?: number;
  /** Only records that are there count. */
  isLiveOnly?: boolean;
}

/** The same, with all that was found, and as it was read. */
export async function compareCandidates<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { values, excludeId, isStored = false, most = mostOf(isStored), isLiveOnly = false }: Subject,
): Promise<Compared> {
  const { duplicates } = kind;
  if (duplicates === undefined) throw new Error(`nobody looks for duplicates in ${kind.collection}`);
  const identity = readIdentity(values);
  const check = new Check(kind, duplicates, database, excludeId);
  const { candidates, reads, isCut, crowd } = await findCandidates(identity, {
    most,
    countUpTo: (terms, limit) => check.count(terms, limit),
    ask: (terms, limit) => check.ask(terms, limit),
    askDeleted: isLiveOnly ? undefined : (terms, limit) => check.askDeleted(terms, limit),
  });
  return {
    found: await inSteps(duplicateSteps(identity, candidates, crowd)),
    isComplete: !isCut,
    checked: candidates.length,
    compared: new Map(candidates.map(({ id, seen }) => [id, seen])),
    reads,
  };
}

interface Compared {
  found: readonly (Duplicate & { readonly candidate: Candidate })[];
  isComplete: boolean;
  checked: number;
  /** All candidates by their ids: the document that each was read from. */
  compared: ReadonlyMap<string, Seen>;
  reads: number;
}

/** The version of a document that was read: an index entry, an entry of the trash, or the record itself. */
export type Seen = Pick<StoredDocument, 'path' | 'updateTime'>;

/** A record that may be the same. */
interface Candidate {
  id: string;
  seen: Seen;
  identity: Identity;
  /** The record as JSON, in UTF-8. */
  answer: Uint8Array;
  deleted: FoundDuplicate<StoredRecord>['deleted'];
}

/** The most duplicates in an answer. */
const MOST_SHOWN = 10;

/** Of a record that is there, it is asked for each duplicate whether somebody has dismissed it. */
const mostOf = (isStored: boolean) => MAX_READS - (isStored ? MOST_SHOWN : 0);

/** In bytes: what the candidates of a check take together. It ends there, but has one candidate at least. */
const MOST_KEPT = 1_048_576;

/** What a check needs of the memory of an instance: the candidates that it keeps, and the one that arrives. */
const CHECK_BYTES = 2 * MOST_KEPT;

/** Reads the candidates of one check. */
class Check<R extends StoredRecord> {
  readonly #kind: RecordKind<R>;
  readonly #duplicates: DuplicatesOf<R>;
  readonly #database: Database;
  readonly #excludeId: string | undefined;
  readonly #seen = new Map<string, Candidate>();
  #kept = 0;

  constructor(
    kind: RecordKind<R>,
    duplicates: DuplicatesOf<R>,
    database: Database,
    excludeId: string | undefined,
  ) {
    this.#kind = kind;
    this.#duplicates = duplicates;
    this.#database = database;
    this.#excludeId = excludeId;
  }

  /** Among the index entries. */
  ask(terms: QueriedTerms, limit: number): Promise<Asked<Candidate>> {
    const where = this.#withOneOf(terms);
    const select = [...ownerFields(this.#kind), ['answer']];
    return this.#scan({ collection: this.#kind.entries, where, select }, limit, (entry, left) => {
      const id = ownerOf(this.#kind, entry);
      if (id === this.#excludeId || this.#seen.has(id)) return { id, reads: 0 };
      const answer = entry.textBytes('answer');
      if (answer !== null) return { id, reads: 0, candidate: () => this.#candidate(entry, { id, answer }) };
      return left < 1 ? null : this.#large(id);
    });
  }

  /** Of the index entries; those that are more are not counted. */
  count(terms: QueriedTerms, limit: number): Promise<number> {
    return this.#database.count({ collection: this.#kind.entries, where: this.#withOneOf(terms), limit });
  }

  #withOneOf({ phones, emails, keys }: QueriedTerms): Filter {
    const facets = this.#duplicates.contactFacets({ phones, emails });
    return {
      any: [
        ...facets.map((facet): Filter => ({ field: ['facets', facet], equals: true })),
        ...keys.map((key): Filter => ({ field: ['terms', key], equals: true })),
      ],
    };
  }

  /** Among the entries of the trash. */
  askDeleted({ phones, emails, keys }: QueriedTerms, limit: number): Promise<Asked<Candidate>> {
    const terms = [...this.#duplicates.contactFacets({ phones, emails }), ...keys];
    const where: Filter = { any: terms.map((term): Filter => ({ field: ['found_by'], contains: term })) };
    const collection = trashCollection(this.#kind);
    return this.#scan({ collection, where }, limit, (entry, left) => {
      const { id } = entry;
      // What was merged is found as a part of another one.
      const isMeant =
        id !== this.#excludeId && isServed(this.#kind, id) && entry.get('merged_into') === undefined;
      if (!isMeant) return { id, reads: 0 };
      const isInTwo = entry.get('rest_in') !== undefined;
      return isInTwo && left < 1 ? null : this.#deleted(entry, isInTwo ? 1 : 0);
    });
  }

  /** A record that was too large to be stored twice: 1 read more. */
  async #large(id: string): Promise<Looked> {
    if (!isServed(this.#kind, id)) return { id, reads: 0 };
    const document = await this.#database.get(recordPath(this.#kind, id), readMask(this.#kind));
    if (document === null) return { id, reads: 1 };
    const answer = answerOf(readRecord(this.#kind, document, SILENT).record);
    return { id, reads: 1, candidate: () => this.#candidate(document, { id, answer }) };
  }

  async #deleted(entry: StoredDocument, reads: number): Promise<Looked> {
    const { id } = entry;
    const document = await documentIn(this.#kind, this.#database, entry);
    if (document === null) return { id, reads };
    const data = () => plain(document.dated) as Record<string, unknown>;
    const { createTime } = entry;
    const answer = answerOf(this.#kind.read({ id, data, createTime, updateTime: null }, SILENT));
    const expiresAt = entry.get('expires_at');
    const deleted = {
      deleted_at: String(entry.get('deleted_at')),
      deleted_by: String(entry.get('deleted_by')),
      deleted_by_name: textOf(entry.get('deleted_by_name')),
      expires_at: expiresAt instanceof Timestamp ? expiresAt.toDate().toISOString() : '',
    };
    return { id, reads, candidate: () => this.#candidate(entry, { id, answer, deleted }) };
  }

  #candidate(
    { path, updateTime }: Seen,
    { id, answer, deleted = null }: Pick<Candidate, 'id' | 'answer'> & Partial<Pick<Candidate, 'deleted'>>,
  ): Candidate {
    const values = this.#duplicates.identity(recordOfAnswer(this.#kind, answer));
    return { id, seen: { path, updateTime }, identity: readIdentity(values), answer, deleted };
  }

  /** Gives each document to `look` while there is room; null from that says that the next read would be one too many. */
  async #scan(
    query: Parameters<Database['scan']>[0],
    limit: number,
    look: (document: StoredDocument, left: number) => Looked | Promise<Looked> | null,
  ): Promise<Asked<Candidate>> {
    let asked = { found: new Map<string, Candidate>(), reads: 0, isCut: false };
    let kept = 0;
    await this.#database.scan({ ...query, limit }, () => {
      for (const id of asked.found.keys()) this.#seen.delete(id);
      this.#kept -= kept;
      asked = { found: new Map(), reads: 0, isCut: false };
      kept = 0;
      return async (document) => {
        asked.reads += 1;
        const looked = await look(document, limit - asked.reads);
        if (looked !== null) {
          asked.reads += looked.reads;
          const candidate = looked.candidate?.();
          const bytes = candidate?.answer.length ?? 0;
          if (candidate !== undefined && (this.#kept === 0 || this.#kept + bytes <= MOST_KEPT)) {
            this.#seen.set(looked.id, candidate);
            asked.found.set(looked.id, candidate);
            this.#kept += bytes;
            kept += bytes;
          } else if (candidate !== undefined) asked.isCut = true;
        }
        asked.isCut ||= looked === null || asked.reads >= limit;
        return looked !== null && !asked.isCut;
      };
    });
    return { ...asked, reads: Math.max(1, asked.reads) };
  }
}

/** A document that was looked at: what it cost beside its own read, and the candidate that it is. */
interface Looked {
  id: string;
  reads: number;
  candidate?: () => Candidate;
}

const shown =
  <R extends StoredRecord>(kind: RecordKind<R>) =>
  ({ candidate, level, score, reasons }: Compared['found'][number]): FoundDuplicate<R> => ({
    record: recordOfAnswer(kind, candidate.answer),
    deleted: candidate.deleted,
    level,
    score,
    reasons,
  });

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
