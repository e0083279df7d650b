// Whether a record that was found by a key is the one that is meant: what it was found by may be older than the record.

/** Asked of the record as it was read for a write. */
export type IsMeant<R> = (record: R) => boolean;

/** Says that the record is gone, or has the key no more. */
export class NotMeant extends Error {
  readonly isGone: boolean;

  constructor({ isGone }: { isGone: boolean }) {
    super(isGone ? 'the record is gone' : 'the record has another key now');
    this.isGone = isGone;
  }
}

/** Throws `NotMeant`. A record that was named by its id is always meant. */
export function checkMeant<R>(record: R | null, isMeant: IsMeant<R> | undefined): void {
  if (isMeant !== undefined && (record === null || !isMeant(record)))
    throw new NotMeant({ isGone: record === null });
}
