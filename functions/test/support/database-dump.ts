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
  const host = process.env['FIRESTORE_EMULATOR_HOST'] ?? '';
  const root = `projects/${projectId}/databases/(default)/documents`;
  const response = await fetch(`http://${host}/v1/${root}:runQuery`, {
    method: 'POST',
    headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
    body: JSON.stringify({ structuredQuery: { from: [{ allDescendants: true }] } }),
  });
  if (!response.ok) throw new Error(`the dump failed: ${await response.text()}`);
  const answers = (await response.json()) as QueryAnswer[];
  return Object.fromEntries(
    answers.flatMap(({ document }) =>
      document === undefined
        ? []
        : [
            [
              document.name.slice(root.length + 1),
              { fields: document.fields, updateTime: document.updateTime },
            ],
          ],
    ),
  );
}

/** Takes everything out of a project at once, as only the emulator can. */
export async function clearDatabase(projectId: string): Promise<void> {
  const host = process.env['FIRESTORE_EMULATOR_HOST'] ?? '';
  const address = `http://${host}/emulator/v1/projects/${projectId}/databases/(default)/documents`;
  const { ok, status } = await fetch(address, { method: 'DELETE' });
  if (!ok) throw new Error(`the database was not cleared: ${status}`);
}
