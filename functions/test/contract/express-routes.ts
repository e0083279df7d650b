import type { Express } from 'express';

/** As much of Express's router as the walk needs; none of it is in its types. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  /** Where a router is mounted. */
  rawPath: string | string[];
}

/** Every route of an app, as `GET /crm/customers/:customer_id`; what is reached with and without `/api` counts once. */
export function routesOf(app: Express): string[] {
  const { stack } = app.router as unknown as { stack: Layer[] };
  return [...new Set(walk(stack, '').map((route) => route.replace(' /api/', ' /')))];
}

function walk(stack: readonly Layer[], prefix: string): string[] {
  return stack.flatMap(({ route, handle, rawPath }) => {
    if (route !== undefined) {
      const path = prefix + withoutSlash(route.path);
      return Object.keys(route.methods)
        .filter((method) => method !== '_all')
        .map((method) => `${method.toUpperCase()} ${path}`);
    }
    const inner = handle.stack ?? [];
    return [rawPath].flat().flatMap((mount) => walk(inner, prefix + withoutSlash(mount)));
  });
}

const withoutSlash = (path: string) => (path === '/' ? '' : path);
