import { describe, expect, it } from 'vitest';
import { seedCollection } from '../../scripts/seed-collection.ts';
import { useScriptedServer } from '../support/scripted-server.ts';

describe('seeding', () => {
  const server = useScriptedServer();
  const list = (total: number, total_is_exact: boolean) => ({
    status: 200,
    headers: {},
    body: { total, total_is_exact },
  });

  it('fills an empty collection', async () => {
    server.answers(list(0, true), { status: 201, headers: {}, body: {} });
    expect(await seedCollection(server.url, [{ name: 'Α' }])).toBe(1);
  });

  it.each([list(1, true), list(0, false)])('leaves customers alone, indexed or not', async (found) => {
    server.answers(found);
    expect(await seedCollection(server.url, [{ name: 'Α' }])).toBeUndefined();
    expect(server.requests).toHaveLength(1);
  });
});
