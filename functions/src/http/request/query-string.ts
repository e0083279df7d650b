import type { Request } from 'express';
import type { z } from 'zod';
import { validate } from './validation.ts';

/**
 * Parses the query string of the URL as it came: `req.query` is nested in the emulator and flat in production. A
 * parameter given once is a string, one given more often an array of strings, so that a schema decides which may be
 * repeated. Values are composed (NFC), as every stored text is. Throws 422 `validation_failed`.
 */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, req: Request): z.output<Schema> {
  const parameters = queryParameters(req);
  const query = Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name).map((value) => value.normalize('NFC'));
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  return validate(schema, query, 'parameters');
}

/** The parameters of the URL as it came. A `?` may stand inside the query string too (RFC 3986, 3.4). */
export function queryParameters(req: Request): URLSearchParams {
  const start = req.originalUrl.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : req.originalUrl.slice(start));
}
