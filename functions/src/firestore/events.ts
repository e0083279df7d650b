import { GrpcStatus } from 'firebase-admin/firestore';
import { Problem } from '../standards/problem.ts';
import type { Log } from '../platform/log.ts';

/**
 * Does what an event of a customer asks for. The platform delivers an event again until that succeeds; where no repetition
 * can help, it is logged and given up, for it would fail and cost for a day, and again with the next change.
 */
export async function handleEvent(log: Log, customerId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = permanentFault(error);
    if (reason === null) throw error;
    log.write({ severity: 'ERROR', message: 'an event was given up', customer_id: customerId, reason });
  }
}

/**
 * What repeating cannot mend: a document that would be too large with what this API adds to it, or have too many
 * index entries (both INVALID_ARGUMENT), and an id that no customer can have. Null for anything else.
 */
export function permanentFault(error: unknown): string | null {
  if (error instanceof Problem) return error.status < 500 ? error.code : null;
  const { code } = error as { code?: unknown };
  return code === GrpcStatus.INVALID_ARGUMENT ? 'firestore/INVALID_ARGUMENT' : null;
}
