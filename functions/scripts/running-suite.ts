import { setTimeout as wait } from 'node:timers/promises';
import { address, localProject } from './project.ts';

/** What the Functions emulator says of the functions that it serves. */
interface Backends {
  backends: { functionTriggers: { name: string; region: string }[] }[];
}

/**
 * The base URL of the API in the suite that runs now (`$CRM_API_URL/crm/customers` is the collection), or undefined
 * if none runs or it does not serve the function. The emulator is asked for the region, so that only the function's
 * own parameter says it.
 *
 * @param signal ends the wait for an answer
 */
export async function findApiUrl(signal?: AbortSignal): Promise<string | undefined> {
  const origin = `http://${address('functions')}`;
  try {
    const response = await fetch(`${origin}/backends`, { signal: signal ?? null });
    const { backends } = (await response.json()) as Backends;
    const api = backends.flatMap((backend) => backend.functionTriggers).find(({ name }) => name === 'api');
    return api && `${origin}/${localProject}/${api.region}/api`;
  } catch {
    return undefined;
  }
}

/** Whether an emulator of the local suite answers. */
export async function emulatorAnswers(emulator: 'auth' | 'firestore'): Promise<boolean> {
  return Promise.race([
    fetch(`http://${address(emulator)}/`).then(
      (response) => response.ok,
      () => false,
    ),
    wait(2000, false),
  ]);
}
