import { isDeepStrictEqual } from 'node:util';

/** Every document of a database by its path below the root: its fields and when they were written. */
export type DatabaseDump = Record<string, { fields: unknown; updateTime: string }>;

interface QueryAnswer {
  document?: { name: string; fields?: unknown; updateTime: string };
}

/**
 * Everything that the Firestore emulator holds for a project, in one query without a collection: subcollections and
 * collections that nobody thought of included. The client library has no way to say that.
 */
export async function dumpDatabase(projectId: string): Promise<DatabaseDump> {
  const documents = await allDocuments(projectId, {});
  return Object.fromEntries(
    documents.map(({ path, fields, updateTime }) => [path, { fields, updateTime }] as const),
  );
}

/** When each document of a database was written, by its path: enough to see that nothing has changed, and a hundredth of the whole. */
export async function writeTimes(projectId: string): Promise<Record<string, string>> {
  const documents = await allDocuments(projectId, { select: { fields: [{ fieldPath: '__name__' }] } });
  return Object.fromEntries(documents.map(({ path, updateTime }) => [path, updateTime] as const));
}

async function allDocuments(projectId: string, select: object) {
  const host = process.env['FIRESTORE_EMULATOR_HOST'] ?? '';
  const root = `projects/${projectId}/databases/(default)/documents`;
  const response = await fetch(`http://${host}/v1/${root}:runQuery`, {
    method: 'POST',
    headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
    body: JSON.stringify({ structuredQuery: { from: [{ allDescendants: true }], ...select } }),
  });
  if (!response.ok) throw new Error(`the dump failed: ${await response.text()}`);
  const answers = (await response.json()) as QueryAnswer[];
  return answers.flatMap(({ document }) =>
    document === undefined ? [] : [{ ...document, path: document.name.slice(root.length + 1) }],
  );
}

/**
 * The paths of the documents that tell anything of an erased customer: those that have its id, or one of these values, in their path or in
 * their fields. The mark that says that this id was erased does not count while it holds nothing else and is closed, and no more does its
 * tombstone.
 */
export async function leftOf(
  projectId: string,
  id: string,
  values: readonly string[] = [],
): Promise<string[]> {
  const dump = await dumpDatabase(projectId);
  return Object.entries(dump)
    .filter(([path, { fields }]) => {
      if (path === `crm_erasures/${id}` && isClosedMark(fields)) return false;
      if (path.startsWith(`crm_erasures/${id}/history/`) && isTombstone(path, fields)) return false;
      const text = path + JSON.stringify(fields);
      return [id, ...values].some((value) => text.includes(value));
    })
    .map(([path]) => path);
}

/** Its id is random, and it holds two times and that it is one. */
const isTombstone = (path: string, fields: unknown) =>
  /\/history\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(path) &&
  isDeepStrictEqual(Object.keys(fields as object).sort(), ['action', 'at', 'erasure_expires_at']) &&
  /^\{("(at|erasure_expires_at)":\{"timestampValue":"[^"]*"\},?|"action":\{"stringValue":"erase"\},?){3}\}$/.test(
    JSON.stringify(fields),
  );

const isClosedMark = (fields: unknown) =>
  isDeepStrictEqual(Object.keys(fields as object).sort(), ['at', 'expires_at', 'open']) &&
  /^\{("(at|expires_at)":\{"timestampValue":"[^"]*"\},?|"open":\{"booleanValue":false\},?){3}\}$/.test(
    JSON.stringify(fields),
  );

/** Takes everything out of a project at once, as only the emulator can. */
export async function clearDatabase(projectId: string): Promise<void> {
  const host = process.env['FIRESTORE_EMULATOR_HOST'] ?? '';
  const address = `http://${host}/emulator/v1/projects/${projectId}/databases/(default)/documents`;
  const { ok, status } = await fetch(address, { method: 'DELETE' });
  if (!ok) throw new Error(`the database was not cleared: ${status}`);
}
