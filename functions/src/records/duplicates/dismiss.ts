// Remembers that two records are not one, and takes it back.
import { readIdentity } from '../../duplicates/identity.ts';
import { type Comparison, comparePair } from '../../duplicates/score.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Write } from '../../firestore/write.ts';
import type { WriteContext } from '../context.ts';
import { type RecordKind, SILENT, stateOf, type StoredRecord } from '../kind.ts';
import { readMask, readRecord } from '../meta.ts';
import { pairPath, recordPath } from '../paths.ts';
import { commit } from '../write/commit.ts';
import { beforeRefusal, KeyedOperation } from '../write/operations.ts';
import { answered, type Commit } from '../write/plan.ts';
import {
  type Dismissal,
  type FoundPair,
  isDismissed,
  kindsOf,
  pairData,
  pairOf,
  type StoredPair,
  storedPair,
} from './pair.ts';

/**
 * From then on the pair is in no list, and is no reason to refuse a write of either, until there is a new kind of reason. Dismissed again, it keeps who
 * dismissed it first, unless there is a new kind. Throws the kind's 404 unless both records are there.
 */
export const dismissPair = <R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  ids: readonly [string, string],
): Promise<Done> =>
  changePair(kind, context, ids, ({ document, stored, found }) => {
    if (isDismissed(document, found.reasons)) return 'stays';
    const kinds = [...new Set([...(stored?.dismissed?.kinds ?? []), ...kindsOf(found.reasons)])].sort();
    const { by, byName = null } = context;
    const dismissed: Dismissal = { by, by_name: byName, at: new Date().toISOString(), kinds };
    return { found, dismissed };
  });

/**
 * The pair is shown again, if it still is a probable one. It stays stored in any case, so that no dismissal which was sent before arrives after all. Throws the
 * kind's 404 unless both records are there.
 */
export const takeDismissalBack = <R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  ids: readonly [string, string],
): Promise<Done> =>
  changePair(kind, context, ids, ({ stored, found, isProbable }) => {
    if ((stored?.dismissed ?? null) === null) return 'stays';
    return { found: isProbable ? found : { ...found, level: 'possible' }, dismissed: null };
  });

/** What was done, or was done before with the same idempotency key. */
export interface Done {
  isReplay: boolean;
}

type Decide = (pair: {
  document: StoredDocument | null;
  stored: StoredPair | null;
  found: FoundPair;
  isProbable: boolean;
}) => 'stays' | (Pick<StoredPair, 'dismissed'> & { found: FoundPair });

function changePair<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  [one, other]: readonly [string, string],
  decide: Decide,
): Promise<Done> {
  const { database } = context;
  const { duplicates } = kind;
  if (duplicates === undefined) throw new Error(`nobody looks for duplicates in ${kind.collection}`);
  const keyed = new KeyedOperation(context);
  const first = async (): Promise<Done | null> => {
    const earlier = await keyed.find();
    return earlier && { isReplay: !earlier.isOwn };
  };
  const [a, b] = [one, other].sort() as [string, string];
  const paths = [recordPath(kind, a), recordPath(kind, b)] as const;
  const path = pairPath(duplicates.pairs, a, b);
  const work = () =>
    commit<Done>(
      database,
      path,
      async ({ isRetry }) => {
        const earlier = isRetry ? await first() : null;
        if (earlier !== null) return answered(earlier);
        const [[left, right], document] = await Promise.all([
          database.getAll(paths, readMask(kind)),
          database.get(path),
        ]);
        if (!left || !right) throw kind.notFound();
        const compared = comparePair(identityOf(kind, left), identityOf(kind, right));
        const stored = document && storedPair(document);
        const decided = decide({ document, stored, ...foundOf(a, b, compared, stored) });
        const changes = decided === 'stays' ? [] : changeOf(path, document, decided);
        const writes = [...changes, ...keyed.uses(null, a)];
        if (writes.length === 0) return answered({ isReplay: false });
        const unmoved = [left, right].map(({ path: each, updateTime }): Write => ({
          kind: 'verify',
          path: each,
          condition: { updateTime },
        }));
        return {
          kind: 'commit',
          writes: [...writes, ...unmoved],
          landed: () => ({ isReplay: false }),
          ...(keyed.hasKey && { confirm: async () => ((await keyed.isOwn()) ? { isReplay: false } : null) }),
        } satisfies Commit<Done>;
      },
      keyed.hasKey ? 'withKey' : 'withoutKey',
    );
  return beforeRefusal(work, first);
}

/** What is found of two records by themselves. It may be less than is stored, which knows of others: then the stored level and score stay. */
function foundOf(a: string, b: string, compared: Comparison, stored: StoredPair | null) {
  const { reasons } = compared;
  const { level, score } = compared.level === null && stored !== null ? stored : compared;
  const isProbable = compared.level === 'certain' || compared.level === 'probable';
  return { found: pairOf(a, b, { level: level ?? 'possible', score, reasons }), isProbable };
}

function changeOf(
  path: string,
  document: StoredDocument | null,
  decided: Exclude<ReturnType<Decide>, 'stays'>,
): Write[] {
  const { found, dismissed } = decided;
  const foundAt: unknown = document?.get('found_at');
  const found_at = typeof foundAt === 'string' ? foundAt : new Date().toISOString();
  const data = pairData(found, { found_at, dismissed });
  return document === null
    ? [{ kind: 'create', path, data }]
    : [{ kind: 'update', path, data, condition: { updateTime: document.updateTime } }];
}

const identityOf = <R extends StoredRecord>(kind: RecordKind<R>, document: StoredDocument) =>
  readIdentity(kind.duplicates?.identity(stateOf(readRecord(kind, document, SILENT).record)) ?? []);
