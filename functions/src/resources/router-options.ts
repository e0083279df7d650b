// What the router of any resource below /crm gets from the app.
import type { RoleGate } from '../http/auth/role-gate.ts';
import type { WarnOfFields } from '../records/kind.ts';

export interface RouterOptions {
  /** Lets callers of a role through. */
  requireRole: RoleGate;
  warn: WarnOfFields;
  /** The path under which callers reach the router. */
  publicPath: string;
  /** How long a deleted record can be brought back. */
  trashDays: number;
}
