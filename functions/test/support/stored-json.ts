/** A value as Firestore's REST API has it. */
export type RestValue = Record<string, unknown>;

/** What JSON of src/firestore/stored-json.ts stands for, as Firestore's REST API writes it: the other way round, and on its own. */
export function restOf(json: unknown): RestValue {
  if (json === null) return { nullValue: null };
  if (typeof json === 'string') return { stringValue: json };
  if (typeof json === 'boolean') return { booleanValue: json };
  if (typeof json === 'number')
    return Number.isInteger(json) ? { integerValue: String(json) } : { doubleValue: json };
  if (Array.isArray(json)) return { arrayValue: json.length === 0 ? {} : { values: json.map(restOf) } };
  const map = json as Record<string, unknown>;
  const [name = '', ...others] = Object.keys(map);
  if (others.length > 0 || !name.startsWith('$')) return mapOf(map);
  const value = map[name];
  switch (name) {
    case '$integer':
      return { integerValue: value };
    case '$double':
      return { doubleValue: restNumber(value) };
    case '$time':
      return { timestampValue: restTime(value as string) };
    case '$bytes':
      return { bytesValue: value };
    case '$reference':
      return { referenceValue: value };
    case '$place':
      return { geoPointValue: value };
    case '$map':
      return mapOf(value as Record<string, unknown>);
    default:
      throw new Error(`nothing is written as ${name}`);
  }
}

const mapOf = (map: Record<string, unknown>): RestValue => ({
  mapValue:
    Object.keys(map).length === 0
      ? {}
      : { fields: Object.fromEntries(Object.entries(map).map(([key, child]) => [key, restOf(child)])) },
});

const restNumber = (text: unknown) =>
  ['NaN', 'Infinity', '-Infinity'].includes(String(text)) ? text : Number(text);

/** The REST API leaves out the digits that are zeros, three at a time. */
const restTime = (time: string) =>
  time.replace(/(?:\.000|(?<=\.\d{3}|\.\d{6})(?:000){1,2})*Z$/, 'Z').replace(/\.(?=Z)/, '');
