import type { ZodOpenApiOverrideContext } from 'zod-openapi';

type JsonSchema = ZodOpenApiOverrideContext['jsonSchema'];

/** Mends what Zod makes of a schema, where OpenAPI has a better word for it. */
export function toSchema({ jsonSchema, zodSchema, io }: ZodOpenApiOverrideContext): void {
  const { type } = zodSchema._zod.def;
  if (io === 'output') withoutInputRules(jsonSchema);
  // `format` says it; the expression that Zod adds is a screen long.
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (type === 'nullable') nullable(jsonSchema);
}

/** Documents of other programs are read leniently: an answer may be over a bound. And it has every field: no defaults. */
function withoutInputRules(schema: JsonSchema): void {
  delete schema.minLength;
  delete schema.maxLength;
  delete schema.minimum;
  delete schema.maximum;
  delete schema.maxItems;
  delete schema.not;
  delete schema.default;
}

/** `type: [string, "null"]` where that is all: viewers and generators read it better than a choice of two. */
function nullable(schema: JsonSchema): void {
  const [inner, none, ...more] = schema.anyOf ?? [];
  if (inner === undefined || none?.type !== 'null' || more.length > 0) return;
  if (typeof inner.type !== 'string' || inner.type === 'object') return;
  delete schema.anyOf;
  Object.assign(schema, inner, { type: [inner.type, 'null'] });
}
