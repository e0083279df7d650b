interface Parameter {
  name?: string;
  description?: string;
  example?: unknown;
}

/** As much of an OpenAPI document as this file changes. */
export interface OpenApi {
  servers: { url: string; description?: string }[];
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
  components: { parameters: Record<string, Parameter> };
}

/**
 * The document as the viewer gets it. Requests go to the API that serves the page. The examples of parameters move into
 * their descriptions: the viewer would fill them in, and every first request would ask for a customer that is not there.
 */
export function forTryingOut(document: OpenApi, api: string): OpenApi {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const parameters = [
    ...operations.flatMap((operation) => operation.parameters ?? []),
    ...Object.values(document.components.parameters),
  ];
  for (const parameter of parameters) {
    if (parameter.example === undefined) continue;
    const example =
      typeof parameter.example === 'string' ? parameter.example : JSON.stringify(parameter.example);
    parameter.description = `${parameter.description ?? ''} For example \`${example}\`.`;
    delete parameter.example;
  }
  return { ...document, servers: [{ url: api, description: 'This API' }] };
}
