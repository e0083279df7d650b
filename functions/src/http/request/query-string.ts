// Parses the query string of a request.
import type { Request } from 'express';
import type { z } from 'zod';
import { validate } from './validation.ts';

/**
 * Parses the URL as it came, because `req.query` is nested in the emulator and flat in production. A parameter given once is a
 * string, one given more often an array of strings, so that a schema decides which may be repeated. Values are composed (NFC),
 * as every stored text is. Throws 422 `validation_failed`.
 */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, req: Request): z.output<Schema> {
  const parameters = Map.groupBy(queryParameters(req), ([name]) => name);
  const query = [...parameters].map(([name, pairs]) => {
    const values = pairs.map(([, value]) => value.normalize('NFC'));
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  return validate(schema, Object.fromEntries(query), 'parameters');
}

/** The parameters of the URL as it came. A `?` may stand inside the query string too (RFC 3986, 3.4). */
export function queryParameters(req: Request): URLSearchParams {
  const start = req.originalUrl.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : req.originalUrl.slice(start));
}
