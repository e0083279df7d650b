// What is needed to follow what another program did.
import type { Connection } from '../../firestore/client.ts';
import { Database } from '../../firestore/database.ts';
import { Deadline } from '../../limits/deadline.ts';

/** For one event, which is handled within 25 s or delivered again. */
export const foreignContext = (connection: Connection): ForeignContext => ({
  database: new Database(connection, { timeoutMs: 8000, deadline: new Deadline(25_000) }),
});

export interface ForeignContext {
  database: Database;
}
