// Names of people: a note has a uid only, and the name is known from what the history said of that uid.
import { auth, myName } from './session.ts';
import { words } from './words.ts';

const names = new Map<string, string>();

/** Keeps the name in an entry of the history, of the trash, or of a conflict. */
export function remember(entries: readonly { by: string; by_name: string | null }[]): void {
  for (const { by, by_name } of entries) if (by_name !== null) names.set(by, by_name);
}

/** The name of a uid; a uid of whom nothing is known is shown itself, shortened. */
export function nameOf(uid: string, name: string | null = null): string {
  if (uid === 'external') return words.anotherProgram;
  if (name !== null) return name;
  if (uid === auth.currentUser?.uid) return myName();
  return names.get(uid) ?? (uid.length > 16 ? `${uid.slice(0, 8)}…` : uid);
}
