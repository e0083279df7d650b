// Imports as jobs: what is done next, by the state of the import.
import type { JobKind } from '../../../jobs/job.ts';
import { importGroup } from './import-group.ts';
import { readOn } from './read-file.ts';
import { IMPORTS, isActive, readImport } from './stored.ts';
import { undoGroup } from './undo-group.ts';

/** @param trashDays how long a customer that an undo has deleted can be brought back */
export const importJobs = ({ trashDays }: { trashDays: number }): JobKind => ({
  name: 'imports',
  collection: IMPORTS,
  isActive: (document) => isActive(document.get('state') as Parameters<typeof isActive>[0]),
  work: async (context, document, state) => {
    const stored = readImport(document);
    if (stored.state === 'reading') return readOn(context.database, stored, state);
    if (stored.state === 'undoing') return undoGroup(context, stored, trashDays);
    return importGroup(context, stored, state);
  },
});
