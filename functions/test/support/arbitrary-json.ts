import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

/** What of JSON Schema a request's model uses. */
interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  anyOf?: JsonSchema[];
  enum?: string[];
  type?: string;
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
}

/** Texts that people type, and that nobody should. */
export const anyText: Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('Άννα', 'Ι.Ν. Αγίου Νικολάου', 'x', 'vip', '6945123456', 'a@example.com'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        '',
        ' ',
        '\0',
        '\uD800',
        '\u202E',
        '\u200B',
        'null',
        '0',
        '../..',
        '__proto__',
        '_meta',
        '%00',
        'x'.repeat(400),
      ],
      ...[
        '2026-02-30T00:00:00Z',
        '=1+1',
        '<script>',
        '${x}',
        "' OR 1=1 --",
        '{"$gt":""}',
        'e\u0301'.repeat(200),
      ],
    ),
  },
);

const anyNumber = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(-0, 1e400, 9_007_199_254_740_993, -1, 1.5, 1_000_000_001),
);

/** Any JSON at all, with the keys that could do harm among it. */
export const anyJson: Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, [], {}),
    anyNumber,
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(anyText, fc.constantFrom('__proto__', 'name', 'notes', 'tags', 'id')),
      tie('value'),
      {
        maxKeys: 4,
      },
    ),
  ),
})).value;

/** Values that a schema mostly takes, with faults sprinkled in. */
export function grownFrom(schema: z.ZodType): Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const grow = (node: JsonSchema): Arbitrary<unknown> => {
    if (node.$ref !== undefined) return grow(root.$defs?.[node.$ref.split('/').at(-1) ?? ''] ?? {});
    return fc.oneof({ weight: 200, arbitrary: sound(node) }, { weight: 1, arbitrary: anyJson });
  };
  const sound = (node: JsonSchema): Arbitrary<unknown> => {
    if (node.anyOf) return fc.oneof(...node.anyOf.map(grow));
    if (node.enum) return fc.constantFrom(...node.enum);
    if (node.type === 'array') return fc.array(grow(node.items ?? {}), { maxLength: 3 });
    if (node.type === 'object') return grownObject(node);
    if (node.type === 'integer' || node.type === 'number') return fc.nat(1000);
    if (node.type === 'boolean') return fc.boolean();
    if (node.type === 'null') return fc.constant(null);
    if (node.format === 'date-time')
      return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    return node.type === 'string' ? anyText : anyJson;
  };
  const grownObject = ({ properties = {}, required = [] }: JsonSchema) => {
    const fields = Object.fromEntries(Object.entries(properties).map(([key, node]) => [key, grow(node)]));
    const whole = fc.record(fields, { requiredKeys: required });
    const extra = fc.dictionary(anyText, anyJson, { maxKeys: 2 });
    return fc.oneof(
      { weight: 20, arbitrary: whole },
      { weight: 1, arbitrary: fc.tuple(whole, extra).map(([known, unknown]) => ({ ...known, ...unknown })) },
      { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    );
  };
  return grow(root);
}
