import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { shortName } from './emulator-process.ts';
import { keptFolder } from './project.ts';
import { Sentence } from './sentence.ts';

/**
 * Where the data are with which the emulators begin; undefined if none are kept. Mends what a start that was ended by force may
 * have left behind.
 */
export async function findKeptData(folder = keptFolder): Promise<string | undefined> {
  const { current, previous } = places(folder);
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(NEXT)) await rm(join(folder, name), { recursive: true, force: true });
  // Between the two renames of the swap.
  if (!(await exists(current)) && (await exists(previous))) await rename(previous, current);
  return (await exists(current)) ? current : undefined;
}

/** Whether there are data with which a start could begin. */
export async function hasKeptData(folder = keptFolder): Promise<boolean> {
  const { current, previous } = places(folder);
  return (await exists(current)) || exists(previous);
}

/**
 * Keeps what is in the emulators now. The export is made beside the one before, and takes its place only when it is whole.
 *
 * @param hub the URL of the emulators' hub
 * @param signal ends the wait for the export; the data that were kept before stay
 */
export async function keepData(hub: string, signal: AbortSignal, folder = keptFolder): Promise<void> {
  const { current, previous } = places(folder);
  const next = join(folder, `${NEXT}${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    const response = await fetch(`${hub}/_admin/export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: next, initiatedBy: 'npm start' }),
      signal,
    });
    if (!response.ok) throw new Error(await response.text());
    // firebase-tools writes this file last.
    if (!(await exists(join(next, METADATA)))) throw new Error('the export is not whole');
    await rm(previous, { recursive: true, force: true });
    if (await exists(current)) await rename(current, previous);
    await rename(next, current);
    await rm(previous, { recursive: true, force: true });
  } catch (error) {
    const before = (await exists(current)) ? 'Those of the start before are still there.' : '';
    throw new Sentence(
      `The data of this start could not be kept in ${shortName(folder)} (${(error as Error).message}). ${before}`.trim(),
    );
  }
}

const NEXT = 'next-';
const METADATA = 'firebase-export-metadata.json';

function places(folder: string) {
  return { current: join(folder, 'current'), previous: join(folder, 'previous') };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
