// Changes what Zod makes of a schema where OpenAPI has a better way to say it.
import type { ZodOpenApiOverrideContext } from 'zod-openapi';

/** The generator calls it for each schema. It changes `jsonSchema` in place. */
export function toSchema({ jsonSchema, zodSchema, io }: ZodOpenApiOverrideContext): void {
  const { type } = zodSchema._zod.def;
  if (io === 'output') withoutInputRules(jsonSchema);
  // `format` is enough; the expression that Zod adds is a screen long.
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (type === 'nullable') nullable(jsonSchema);
}

type JsonSchema = ZodOpenApiOverrideContext['jsonSchema'];

/** Bounds hold for requests: an answer may be over one, because other programs write too. An answer has every field: no defaults. */
function withoutInputRules(schema: JsonSchema): void {
  delete schema.minLength;
  delete schema.maxLength;
  delete schema.minimum;
  delete schema.maximum;
  delete schema.maxItems;
  delete schema.not;
  delete schema.default;
}

/** `type: [string, "null"]` instead of `anyOf` with two simple types: viewers and generators read it better. */
function nullable(schema: JsonSchema): void {
  const [inner, none, ...more] = schema.anyOf ?? [];
  if (inner === undefined || none?.type !== 'null' || more.length > 0) return;
  if (typeof inner.type !== 'string' || inner.type === 'object') return;
  delete schema.anyOf;
  const { enum: values } = inner;
  // A list of values holds beside the type: null must be one of them.
  Object.assign(schema, inner, { type: [inner.type, 'null'], ...(values && { enum: [...values, null] }) });
}
