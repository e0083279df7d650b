import type { Connection } from './firestore.ts';

/** A connection whose commits with all of these texts in them are not sent until they are released: as if the process, or the network, stood still there. */
export function holdCommits(connection: Connection, ...texts: string[]) {
  const reached = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  const call: Connection['call'] = (method, request, milliseconds, receive) => {
    if (method !== 'Commit' || !texts.every((text) => request.includes(text)))
      return connection.call(method, request, milliseconds, receive);
    reached.resolve(undefined);
    const ended = released.promise.then(() => connection.call(method, request, milliseconds, receive).ended);
    return { ended, cancel: () => undefined };
  };
  return {
    connection: { root: () => connection.root(), call, close: () => undefined } satisfies Connection,
    /** Kept when the first one is held. */
    reached: reached.promise,
    release: () => released.resolve(undefined),
  };
}
