// What requests bring beside the models: parameters of paths, the query of a deletion, the body of a revert.
import { z } from 'zod';
import { VersionNumber, VersionSegment } from '../../schemas/version-number.ts';
import { ContactKey, ExternalKeyValue, ExternalSystem, LinkedUserId, Tag } from './models.ts';

/** The path of a customer. */
export const CustomerPath = z.object({ customer_id: z.string() });

/** The path of a version; null for a segment that is no version number. */
export const VersionPath = CustomerPath.extend({ version: VersionSegment });

/** The path of a tag; the tag is trimmed and composed (NFC), as it would be in a body. */
export const TagPath = CustomerPath.extend({ tag: Tag });

/** The path of a linked user. */
export const LinkedUserPath = CustomerPath.extend({ uid: LinkedUserId });

/** The path of the customer with an e-mail address or a phone number. */
export const ContactKeyPath = z.object({ value: ContactKey });

/** The path of the customer that another system calls so. */
export const ExternalKeyPath = z.object({ system: ExternalSystem, key: ExternalKeyValue });

/** The path of an external key of a customer. */
export const CustomerKeyPath = CustomerPath.extend(ExternalKeyPath.shape);

/** `follow=false` answers 409 for a customer that was merged into another one, and does not lead to that. */
export const GetQuery = z.strictObject({ follow: z.enum(['true', 'false']).default('true') });

/** `erase=true` removes for good. */
export const DeleteQuery = z.strictObject({ erase: z.enum(['true', 'false']).default('false') });

/** The body of a revert: the version whose state becomes the newest. */
export const RevertRequest = z
  .strictObject({ version: VersionNumber })
  .meta({ id: 'RevertRequest', description: 'The version to go back to.' });
export type RevertRequest = z.infer<typeof RevertRequest>;
