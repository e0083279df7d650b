import type { CustomerInDB, CustomerUpdate } from './models.ts';

/**
 * Whether a customer is as an edit would have left it: what was sent is what is stored. Strict: of what the API does to a text
 * it knows the trimming and the normal form only, and a doubt is a no, for nobody may believe saved what is not.
 */
export function isStored(edit: CustomerUpdate, stored: CustomerInDB): boolean {
  const sent = {
    ...edit,
    name: edit.name?.trim(),
    tags: edit.tags?.map((tag) => tag.trim()),
    // The API ignores these.
    id: undefined,
    created_at: undefined,
    updated_at: undefined,
  };
  // As it travels: what is undefined is not there.
  return isWithin(JSON.parse(JSON.stringify(sent).normalize()), stored, false);
}

/** Whether `found` is `sent`, and nothing more but what the API fills in. */
function isWithin(sent: unknown, found: unknown, isElement: boolean): boolean {
  if (!isObject(sent) || !isObject(found)) return sent === found;
  const isList = Array.isArray(sent);
  if (isList && sent.length !== found['length']) return false;
  // An element replaces another, while a customer or a location keeps what was not sent.
  return Object.keys(isElement ? { ...found, ...sent } : sent).every((key) =>
    key in sent ? isWithin(sent[key], found[key], isList) : isFilledIn(key, found[key]),
  );
}

const isFilledIn = (key: string, value: unknown) =>
  value === null || value === false || key === 'by' || key === 'at';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
