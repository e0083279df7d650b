import { expect } from 'vitest';
import { expectDocumented } from './conformance.ts';

/** An answer with its body parsed; `body` is null where there is none. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

/** Any JSON, read without ceremony: a test that reads a wrong path gets undefined and fails. */
export type Json = ReturnType<typeof JSON.parse>;

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  /** The body holds what an answer gave, which is taken whatever the document says of its text. */
  sentBack?: boolean;
  /** An answer that leads elsewhere is followed, if it is left out. */
  redirect?: 'manual';
}

/** Sends requests as one caller, and holds every answer to the document; a body that is not a string or bytes goes as JSON. */
export function client(baseUrl: string, token?: string) {
  const send = async (
    method: string,
    path: string,
    { body, headers = {}, sentBack = false, redirect }: RequestOptions = {},
  ): Promise<Answer> => {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      ...(redirect && { redirect }),
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && !raw && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: (raw ? body : JSON.stringify(body)) as string }),
    });
    const text = await response.text();
    const type = response.headers.get('Content-Type') ?? '';
    const isJson = /[/+]json/.test(type);
    // An empty file is a file.
    const nothing = FILES.test(type) ? '' : null;
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? nothing : isJson ? JSON.parse(text) : text,
    };
    expectDocumented({ method, path, body, mediaType: headers['Content-Type'], sentBack }, answer);
    return answer;
  };
  return {
    send,
    get: (path: string, options?: RequestOptions) => send('GET', path, options),
    post: (path: string, body?: unknown, options?: RequestOptions) =>
      send('POST', path, { body, ...options }),
    put: (path: string, body?: unknown, options?: RequestOptions) => send('PUT', path, { body, ...options }),
    patch: (path: string, body?: unknown, options?: RequestOptions) =>
      send('PATCH', path, { body, ...options }),
    delete: (path: string, options?: RequestOptions) => send('DELETE', path, options),
  };
}

const FILES = /^(?:text\/(?:csv|vcard)|application\/x-ndjson)\b/;

export type Client = ReturnType<typeof client>;

/** Holds an answer to the form that every error has, and gives it back. */
export function expectProblem(answer: Answer, status: number, code: string): Answer {
  expect(answer).toMatchObject({
    status,
    body: {
      type: `urn:crm:problem:${code}`,
      title: expect.any(String) as string,
      status,
      detail: expect.any(String) as string,
      code,
      request_id: answer.headers.get('X-Request-Id'),
    },
  });
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('Content-Language')).toMatch(/^(?:en|el)$/);
  expect(answer.headers.get('Vary')?.split(/, */)).toContain('Accept-Language');
  return answer;
}
