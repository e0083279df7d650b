import fc, { type Arbitrary } from 'fast-check';
import { CustomerSearch } from '../../src/crm/customers/list-query.ts';
import {
  CustomerContact,
  CustomerCreate,
  CustomerNoteInput,
  CustomerUpdate,
  OwnedItem,
} from '../../src/crm/customers/models.ts';
import { RevertRequest } from '../../src/crm/customers/requests.ts';
import { anyJson, anyText, grownFrom } from './arbitrary-json.ts';
import type { RawRequest } from './raw-request.ts';
import { CUSTOMERS_BELOW_API, CUSTOMERS_PATH } from './paths.ts';

/** A request before it is known which tokens and customers there are. */
export interface RandomRequest extends Omit<RawRequest, 'path' | 'headers'> {
  path: (customerIds: readonly string[]) => string;
  caller: 'viewer' | 'editor' | 'admin' | null;
  headers: Record<string, string>;
}

const method = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE') },
  { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'PURGE') },
);

/** Only what an HTTP client lets out in a header. */
const headerValue = fc.oneof(
  anyText.map((text) =>
    Buffer.from(text)
      .toString('latin1')
      .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?'),
  ),
  fc.constantFrom('*', '"1"', 'W/"x"', '0', 'application/json', 'a'.repeat(5000)),
);

const headers = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        ...[
          'If-Match',
          'If-None-Match',
          'If-Modified-Since',
          'Idempotency-Key',
          'Origin',
          'Accept',
          'Range',
          'Referer',
        ],
        ...[
          'Accept-Encoding',
          'Accept-Language',
          'X-Request-Id',
          'X-HTTP-Method-Override',
          'X-Forwarded-For',
          'Cookie',
        ],
        ...[
          'X-Forwarded-Host',
          'traceparent',
          'X-Cloud-Trace-Context',
          'X-Firebase-AppCheck',
          'Content-Encoding',
        ],
        ...[
          'Content-Type',
          'Content-Language',
          'Prefer',
          'Forwarded',
          'User-Agent',
          'Function-Execution-Id',
          'Expect',
          'Via',
        ],
      ),
      headerValue,
      { maxKeys: 4 },
    ),
  },
);

/** Escaped as a client does, or just enough to reach an app: Node answers bytes beyond ASCII itself. */
const segment = fc.oneof(
  anyText.map((text) => encodeURIComponent(text.toWellFormed())),
  anyText.map((text) => text.replaceAll(/[^\x21-\x7e]|[?#]/g, '')),
  fc.constantFrom(
    'history',
    'restore',
    'trash',
    'export',
    '..',
    '.',
    '%00',
    '%ZZ',
    '__x__',
    'a%2Fb',
    '%2e%2e',
    '',
  ),
);

/** What there is below a customer; `*` is anything. */
const BELOW = [
  ...['restore', 'revert', 'history', 'history/1', 'history/*', 'notes', 'contacts', 'owned_items'],
  ...['tags/vip', 'tags/*', 'linked_user_ids/u1', 'linked_user_ids/*', '*'],
];

const collection = fc.oneof(
  { weight: 12, arbitrary: fc.constant(CUSTOMERS_PATH) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      CUSTOMERS_BELOW_API,
      `${CUSTOMERS_PATH}/`,
      '/api/crm//customers',
      `${CUSTOMERS_PATH}/trash`,
      `${CUSTOMERS_PATH}/search`,
    ),
  },
);

const path: Arbitrary<RandomRequest['path']> = fc.oneof(
  { weight: 4, arbitrary: collection.map((root) => () => root) },
  { weight: 2, arbitrary: fc.constant(() => `${CUSTOMERS_PATH}/search`) },
  {
    weight: 8,
    arbitrary: fc.tuple(collection, fc.nat()).map(
      ([root, index]) =>
        (ids: readonly string[]) =>
          `${root}/${ids[index % ids.length] ?? 'none'}`,
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(fc.nat(), fc.constantFrom(...BELOW), segment).map(
      ([index, below, last]) =>
        (ids: readonly string[]) =>
          `${CUSTOMERS_PATH}/${ids[index % ids.length] ?? 'none'}/${below.replace('*', last)}`,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(collection, fc.array(segment, { minLength: 1, maxLength: 3 })).map(
      ([root, segments]) =>
        () =>
          [root, ...segments].join('/'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(segment, { maxLength: 4 }).map((segments) => () => `/${segments.join('/')}`),
  },
);

const PARAMETERS = [
  ...['search', 'tag', 'limit', 'cursor', 'sort', 'phone', 'city', 'country', 'region', 'email', 'language'],
  ...['linked_user_id', 'device_id', 'product_id', 'serial_number', 'updated_since', 'erase'],
];

const parameter = fc.tuple(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(...PARAMETERS),
    },
    { weight: 1, arbitrary: segment },
  ),
  fc.oneof(
    segment,
    fc.constantFrom('1', '5', '1000', 'true', 'name', '-updated_at', 'relevance', '_meta.version', '%FF', ''),
  ),
);

const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: fc
      .array(parameter, { maxLength: 4 })
      .map((all) => `?${all.map((each) => each.join('=')).join('&')}`),
  },
);

const typed = (body: Arbitrary<string | Uint8Array>) =>
  body.map((sent) => ({ body: sent, type: 'application/json' }));

const MODELS = [
  ...[CustomerCreate, CustomerCreate, CustomerUpdate, CustomerUpdate],
  ...[CustomerNoteInput, CustomerContact, OwnedItem, RevertRequest, CustomerSearch, CustomerSearch],
];
const customer = fc.oneof(...MODELS.map(grownFrom)).map((value) => JSON.stringify(value));

const cutAnywhere = fc.tuple(customer, fc.nat(), anyText).map(([json, at, text]) => {
  const place = at % (json.length + 1);
  return json.slice(0, place) + text + json.slice(place + (at % 3));
});

const body: Arbitrary<{ body?: string | Uint8Array; type: string | null }> = fc.oneof(
  { weight: 10, arbitrary: typed(customer) },
  { weight: 2, arbitrary: typed(cutAnywhere) },
  { weight: 2, arbitrary: typed(anyJson.map((value) => JSON.stringify(value))) },
  { weight: 1, arbitrary: typed(fc.uint8Array({ maxLength: 200 })) },
  { weight: 1, arbitrary: fc.record({ body: customer, type: headerValue }) },
  { weight: 2, arbitrary: fc.constant({ type: null }) },
);

const caller = fc.oneof(
  { weight: 12, arbitrary: fc.constant('editor' as const) },
  { weight: 2, arbitrary: fc.constantFrom('viewer' as const, 'admin' as const) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const mixedRequest: Arbitrary<RandomRequest> = fc
  .tuple(method, path, query, headers, body, caller, headerValue)
  .map(([method, path, query, headers, { body, type }, caller, authorization]) => ({
    method,
    path: (ids) => path(ids) + query,
    caller,
    headers: {
      ...(type !== null && { 'Content-Type': type }),
      ...(caller === null && { Authorization: authorization }),
      ...headers,
    },
    body: method === 'GET' || method === 'HEAD' || method === 'TRACE' ? undefined : body,
  }));

const creation: RandomRequest = {
  method: 'POST',
  path: () => CUSTOMERS_PATH,
  caller: 'editor',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ name: 'Νέος πελάτης' }),
};

/**
 * Any request that an HTTP client can send, mostly such as get past the first checks. What is put together at random is hardly ever taken as a new
 * customer, so of 5,000 a dozen are one that is.
 */
export const anyRequest: Arbitrary<RandomRequest> = fc.oneof(
  { weight: 400, arbitrary: mixedRequest },
  { weight: 1, arbitrary: fc.constant(creation) },
);
