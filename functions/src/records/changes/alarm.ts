// Raises the alarm over an entry that was committed so late that those who follow the changes may have missed it.
import type { StoredDocument } from '../../firestore/document.ts';
import { loggedId } from '../../firestore/document-id.ts';
import { Timestamp } from '../../firestore/stored-values.ts';
import type { Log } from '../../platform/log.ts';
import { NET_SECONDS } from './pages.ts';

/**
 * The changes look `NET_SECONDS` back for what was stamped before and committed after. No commit is on its way for so long (never seen): one that
 * comes near that is logged as an error, with ids and milliseconds and nothing else.
 */
export function alarmIfLate(log: Log, ids: Record<string, string>, entry: StoredDocument): void {
  const at = entry.get('at');
  if (!(at instanceof Timestamp)) return;
  const milliseconds = entry.createTime.toMillis() - at.toMillis();
  if (milliseconds <= NET_SECONDS * 1000 - MARGIN_MS) return;
  log.write({
    severity: 'ERROR',
    message: LATE,
    ...Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, loggedId(id)])),
    version: entry.id,
    milliseconds,
  });
}

const MARGIN_MS = 10_000;

const LATE = 'a version was committed so long after its time that the changes may have missed it';
