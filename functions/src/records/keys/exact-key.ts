// A key of a record.

/**
 * What a record can be named by beside its id. Two are the same where all parts are.
 *
 * A key with a `system` is an external one: it names one record only, and is stored as it is, so that it can be listed. Any other is stored as
 * a digest, and its claim is a lock between those who create a record for it, not a rule that only one record has it.
 */
export interface ExactKey {
  /** Such as `email`. With the system it is a part of the claim's id, so neither has a `/` or a `~`. */
  kind: string;
  system?: string;
  value: string;
}
