// Leads a reader of an id that was merged to the record that it is a part of now.
import { Problem } from '../standards/problem.ts';

/**
 * What was found; or a 307 with the `Location` of the record that the problem names as `merged_into`. Not 301 or 308: those are kept by
 * browsers, and a merge may be undone. It stands whatever the condition of the request is.
 *
 * @param publicPath the path under which callers reach the records
 * @param below what follows the id
 */
export async function orRedirect<T>(found: Promise<T>, publicPath: string, below = ''): Promise<T> {
  try {
    return await found;
  } catch (error) {
    const into = error instanceof Problem ? error.extensions['merged_into'] : undefined;
    if (!(error instanceof Problem) || typeof into !== 'string') throw error;
    const { code, title, detail, extensions } = error;
    const headers = { Location: `${publicPath}/${encodeURIComponent(into)}${below}` };
    throw new Problem({ status: 307, ...{ code, title, detail, extensions, headers } });
  }
}
