import type { Firestore } from 'firebase-admin/firestore';
import { type HistoryEntry, toHistoryEntry } from '../../src/records/history/entry.ts';

/** The history of a customer as it is stored, oldest first; `item` is its id, or a path that ends with it. */
export async function historyOf(firestore: Firestore, item: string): Promise<HistoryEntry[]> {
  const id = item.split('/').at(-1) ?? '';
  const { docs } = await firestore.collection(`crm_customers/${id}/history`).get();
  return docs.map(toHistoryEntry);
}
