// What the router of any resource below /crm gets from the app.
import type { RoleGate } from '../http/auth/role-gate.ts';
import type { Enqueue } from '../jobs/job.ts';
import type { WarnOfFields } from '../records/kind.ts';
import type { Settings, SettingsKind } from '../records/settings.ts';

export interface RouterOptions {
  /** Lets callers of a role through. */
  requireRole: RoleGate;
  warn: WarnOfFields;
  /** The settings of a kind of record, the same for all requests of the app. */
  settingsOf: (kind: SettingsKind) => Settings;
  /** The path under which callers reach the router. */
  publicPath: string;
  /** Puts a step of a job into the queue. */
  enqueue: Enqueue;
  /** How long a deleted record can be brought back. */
  trashDays: number;
}
