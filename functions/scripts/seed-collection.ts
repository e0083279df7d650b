import { developmentToken } from './development-users.ts';
import { Sentence } from './sentence.ts';

/**
 * Fills the collection with the sample customers, through the API, so that every rule of the API applies to them.
 * A collection that holds anything is left alone.
 *
 * @param apiUrl the API's base URL, without a slash at its end
 * @param signal ends it between two requests or in the middle of one, with its reason
 * @returns how many customers were created; undefined if the collection was not empty
 */
export async function seedCollection(
  apiUrl: string,
  customers: readonly unknown[],
  signal: AbortSignal | null = null,
): Promise<number | undefined> {
  const collection = `${apiUrl}/crm/customers`;
  const headers = {
    authorization: `Bearer ${await developmentToken('editor')}`,
    'content-type': 'application/json',
  };
  const found = (await answer(await fetch(`${collection}?limit=1`, { headers, signal }))) as {
    total: number;
    total_is_exact: boolean;
  };
  // A list that is not exact may leave out customers that were never indexed.
  if (found.total > 0 || !found.total_is_exact) return undefined;
  // One after another: the Functions emulator starts a process for every request that is not alone.
  for (const customer of customers) {
    const body = JSON.stringify(customer);
    await answer(await fetch(collection, { method: 'POST', headers, body, signal }));
  }
  return customers.length;
}

async function answer(response: Response): Promise<unknown> {
  const body = await response.text();
  if (!response.ok)
    throw new Sentence(`The API refused to be seeded (${response.status}): ${body.slice(0, 1000)}`);
  return JSON.parse(body) as unknown;
}
