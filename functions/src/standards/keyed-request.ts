// A request that can be repeated: it names itself by an idempotency key (draft-ietf-httpapi-idempotency-key-header).

export interface KeyedRequest {
  key: string;
  /** What tells it from another request, as JSON: method, route, path, query and body. Its conditions are not a part of it. */
  identity: unknown;
}
