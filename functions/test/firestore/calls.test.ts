import { setTimeout as pause } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';
import { callCredentialsOf } from '../../src/firestore/client.ts';
import { isTooLarge } from '../../src/firestore/outcomes.ts';
import { memoryOf } from '../../src/limits/memory.ts';
import { encode, messages } from '../support/protocol.ts';
import { type ReceivedCall, startScriptedFirestore } from '../support/scripted-firestore.ts';

const TIME = { seconds: 1_700_000_000, nanos: 1000 };
const committed = encode(messages.CommitResponse, { commitTime: TIME, writeResults: [{}] });
const row = (size = 10) =>
  encode(messages.RunQueryResponse, {
    document: {
      name: 'projects/p/databases/(default)/documents/c/1',
      fields: { a: { stringValue: 'x'.repeat(size) } },
    },
    readTime: TIME,
  });
const counted = encode(messages.RunAggregationQueryResponse, {
  result: { aggregateFields: { count: { integerValue: 2500 } } },
});
const write = [{ kind: 'set', path: 'c/1', data: {} }] as const;
const query = { collection: 'c' };
const silent = () => undefined;
const SHARES = {
  ...{ uploads: 1000, bodies: 1000, reads: 1000, records: 1000, histories: 1000, pages: 1000 },
  checks: 1000,
};

/** Sends without an end, as long as the client reads. */
async function flood(call: ReceivedCall): Promise<void> {
  for (let open = true; open;) if (!call.send(row(10_000))) open = await call.drained();
}

function answering(...messages: Buffer[]) {
  return (call: ReceivedCall) => {
    for (const message of messages) call.send(message);
    call.end();
  };
}

/** Answers each call by the next of these codes, then with a message. */
function failing(codes: status[], message: Buffer) {
  return (call: ReceivedCall) => {
    const code = codes.shift();
    if (code === undefined) answering(message)(call);
    else call.end(code);
  };
}

const unavailable = { status: 503, code: 'database_unavailable' };

describe('a server that never answers', () => {
  const calls = [
    ['get', (database) => database.get('c/1')],
    ['query', (database) => database.query(query)],
    ['count', (database) => database.count(query)],
    ['commit', (database) => database.commit(write)],
  ] satisfies [
    string,
    (
      database: ReturnType<Awaited<ReturnType<typeof startScriptedFirestore>>['database']>,
    ) => Promise<unknown>,
  ][];

  it.each(calls)('%s is 503 when its time is over, and cancelled on the wire', async (_name, ask) => {
    const server = await startScriptedFirestore(silent);
    const database = server.database({ timeoutMs: 300 });
    const start = performance.now();
    await expect(ask(database)).rejects.toMatchObject(unavailable);
    const over = performance.now();
    expect(over - start).toBeLessThan(1000);
    expect(((await server.calls[0]?.cancelled) ?? 0) - over).toBeLessThan(100);
    expect(server.calls).toHaveLength(1);
    expect(database.bill.writes).toBe(0);
    expect(database.bill.milliseconds).toBeGreaterThan(290);
  });

  it("the request's own deadline counts where it comes first", async () => {
    const { database } = await startScriptedFirestore(silent);
    const start = performance.now();
    await expect(database({ deadline: new Deadline(200) }).query(query)).rejects.toMatchObject(unavailable);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each(calls)('%s sends nothing when no time is left', async (_name, ask) => {
    const server = await startScriptedFirestore(silent);
    await expect(ask(server.database({ deadline: new Deadline(0) }))).rejects.toMatchObject(unavailable);
    expect(server.calls).toEqual([]);
  });

  it('tells the server how much time is left', async () => {
    const server = await startScriptedFirestore(answering(row()));
    await server.database({ timeoutMs: 5000 }).query(query);
    expect(server.calls[0]?.metadata).toMatchObject({ authorization: 'Bearer owner' });
    expect(server.calls[0]?.metadata).toHaveProperty('google-cloud-resource-prefix');
  });
});

describe('a stream in full flow', () => {
  it('ends when its time is over, and its memory is given back', async () => {
    const memory = memoryOf(SHARES);
    const server = await startScriptedFirestore(flood);
    const database = server.database({ timeoutMs: 300, memory });
    await database.reserve('pages', 1000);
    const start = performance.now();
    await expect(database.query(query)).rejects.toMatchObject(unavailable);
    expect(performance.now() - start).toBeLessThan(1000);
    await server.calls[0]?.cancelled;
    database.end();
    await server.database({ memory, deadline: new Deadline(100) }).reserve('pages', 1000);
  });

  it('ends when the caller leaves', async () => {
    const memory = memoryOf(SHARES);
    const server = await startScriptedFirestore(flood);
    const database = server.database({ memory });
    await database.reserve('pages', 1000);
    const asked = database.query(query);
    asked.catch(() => undefined);
    await pause(100);
    const left = performance.now();
    database.end();
    expect(((await server.calls[0]?.cancelled) ?? 0) - left).toBeLessThan(100);
    await expect(asked).rejects.toMatchObject(unavailable);
    await server.database({ memory, deadline: new Deadline(100) }).reserve('pages', 1000);
    expect(server.calls).toHaveLength(1);
  });
});

describe('memory that requests share', () => {
  it('is not given to a request whose caller has gone, and comes back', async () => {
    const memory = memoryOf(SHARES);
    const { database } = await startScriptedFirestore(silent);
    const [first, second] = [database({ memory }), database({ memory })];
    await first.reserve('pages', 1000);
    const waiting = second.reserve('pages', 1000);
    second.end();
    first.end();
    await expect(waiting).rejects.toMatchObject(unavailable);
    await expect(first.reserve('bodies', 10)).rejects.toMatchObject(unavailable);
    await database({ memory, deadline: new Deadline(100) }).reserve('pages', 1000);
  });

  it('is reserved once of each share: whoever holds some and waits for more could wait forever', async () => {
    const { database } = await startScriptedFirestore(silent);
    const asking = database({ memory: memoryOf(SHARES) });
    await asking.reserve('pages', 200);
    await expect(asking.reserve('pages', 100)).rejects.toThrow('reserved before');
    asking.keep('pages');
    await asking.reserve('pages', 1000);
  });

  it('of what was reserved, what is not needed goes to those who wait', async () => {
    const { database } = await startScriptedFirestore(silent);
    const memory = memoryOf(SHARES);
    const [first, second] = [database({ memory }), database({ memory })];
    await first.reserve('pages', 1000);
    const waiting = second.reserve('pages', 900);
    first.keepAnswer(100);
    await waiting;
    await expect(database({ memory, deadline: new Deadline(50) }).reserve('pages', 1)).rejects.toMatchObject(
      unavailable,
    );
    first.end();
    await database({ memory }).reserve('pages', 100);
  });

  it('one large document at a time is worked on, and small ones meanwhile', async () => {
    const server = await startScriptedFirestore(answering(row(100_000)));
    const small = await startScriptedFirestore(answering(row()));
    const memory = memoryOf({ ...SHARES, reads: 4 * 1_048_576, records: 1000 });
    const first = server.database({ memory });
    await first.query(query);
    const second = server.database({ memory });
    const waiting = second.query(query);
    await small.database({ memory }).query(query);
    expect(await Promise.race([waiting, pause(100)])).toBeUndefined();
    first.end();
    await waiting;
  });
});

describe('a scan', () => {
  it('ends where no other document is wanted, on the wire too', async () => {
    const server = await startScriptedFirestore(flood);
    const database = server.database();
    let taken = 0;
    await database.scan(query, () => () => ++taken < 3);
    expect(taken).toBe(3);
    expect(database.bill.reads).toBe(3);
    await server.calls[0]?.cancelled;
  });

  it('waits for whoever takes a document before the next one comes', async () => {
    const server = await startScriptedFirestore(answering(row(), row(), row()));
    let atOnce = 0;
    let taken = 0;
    await server.database().scan(query, () => async () => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await pause(5);
      atOnce -= 1;
      taken += 1;
      return true;
    });
    expect(taken).toBe(3);
  });

  it('an error of whoever takes them ends it', async () => {
    const server = await startScriptedFirestore(flood);
    const fault = new Error('a fault');
    await expect(server.database().scan(query, () => () => Promise.reject(fault))).rejects.toBe(fault);
    await server.calls[0]?.cancelled;
  });
});

describe('when the caller leaves', () => {
  it('a commit goes on to its answer', async () => {
    const server = await startScriptedFirestore(async (call) => {
      await pause(200);
      answering(committed)(call);
    });
    const database = server.database();
    const commit = database.commit(write);
    await pause(50);
    database.end();
    expect((await commit)?.seconds).toBe(TIME.seconds);
    expect(database.bill.writes).toBe(1);
  });

  it('no other read begins', async () => {
    const server = await startScriptedFirestore(answering(row()));
    const database = server.database();
    database.end();
    await expect(database.query(query)).rejects.toMatchObject(unavailable);
    expect(server.calls).toEqual([]);
  });
});

describe('an answer of UNAVAILABLE', () => {
  it('a read is tried once more', async () => {
    const server = await startScriptedFirestore(failing([status.UNAVAILABLE], counted));
    const database = server.database();
    expect(await database.count(query)).toBe(2500);
    expect(server.calls).toHaveLength(2);
    expect(database.bill.reads).toBe(3);
  });

  it('a read is tried for no longer than 2 s, and ever more rarely', async () => {
    const server = await startScriptedFirestore((call) => call.end(status.UNAVAILABLE));
    const start = performance.now();
    await expect(server.database().query(query)).rejects.toMatchObject(unavailable);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(server.calls).toHaveLength(6);
  });

  it('what came before it is forgotten', async () => {
    let calls = 0;
    const server = await startScriptedFirestore((call) => {
      call.send(row());
      call.end(calls++ === 0 ? status.UNAVAILABLE : status.OK);
    });
    expect(await server.database().query(query)).toHaveLength(1);
  });

  it('a commit is never repeated', async () => {
    const server = await startScriptedFirestore((call) => call.end(status.UNAVAILABLE));
    const database = server.database();
    expect(await database.commit(write)).toBeNull();
    await pause(300);
    expect(server.calls).toHaveLength(1);
    expect(database.bill.writes).toBe(0);
    database.billLanded(write);
    expect(database.bill.writes).toBe(1);
  });
});

describe('what a code means', () => {
  const open = [
    'ABORTED',
    'INTERNAL',
    'UNKNOWN',
    'CANCELLED',
    'RESOURCE_EXHAUSTED',
    'ALREADY_EXISTS',
    'FAILED_PRECONDITION',
    'NOT_FOUND',
  ] as const;

  it.each(open)('a commit that is answered %s has an open outcome', async (name) => {
    const { database } = await startScriptedFirestore((call) => call.end(status[name]));
    expect(await database().commit(write)).toBeNull();
  });

  it.each(['FAILED_PRECONDITION', 'RESOURCE_EXHAUSTED', 'INTERNAL', 'ABORTED'] as const)(
    'a query that is answered %s is for later: its index may still be being built',
    async (name) => {
      const server = await startScriptedFirestore((call) => call.end(status[name]));
      await expect(server.database().query(query)).rejects.toMatchObject(unavailable);
      expect(server.calls).toHaveLength(1);
    },
  );

  it('a commit that is invalid can be told from others', async () => {
    const { database } = await startScriptedFirestore((call) => call.end(status.INVALID_ARGUMENT));
    const error: unknown = await database()
      .commit(write)
      .catch((reason: unknown) => reason);
    expect(isTooLarge(error)).toBe(true);
    expect(isTooLarge(new Error('another'))).toBe(false);
  });

  it('a read that is not allowed is a fault of ours', async () => {
    const { database } = await startScriptedFirestore((call) => call.end(status.PERMISSION_DENIED));
    await expect(database().query(query)).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
  });

  it('an answer that is no message is a fault, and the call ends', async () => {
    const server = await startScriptedFirestore((call) => call.send(Buffer.from([0xff, 0xff])));
    await expect(server.database().query(query)).rejects.toThrow(RangeError);
    await server.calls[0]?.cancelled;
  });
});

it('300 calls at once are all carried, though a connection carries 100', async () => {
  const waiting: ReceivedCall[] = [];
  const server = await startScriptedFirestore((call) => {
    waiting.push(call);
    // Nobody is answered before all have arrived.
    if (waiting.length === 300) for (const each of waiting) answering(row())(each);
  });
  const answers = await Promise.all(Array.from({ length: 300 }, () => server.database().query(query)));
  expect(answers.flat()).toHaveLength(300);
});

it('a token goes with each call, from the headers as Google gives them', async () => {
  const asked: unknown[] = [];
  const credentials = callCredentialsOf({
    getRequestHeaders: (url) => {
      asked.push(url);
      return Promise.resolve(new Headers({ authorization: 'Bearer token', 'x-goog-user-project': 'payer' }));
    },
  });
  const options = { method_name: 'm', service_url: 'https://firestore.googleapis.com/s' };
  expect((await credentials.generateMetadata(options)).getMap()).toEqual({
    authorization: 'Bearer token',
    'x-goog-user-project': 'payer',
  });
  expect(asked).toEqual([options.service_url]);
});
