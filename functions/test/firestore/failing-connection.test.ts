import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { queryRequest } from '../../src/firestore/query.ts';
import { FaultyProxy } from '../support/faulty-proxy.ts';
import { startFrameCounter } from '../support/frame-counter.ts';
import { connectTo, databaseOn } from '../support/scripted-firestore.ts';
import { until } from '../support/until.ts';

const emulator = process.env['FIRESTORE_EMULATOR_HOST'] ?? '';

describe('a connection that fails', () => {
  const withProxy = async () => {
    const proxy = await FaultyProxy.start({ target: emulator, seed: 1 });
    const counter = await startFrameCounter(proxy.address);
    const connection = connectTo(counter.address);
    await databaseOn(connection).get('c/1');
    return { proxy, counter, connection };
  };

  it('a commit whose reply is lost is sent once, and has landed', async () => {
    const { proxy, counter, connection } = await withProxy();
    const database = databaseOn(connection);
    await proxy.cutAtHeader(1);
    const { calls } = counter;
    expect(await database.commit([{ kind: 'create', path: 'c/lost', data: {} }])).toBeNull();
    expect(counter.calls - calls).toBe(1);
    expect(await database.get('c/lost')).not.toBeNull();
    expect(database.bill.writes).toBe(0);
  });

  it('a read whose reply is lost is asked again', async () => {
    const { proxy, counter, connection } = await withProxy();
    const { calls } = counter;
    await proxy.cutAtHeader(1);
    expect(await databaseOn(connection).query({ collection: 'c' })).toEqual([]);
    expect(counter.calls - calls).toBe(2);
  });

  it.each(['freeze', 'holdReplies'] as const)(
    'with %s, each call ends in its time and is reset',
    async (mode) => {
      const { proxy, counter, connection } = await withProxy();
      await proxy[mode]();
      const database = databaseOn(connection, { timeoutMs: 500 });
      const start = performance.now();
      const ended = await Promise.allSettled([
        database.get('c/1'),
        database.query({ collection: 'c' }),
        database.count({ collection: 'c' }),
        database.commit([{ kind: 'set', path: 'c/1', data: {} }]),
      ]);
      const over = performance.now();
      expect(over - start).toBeLessThan(1500);
      for (const each of ended) expect(each).toMatchObject({ reason: { code: 'database_unavailable' } });
      await until(() => Promise.resolve(counter.resets.length === 4 ? true : null));
      for (const { at } of counter.resets) expect(at - over).toBeLessThan(100);
      await proxy.refuse();
    },
  );

  it('is back within 3 s of the return of the database', async () => {
    const { proxy, connection } = await withProxy();
    await proxy.refuse();
    const down = Date.now();
    while (Date.now() - down < 4000)
      await expect(databaseOn(connection).get('c/1')).rejects.toMatchObject({ status: 503 });
    await proxy.pass();
    const back = performance.now();
    await until(() =>
      databaseOn(connection)
        .get('c/1')
        .then(
          () => true,
          () => null,
        ),
    );
    expect(performance.now() - back).toBeLessThan(3000);
  });

  it('a large list that nobody waits for stops within a window of the flow', async () => {
    const project = `demo-${randomUUID().slice(0, 8)}`;
    const counter = await startFrameCounter(emulator);
    const connection = connectTo(counter.address, project);
    const text = 'x'.repeat(40_000);
    for (const part of [0, 1])
      await databaseOn(connection).commit(
        Array.from({ length: 100 }, (_, index) => ({
          kind: 'set',
          path: `c/${part}-${index}`,
          data: { text },
        })),
      );
    const root = await connection.root();
    let rows = 0;
    const call = connection.call('RunQuery', queryRequest(root, { collection: 'c' }), 20_000, () => {
      rows += 1;
      call.cancel();
    });
    await expect(call.ended).rejects.toMatchObject({ code: status.CANCELLED });
    await until(() => Promise.resolve(counter.resets.length === 1 ? true : null));
    // A call that is answered afterwards: whatever was on its way has arrived.
    await databaseOn(connection).get('c/1', []);
    expect(rows).toBeLessThan(20);
    expect(counter.bytesAnswered - (counter.resets[0]?.bytesAnswered ?? 0)).toBeLessThan(WINDOW);
  });
});

/** What the client grants the server in advance, and what lay in the sockets. */
const WINDOW = 256 * 1024 + 128 * 1024;
