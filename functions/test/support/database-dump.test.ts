import { expect, it } from 'vitest';
import { useApi } from './api.ts';
import { dumpDatabase } from './database-dump.ts';

const api = useApi();

it('the dump that refusals and erasures are held against sees every write', async () => {
  const before = await dumpDatabase(api.projectId);
  await api.firestore.doc('anywhere/a/below/b').set({ x: 1 });
  const after = await dumpDatabase(api.projectId);
  expect(Object.keys(after)).toEqual(expect.arrayContaining(['anywhere/a/below/b', ...Object.keys(before)]));
  await api.firestore.doc('anywhere/a/below/b').set({ x: 2 });
  expect(await dumpDatabase(api.projectId)).not.toEqual(after);
});
