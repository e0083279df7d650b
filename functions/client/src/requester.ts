import type { CallOptions, CustomersClientOptions } from './options.ts';
import { fillPath } from './path.ts';
import { problemOf } from './problem-error.ts';
import { withRetries } from './retry.ts';
import { fetchWhole } from './whole-answer.ts';

/** A request below `/crm/customers`. */
export interface Sent extends CallOptions {
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  /** With `{names}`, whose values are encoded. */
  path: string;
  values?: Record<string, string | number> | undefined;
  /** What is undefined or null is left out; a list is a parameter that is repeated. */
  query?: object | undefined;
  /** Sent as JSON. */
  body?: object | undefined;
  /** Sent as they are. */
  bytes?: Uint8Array<ArrayBuffer> | undefined;
  /** Other headers; what is undefined is left out. */
  headers?: Record<string, string | undefined> | undefined;
  /** The data of the answer are the `Response` itself. */
  isRaw?: boolean | undefined;
  ifMatch?: string | null | undefined;
  ifNoneMatch?: string | undefined;
  key?: string | undefined;
  /** After so many milliseconds without the whole answer an attempt counts as one without any. */
  timeout?: number | undefined;
}

/** Makes what sends a request, with retries. Its answer is null for 204 and 304. */
export function requester({ baseUrl, getToken, getAppCheckToken, language }: CustomersClientOptions) {
  const root = baseUrl.replace(/\/+$/, '');

  return async <T>(sent: Sent): Promise<Answer<T>> => {
    const { method = 'GET', path, values = {}, query = {}, body, signal = null } = sent;
    const url = `${root}/crm/customers${fillPath(path, values)}${queryString(query)}`;
    return withRetries(async (attempt) => {
      // Asked outside the request: what getToken throws is the caller's own, whatever it is.
      const headers: Record<string, string | null | undefined> = {
        Authorization: `Bearer ${await getToken()}`,
        'X-Firebase-AppCheck': await getAppCheckToken?.(),
        'Accept-Language': language?.(),
        'Content-Type': body && 'application/json',
        'If-Match': sent.ifMatch,
        'If-None-Match': sent.ifNoneMatch,
        'Idempotency-Key': sent.key,
        ...sent.headers,
      };
      const request = new Request(url, {
        method,
        signal,
        headers: Object.entries(headers).filter(
          (header): header is [string, string] => typeof header[1] === 'string',
        ),
        body: sent.bytes ?? (body ? JSON.stringify(body) : null),
      });
      const response = await fetchWhole(request, root, { probes: attempt === 1, timeout: sent.timeout });
      const etag = response.headers.get('ETag');
      const { status } = response;
      if (sent.isRaw && response.ok) return { data: response as T, etag, status };
      if (status === 204 || status === 304) return { data: null as T, etag, status };
      const data = (await response.json().catch(() => null)) as T | null;
      if (!response.ok || !data) throw problemOf(response, data);
      return { data, etag, status };
    }, signal);
  };
}

/** Under it a client keeps how it sends, for the functions beside it: what a page does not use of them stays out of its bundle. */
export const SEND = Symbol.for('@crm/customers-client send');

export interface Answer<T> {
  data: T;
  etag: string | null;
  status: number;
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function queryString(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]: [string, unknown]): [string, string][] =>
    [value].flat().flatMap((each) => (isScalar(each) ? [[name, String(each)]] : [])),
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
}
