import type { Edit } from './edit.ts';
import type { CustomerInDB } from './models.ts';
import { ConflictError, ProblemError } from './problem-error.ts';
import { etagOf } from './shown.ts';

/** How often an edit is sent again because of changes that do not meet it. */
const MAX_RESENT = 9;

export interface ConditionalCalls<T> {
  send: (ifMatch: string | null, changes: Edit['changes']) => Promise<T>;
  read: () => Promise<CustomerInDB>;
}

/**
 * Sends an edit on the condition that the customer still has this tag. If others have changed what the edit leaves alone, it is sent
 * again under the new tag; if they have changed what it changes, this throws a {@link ConflictError}.
 */
export async function onCondition<T>(
  ifMatch: string | null,
  edit: Edit,
  { send, read }: ConditionalCalls<T>,
): Promise<T> {
  let tag = ifMatch;
  let { changes } = edit;
  for (let left = MAX_RESENT; ; left--) {
    try {
      return await send(tag, changes);
    } catch (problem) {
      if (!isRefusal(problem) || tag === null) throw problem;
      // Without `changed` nobody knows what has been changed.
      if (left > 0 && problem.etag && problem.changed.length > 0 && !problem.changed.some(edit.meets)) {
        tag = problem.etag;
        continue;
      }
      const current = await read().catch(() => null);
      const fields = current ? edit.fieldsChangedIn(current) : [];
      const now = current && etagOf(current);
      if (left > 0 && now && fields.length === 0) {
        tag = now;
        changes = edit.changesIn?.(current) ?? changes;
        continue;
      }
      // It is gone, or has been changed once more: the next answer says so.
      if (left > 0 && !isSameTag(now, problem.etag)) continue;
      const conflicts = problem.changed.filter(
        (change) => edit.meets(change) && (edit.isConflict?.(change) ?? true),
      );
      const met = conflicts.map(({ pointer }) => fieldOf(pointer));
      throw new ConflictError(problem, {
        conflicts,
        current,
        // An edit of an element sends its whole list: that is no change to go on with.
        changes: edit.changesIn ? undefined : edit.changes,
        fields: met.length > 0 ? [...new Set(met)] : fields,
      });
    }
  }
}

const isRefusal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.code === 'precondition_failed';

/** `organization` of `/organization`, `location/city` of `/location/city`, `contacts` of `/contacts/0/value`. */
const fieldOf = (pointer: string) => /^\/(location\/[^/]+|[^/]*)/.exec(pointer)?.[1] ?? '';

/** A proxy that compresses changes a tag: `W/"3-x"`, `"3-x-gzip"`. */
const isSameTag = (a: string | null | undefined, b: string | null) => bare(a) === bare(b);
const bare = (tag: string | null | undefined) => tag?.replace(/^W\/|-(?:gzip|br|zstd|deflate)(?="$)/g, '');
