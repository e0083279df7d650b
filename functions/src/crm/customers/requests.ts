import { z } from 'zod';
import { pageLimit } from './list-query.ts';
import { LinkedUserId, Tag } from './models.ts';

/** The query string of a route that takes no parameter. */
export const NoQuery = z.strictObject({});

/** The query string of the history and the trash. */
export const PageQuery = z.strictObject({ limit: pageLimit(100).default(50), cursor: z.string().optional() });
export type PageQuery = z.infer<typeof PageQuery>;

/** `erase=true` removes for good. */
export const DeleteQuery = z.strictObject({ erase: z.enum(['true', 'false']).default('false') });

/** The body of a revert: the version whose state becomes the newest. */
export const RevertRequest = z
  .strictObject({ version: z.int().min(1).max(999_999_999_999) })
  .meta({ id: 'RevertRequest', description: 'The version to go back to.' });
export type RevertRequest = z.infer<typeof RevertRequest>;

/** The member of a set that a path names, as it is stored. */
export const MemberPath = {
  tags: z.object({ tag: Tag }).transform(({ tag }) => tag),
  linked_user_ids: z.object({ uid: LinkedUserId }).transform(({ uid }) => uid),
};
