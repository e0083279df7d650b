import type { RequestHandler, Router } from 'express';
import { methodNotAllowed } from './problem.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * Registers one path with all its methods, and 405 with `Allow` for every other method.
 * GET answers HEAD too, as Express does.
 */
export function route(
  router: Router,
  path: string,
  methods: Partial<Record<Method, RequestHandler[]>>,
): void {
  const allowed = Object.keys(methods).flatMap((method) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  const entry = router.route(path).all((req, res, next) => {
    res.locals.route = `${req.baseUrl.replace(/^\/api/, '')}${path === '/' ? '' : path}`;
    next();
  });
  for (const [method, handlers] of Object.entries(methods)) entry[method as Method](...handlers);
  entry.all(() => {
    throw methodNotAllowed(allowed);
  });
}
