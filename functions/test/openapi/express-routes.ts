import type { Express } from 'express';

/** As much of Express's router as the walk needs; none of it is in its types. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  path?: string;
  match: (path: string) => boolean;
}

/**
 * Every route of an app, as `GET /crm/customers/:customer_id`. Express 5 keeps no mount path, only a function that
 * matches it: the documented `paths` are tried, and a router that none of them reaches is reported by its routes alone.
 */
export function routesOf(app: Express, paths: readonly string[]): string[] {
  const { stack } = app.router as unknown as { stack: Layer[] };
  return [...new Set(walk(stack, '', paths))];
}

function walk(stack: readonly Layer[], prefix: string, paths: readonly string[]): string[] {
  return stack.flatMap(({ route, handle, ...layer }, index) => {
    if (route !== undefined) {
      const path = prefix + (route.path === '/' ? '' : route.path);
      return Object.keys(route.methods)
        .filter((method) => method !== '_all')
        .map((method) => `${method.toUpperCase()} ${path}`);
    }
    if (handle.stack === undefined) return [];
    const inner = handle.stack;
    const mounts = mountPaths(stack[index] ?? { handle, ...layer }, prefix, paths);
    return mounts.flatMap((mount) => walk(inner, prefix + mount, paths));
  });
}

/** Where a router is mounted, below `prefix`. */
function mountPaths(layer: Layer, prefix: string, paths: readonly string[]): string[] {
  const below = paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length) || '/');
  const found = below.flatMap((path) => (layer.match(path) ? [(layer.path ?? '').replace(/\/$/, '')] : []));
  return found.length === 0 ? ['/(undocumented)'] : [...new Set(found)];
}
