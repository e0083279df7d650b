// Waits for the end of an import, whatever the connection does meanwhile.
import type { CustomersClient } from './customers-client.ts';
import type { Import } from './import-models.ts';
import { of, resumeImport } from './imports.ts';
import type { CallOptions } from './options.ts';
import type { ProblemError } from './problem-error.ts';
import { SEND } from './requester.ts';
import { pause } from './retry.ts';

/** How far an import is, to be shown. */
export interface ImportProgress {
  /** As it was answered last: its rows, those done and what became of them, rows a second. */
  import: Import;
  /** Bytes of the file that have arrived. */
  sent: number;
  /** From 0 to 1; null where that is not known. */
  share: number | null;
  /** Null where that is not known. */
  secondsLeft: number | null;
  /** Whether there is no answer now: it is asked again. */
  isWaiting: boolean;
}

export interface WatchOptions extends CallOptions {
  /** Is told each time that something has changed. */
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** For how many seconds without an answer it is asked again; 600 if left out. */
  patience?: number | undefined;
}

/**
 * Waits until an import, or its undo, is at its end, and returns it; whether it is `done` or `failed` is in its `state`. An import that is stalled is
 * resumed. Throws the signal's reason, and a {@link ProblemError} when its patience is over: it can be called again.
 */
export async function watchImport(
  client: CustomersClient,
  id: string,
  { onProgress, patience, signal }: WatchOptions = {},
): Promise<Import> {
  let now: Import | undefined;
  let ifNoneMatch: string | undefined;
  const onWait = () => now && onProgress?.(progressOf(now, { isWaiting: true }));
  for (;;) {
    const asked = performance.now();
    const query = now && { wait: WAIT };
    const ask = () => client[SEND]<Import | null>({ ...of(id), query, ifNoneMatch, signal });
    const { data, etag } = await patiently(ask, { patience, signal, onWait });
    now = data ?? now;
    ifNoneMatch = etag ?? undefined;
    if (now === undefined) continue;
    if (data !== null) onProgress?.(progressOf(data));
    if (!isAtWork(now)) return now;
    if (now.stalled) await patiently(() => resumeImport(client, id, { signal }), { patience, signal });
    // Whatever stands between may answer at once.
    await pause(Math.max(0, LEAST_MS - (performance.now() - asked)), signal);
  }
}

/** Whether something goes on: reading, checking, importing or undoing. */
export const isAtWork = ({ state }: Import): boolean =>
  ['reading', 'checking', 'importing', 'undoing'].includes(state);

/** How far an import is. @param sent the bytes that have arrived, while the file is sent */
export function progressOf(
  now: Import,
  { sent = now.size, secondsLeft = now.eta_seconds, isWaiting = false } = {},
): ImportProgress {
  return { import: now, sent, share: shareOf(now, sent), secondsLeft, isWaiting };
}

function shareOf({ state, size, rows, done, created, updated }: Import, sent: number): number | null {
  if (state === 'receiving') return sent / size;
  if (state === 'reading') return null;
  const all = state === 'undoing' ? created + updated : rows;
  return all === null ? null : all === 0 ? 1 : Math.min(1, done / all);
}

/** Does it again while there is no answer: a lost connection, a server that restarts. */
export async function patiently<T>(
  work: () => Promise<T>,
  {
    patience = PATIENCE,
    signal,
    onWait,
  }: Pick<WatchOptions, 'patience' | 'signal'> & { onWait?: () => unknown },
): Promise<T> {
  const until = performance.now() + patience * 1000;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isNoAnswer(error as Partial<ProblemError>) || performance.now() + wait > until) throw error;
      onWait?.();
      await pause(wait, signal);
    }
  }
}

/** What a later try may not meet again; 500 is a fault of the API, and met again. */
const isNoAnswer = ({ code = '', status = 0 }: { code?: string; status?: number }): boolean =>
  code === 'unreachable' || code === 'offline' || status === 429 || (status > 501 && status < 505);

/** How long the API may wait for a change before it answers, in seconds. */
const WAIT = 8;
const PATIENCE = 600;
const LEAST_MS = 250;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
