// Describes the parameters of paths and query strings for the OpenAPI document.
import type { z } from 'zod';
import { PageQuery } from '../schemas/page.ts';

/** The parameters of a list that takes no filters. */
export const pageParameters = {
  limit: limitOf('Entries per page.', { example: 20, standard: PageQuery.parse({}).limit }),
  cursor: {
    description: 'The `next_cursor` of the page before, with the same parameters otherwise.',
    param: { example: 'b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ' },
  },
} satisfies Record<string, z.core.GlobalMeta>;

/** The parameter `limit`. `standard`: the length of a page when the request does not say it. */
export function limitOf(
  description: string,
  { example, standard }: { example: number; standard: number },
): z.core.GlobalMeta {
  return { ...parameter(description, example), override: { default: standard } };
}

/** A parameter with an example. The example is not in the schema: a viewer would send it with every request. */
export function parameter(description: string, example: unknown): z.core.GlobalMeta {
  return { description, param: { example } };
}
