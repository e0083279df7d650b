/**
 * The public price lists, in US dollars, beyond the free quotas, as they were known on 2026-11-22. The only place where prices are.
 *
 * - Firestore, Standard edition, multi-region (a single region such as Oregon costs half):
 *   https://cloud.google.com/firestore/pricing. A deletion costs a ninth of a write, and is taken for one here.
 * - Cloud Run, request-based billing, tier 1: https://cloud.google.com/run/pricing
 */
const PRICES = {
  firestoreRead: 0.06 / 100_000,
  firestoreWrite: 0.18 / 100_000,
  runRequest: 0.4 / 1_000_000,
  runVcpuSecond: 0.000_024,
  runGibSecond: 0.000_002_5,
} as const;

/** Of an instance (`CRM_MEMORY_MIB`), in GiB. */
const MEMORY = 0.5;

/** What a million requests cost: at Firestore, and at Cloud Run by processor time, as on an instance that is kept busy. */
export function dollarsPerMillion(request: { reads: number; writes: number; cpuMs: number }) {
  const { reads, writes, cpuMs } = request;
  const firestore = reads * PRICES.firestoreRead + writes * PRICES.firestoreWrite;
  const seconds = cpuMs / 1000;
  const run = PRICES.runRequest + seconds * (PRICES.runVcpuSecond + MEMORY * PRICES.runGibSecond);
  return { firestore: firestore * 1e6, run: run * 1e6 };
}
