// Renames the models of the OpenAPI document that differ between requests and answers.
import type { oas31 } from 'zod-openapi';

/**
 * The two differ because a field with a default is optional in a request only. The model of the answer gets the contract's own
 * name, that of the request the name with `Input`. The generator does it the other way round.
 */
export function withModelNames(document: oas31.OpenAPIObject): oas31.OpenAPIObject {
  const schemas = document.components?.schemas ?? {};
  const answered = Object.keys(schemas).filter((name) => `${name}Output` in schemas);
  const renamed = new Map(
    answered.flatMap((name) => [
      [name, `${name}Input`],
      [`${name}Output`, name],
    ]),
  );
  const rename = (name: string) => renamed.get(name) ?? name;
  const copy = JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' && value.startsWith(PREFIX)
        ? PREFIX + rename(value.slice(PREFIX.length))
        : value,
    ),
  ) as oas31.OpenAPIObject;
  const entries = Object.entries(copy.components?.schemas ?? {}).map(
    ([name, schema]) => [rename(name), schema] as const,
  );
  return {
    ...copy,
    components: {
      ...copy.components,
      schemas: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

const PREFIX = '#/components/schemas/';
