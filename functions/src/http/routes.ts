// Registers one path with all its methods, and 405 for every other method.
import type { Request, RequestHandler, Router } from 'express';
import { methodNotAllowed, routeNotFound } from '../standards/problems.ts';

/**
 * The 405 carries `Allow`. GET answers HEAD too, as Express does. A trailing slash makes no difference to a read. For any other
 * method a path with one does not exist (404): a client turns `/{id}/tags/..` into `/{id}/`, and that must not change what its
 * author did not name.
 *
 * @param isShared whether the routes behind it answer what this one leaves to them: other methods, and what its handlers do not answer
 */
export function route(
  router: Router,
  path: string,
  methods: Partial<Record<Method, RequestHandler[]>>,
  { isShared = false }: { isShared?: boolean } = {},
): void {
  const allowed = Object.keys(methods).flatMap((method) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  const entry = router.route(path).all((req, res, next) => {
    if (isShared && !allowed.includes(req.method)) {
      next('route');
      return;
    }
    if (path !== '/' && req.path.endsWith('/') && !isRead(req)) throw routeNotFound();
    res.locals.route = `${req.baseUrl.replace(/^\/api/, '')}${path === '/' ? '' : path}`;
    next();
  });
  for (const [method, handlers] of Object.entries(methods)) entry[method as Method](...handlers);
  if (isShared) return;
  entry.all(() => {
    throw methodNotAllowed(allowed);
  });
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD';
