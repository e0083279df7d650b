// Finds who may be the same as a record, within so many reads.
import type { Identity } from './identity.ts';
import { duplicateQueries } from './keys.ts';

/**
 * Numbers and addresses are asked for first, and beside that the deleted records, by all that the record is found by, and how many have a name like
 * it. If those are few, all of them are read; of a crowd only a few with the same name, because so common a name says little. A query that finds
 * nothing costs a read, and so does a count.
 */
export async function findCandidates<Candidate>(
  identity: Identity,
  { most, ask, askDeleted, countUpTo }: Asking<Candidate>,
): Promise<Candidates<Candidate>> {
  const { phones, emails, inCity, anywhere, narrow } = duplicateQueries(identity);
  const contacts: QueriedTerms = { ...NOTHING, phones, emails };
  const names = [...inCity, ...anywhere].slice(0, MOST_TERMS);
  const named: QueriedTerms = { ...NOTHING, keys: names };
  const all = { phones, emails, keys: names.slice(0, MOST_TERMS - sizeOf(contacts)) };
  const found = new Map<string, Candidate>();
  let reads = 0;
  let isCut = false;
  const take = (asked: Asked<Candidate>) => {
    for (const [id, candidate] of asked.found) found.set(id, candidate);
    reads += asked.reads;
    isCut ||= asked.isCut;
    return asked;
  };
  const forDeleted = askDeleted !== undefined && sizeOf(all) > 0 ? Math.min(MOST_DELETED, most) : 0;
  const forCount = names.length > 0 && most > forDeleted ? 1 : 0;
  const left = most - forDeleted - forCount;
  const [deleted, first, count] = await Promise.all([
    forDeleted > 0 ? askDeleted?.(all, forDeleted) : undefined,
    sizeOf(contacts) > 0 && left > 0 ? ask(contacts, left) : undefined,
    forCount > 0 ? countUpTo(named, CROWD) : 0,
  ]);
  reads += forCount;
  if (deleted !== undefined) take(deleted);
  if (first !== undefined) take(first);
  let crowd = 0;
  if (count > 0 && reads >= most) isCut = true;
  else if (count >= CROWD) {
    const few = Math.min(FEW, most - reads);
    const asked = take(await ask({ ...NOTHING, keys: narrow }, few));
    isCut = true;
    if (asked.isCut) crowd = count;
  } else if (count > 0) take(await ask(named, most - reads));
  return { candidates: [...found.values()], reads, isCut, crowd };
}

/** What a query asks for: a candidate has one of these. Together at most 30, which is what Firestore takes. */
export interface QueriedTerms {
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** Terms of kind `dup:`. */
  readonly keys: readonly string[];
}

/** What a query found. */
export interface Asked<Candidate> {
  /** By their ids, so that nobody counts twice. */
  readonly found: ReadonlyMap<string, Candidate>;
  /** What it cost; 1 where it found nothing. */
  readonly reads: number;
  /** There may be more than it was allowed to read. */
  readonly isCut: boolean;
}

export interface Asking<Candidate> {
  /** The most that may be read. */
  readonly most: number;
  readonly ask: (terms: QueriedTerms, limit: number) => Promise<Asked<Candidate>>;
  /** Left out where deleted records do not count. */
  readonly askDeleted?: ((terms: QueriedTerms, limit: number) => Promise<Asked<Candidate>>) | undefined;
  /** How many there are, or `most` where there are more; for 1 read. */
  readonly countUpTo: (terms: QueriedTerms, most: number) => Promise<number>;
}

export interface Candidates<Candidate> {
  readonly candidates: readonly Candidate[];
  readonly reads: number;
  readonly isCut: boolean;
  /** How many have a name like it at least, where these were too many to be read; else 0. */
  readonly crowd: number;
}

/** Documents that a check may read (the contract of a check), and of these deleted ones. */
export const MAX_READS = 50;
const MOST_DELETED = 10;

/** So many with a name like it are a crowd, of whom so few are read: then a check of one number costs 9 reads. */
const CROWD = 30;
const FEW = 6;

const MOST_TERMS = 30;
const NOTHING: QueriedTerms = { phones: [], emails: [], keys: [] };

const sizeOf = ({ phones, emails, keys }: QueriedTerms) => phones.length + emails.length + keys.length;
