import type { Data, Timestamp } from './stored-values.ts';

/** One write of a commit. Paths are relative to the root of the database. */
export type Write =
  | {
      kind: 'create';
      path: string;
      data: Data;
      /** A field that Firestore sets to the time at which it gets the write. */
      serverTime?: string;
    }
  | { kind: 'set'; path: string; data: Data }
  /** Replaces the fields that `data` names, each as a whole. */
  | { kind: 'update'; path: string; data: Data; condition: Condition }
  | { kind: 'delete'; path: string; condition?: Condition };

/** What must be so for a write, and with it the whole commit, to take effect. */
export type Condition = { updateTime: Timestamp } | { exists: true };
