// Makes the paths of the OpenAPI document: every operation of every resource.
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { describeOperation, withFormats } from './operation.ts';
import { problemResponses } from './problems.ts';
import type { Resource } from './resource.ts';

/** The operations are in the order of their tables, where one in another format comes before the one in JSON. Throws for one that is not described. */
export function pathsOf(resources: readonly Resource[]): ZodOpenApiPathsObject {
  const responses = problemResponses(resources.map(({ problems }) => problems));
  const paths: ZodOpenApiPathsObject = {};
  for (const { path, operations, descriptions } of resources)
    for (const [name, operation] of Object.entries(operations)) {
      const text = descriptions[name];
      if (text === undefined) throw new Error(`nothing is said of ${name}`);
      const at = path + (operation.path === '/' ? '' : operation.path);
      const described = describeOperation(name, operation, text, responses);
      const other = paths[at]?.[operation.method];
      paths[at] = {
        ...paths[at],
        [operation.method]: other === undefined ? described : withFormats(described, other),
      };
    }
  return paths;
}
