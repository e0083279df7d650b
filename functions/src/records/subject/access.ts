// Everything that is held of a person: by the id of a record, or by an address or a number.
import type { RecordKey } from '../keys/by-key.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { absent } from '../merge/marks.ts';
import { recordPath } from '../paths.ts';
import { findSubjects } from './find.ts';
import { makeSubjectPart, type SubjectContext, type SubjectPart, type SubjectRequest } from './part.ts';

/** Which part is wanted, and how much of it. */
export type PartOptions = Pick<SubjectRequest<StoredRecord>, 'cursor' | 'withState' | 'bytes' | 'recordName'>;

/**
 * What is held of one record and of what was merged into it. Throws the kind's 404 where nothing is, and its 409 for an id that was merged
 * into another one.
 */
export async function subjectOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: Omit<SubjectContext<R>, 'kind'>,
  id: string,
  options: PartOptions,
): Promise<SubjectPart> {
  recordPath(kind, id);
  const part = await makeSubjectPart(
    { kind, ...context },
    {
      ...options,
      bound: { subject: id, withState: options.withState },
      rootsOf: () =>
        Promise.resolve([{ id, isMeant: ({ isLive, mergedInto }) => isLive || mergedInto === null }]),
    },
  );
  if (part.sections.length === 0) throw await absent(kind, context.database, id);
  return part;
}

/** What is held of all who have a key. Throws the key's 404 where nobody has it. */
export async function subjectsWith<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: Omit<SubjectContext<R>, 'kind'>,
  key: RecordKey<R>,
  options: PartOptions,
): Promise<SubjectPart> {
  const part = await makeSubjectPart(
    { kind, ...context },
    {
      ...options,
      bound: { subjects: key.facets, withState: options.withState },
      rootsOf: () => findSubjects(kind, context.database, key),
    },
  );
  if (part.sections.length === 0) throw key.notFound();
  return part;
}
