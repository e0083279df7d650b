import type { Plugin } from 'rolldown';

/** A node of a protobufjs JSON description: a namespace, a message, an enum or a service. */
interface ProtoNode {
  nested?: Record<string, ProtoNode>;
  fields?: Record<string, { type: string; keyType?: string; options?: Record<string, unknown> }>;
  methods?: Record<
    string,
    { requestType: string; responseType: string; options?: unknown; parsedOptions?: unknown }
  >;
  options?: unknown;
  comment?: unknown;
  [key: string]: unknown;
}

/** Of which service each description is needed; the rest of it is the administration of databases and the like. */
const SERVICES: readonly (readonly [file: RegExp, service: string])[] = [
  [/\/@google-cloud\/firestore-api\/build\/protos\/protos\.json$/, 'google.firestore.v1.Firestore'],
  [/\/google-gax\/build\/protos\/locations\.json$/, 'google.cloud.location.Locations'],
];

/** Reduces the descriptions that the Firestore client turns into classes when it is made, at each start. */
export function reduceProtos(): Plugin {
  return {
    name: 'proto-subset',
    transform(code, id) {
      const [, service] = SERVICES.find(([file]) => file.test(id)) ?? [];
      if (service === undefined) return null;
      return {
        code: JSON.stringify(protoSubset(JSON.parse(code) as ProtoNode, service)),
        moduleType: 'json',
      };
    },
  };
}

/**
 * A service with the messages and enums that it reaches, without the annotations that only HTTP clients and people read.
 * Names and numbers stay as they are, so what goes over the wire is the same.
 */
function protoSubset(root: ProtoNode, service: string): ProtoNode {
  const at = (path: readonly string[]) =>
    path.reduce<ProtoNode | undefined>((node, name) => node?.nested?.[name], root);
  const kept = new Set<string>();

  /** A name is looked for in the scope that uses it, then in each one around that, as protobuf says. */
  const find = (name: string, scope: readonly string[]): string[] | undefined => {
    const parts = name.replace(/^\./, '').split('.');
    const depths = name.startsWith('.') ? [0] : Array.from(scope.keys()).concat(scope.length).reverse();
    return depths.map((depth) => [...scope.slice(0, depth), ...parts]).find((path) => at(path) !== undefined);
  };
  const keep = (path: readonly string[]): void => {
    const node = at(path);
    if (node === undefined || kept.has(path.join('.'))) return;
    kept.add(path.join('.'));
    const used = [
      ...Object.values(node.fields ?? {}).flatMap(({ type, keyType }) => [type, keyType ?? type]),
      ...Object.values(node.methods ?? {}).flatMap(({ requestType, responseType }) => [
        requestType,
        responseType,
      ]),
    ];
    // A scalar such as `string` is found nowhere.
    for (const name of used) keep(find(name, path) ?? []);
  };
  keep(service.split('.'));

  const copy = (node: ProtoNode, path: readonly string[]): ProtoNode | null => {
    const { nested = {}, fields, methods, options: _, comment: __, ...rest } = node;
    const inner = Object.entries(nested).flatMap(([name, child]) => {
      const copied = copy(child, [...path, name]);
      return copied === null ? [] : [[name, copied] as const];
    });
    const isKept = kept.has(path.join('.'));
    if (!isKept && inner.length === 0) return null;
    return {
      ...(isKept && { ...rest, ...(fields && { fields: bareFields(fields) }) }),
      ...(isKept && methods && { methods: bareMethods(methods) }),
      ...(inner.length > 0 && { nested: Object.fromEntries(inner) }),
    };
  };
  return copy(root, []) ?? {};
}

/** Of a field's options only those of protobuf itself matter (`packed`, `proto3_optional`); extensions are in brackets. */
function bareFields(fields: NonNullable<ProtoNode['fields']>): NonNullable<ProtoNode['fields']> {
  const bare = Object.entries(fields).map(([name, { options = {}, ...field }]) => {
    const own = Object.entries(options).filter(([option]) => !option.startsWith('('));
    return [name, own.length > 0 ? { ...field, options: Object.fromEntries(own) } : field] as const;
  });
  return Object.fromEntries(bare);
}

function bareMethods(methods: NonNullable<ProtoNode['methods']>): NonNullable<ProtoNode['methods']> {
  return Object.fromEntries(
    Object.entries(methods).map(([name, { options: _, parsedOptions: __, ...method }]) => [name, method]),
  );
}
