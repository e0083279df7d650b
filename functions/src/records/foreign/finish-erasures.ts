// Finishes the erasures of a kind that were begun and not ended: their requests were cut off, and so were the triggers.
import type { Connection } from '../../firestore/client.ts';
import { DOCUMENT_ID } from '../../firestore/query.ts';
import type { Kind } from '../paths.ts';
import { finishErasure } from '../trash/erase.ts';
import { foreignContext } from './context.ts';

/** Returns how many there were. Each has the time of one event. */
export async function finishErasures(kind: Kind, connection: Connection): Promise<number> {
  let finished = 0;
  for (let lastId: string | undefined; ;) {
    const marks = await foreignContext(connection).database.query({
      collection: kind.erasures,
      where: { field: ['open'], equals: true },
      orderBy: [[DOCUMENT_ID, 'asc']],
      startAfter: lastId === undefined ? undefined : [lastId],
      limit: MARKS_AT_A_TIME,
      select: [],
    });
    for (const { id } of marks) await finishErasure(kind, foreignContext(connection).database, id);
    finished += marks.length;
    lastId = marks.at(-1)?.id;
    if (marks.length < MARKS_AT_A_TIME) return finished;
  }
}

const MARKS_AT_A_TIME = 100;
