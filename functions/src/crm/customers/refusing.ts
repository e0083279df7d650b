// What a request says of duplicates, as a write takes it.
import type { Refusing } from '../../records/duplicates/refuse.ts';
import type { OnDuplicate } from './duplicate-models.ts';

/** Undefined where a duplicate is allowed. */
export function refusingOf(said: OnDuplicate | undefined): Refusing | undefined {
  return said?.on_duplicate === 'refuse' ? { level: said.duplicate_level } : undefined;
}
