import { status } from '@grpc/grpc-js';
import type { Connection, Method } from '../../src/firestore/client.ts';
import { decode, messages } from './protocol.ts';

/** A request as it was sent to Firestore, read by Google's own message classes. */
export interface SentRequest {
  method: Method;
  message: Record<string, unknown>;
}

/** Tells of every request that goes over a connection from now on. */
export function recordRequests(connection: Connection, note: (request: SentRequest) => void): void {
  const call = connection.call.bind(connection);
  connection.call = (method, request, milliseconds, receive) => {
    note({ method, message: decode(REQUESTS[method] as typeof messages.CommitRequest, request) });
    return call(method, request, milliseconds, receive);
  };
}

/** Does something else before the next commit of a connection is sent: what it was decided on has been read. */
export function beforeNextCommit(connection: Connection, first: () => Promise<unknown>): void {
  const call = connection.call.bind(connection);
  connection.call = (method, ...rest) => {
    if (method !== 'Commit') return call(method, ...rest);
    connection.call = call;
    const begun = first().then(() => call(method, ...rest));
    return {
      ended: begun.then(({ ended }) => ended),
      cancel: () => void begun.then((each) => each.cancel()),
    };
  };
}

/**
 * Holds back the nth commit of a connection from now on: whoever sent it gets no answer in time. `sendAfterAll` lets it go and returns whether it
 * took effect. Null where there was no nth commit.
 */
export function holdCommit(connection: Connection, nth = 1): { sendAfterAll: () => Promise<boolean | null> } {
  const call = connection.call.bind(connection);
  let held: Buffer | null = null;
  let left = nth;
  connection.call = (method, request, ...rest) => {
    if (method !== 'Commit' || --left > 0) return call(method, request, ...rest);
    held = request;
    connection.call = call;
    const late = Object.assign(new Error('the time is over'), { code: status.DEADLINE_EXCEEDED });
    return { ended: Promise.reject(late), cancel: () => undefined };
  };
  return {
    sendAfterAll: async () => {
      connection.call = call;
      if (held === null) return null;
      return call('Commit', held, 8000, () => undefined).ended.then(
        () => true,
        () => false,
      );
    },
  };
}

/**
 * Keeps a copy of every commit that goes over a connection from now on. `sendAgain` sends them all once more, as if each had been on its way
 * until now, and returns how many took effect.
 */
export function copyCommits(connection: Connection): { sendAgain: () => Promise<number> } {
  const call = connection.call.bind(connection);
  const commits: Buffer[] = [];
  connection.call = (method, request, ...rest) => {
    if (method === 'Commit') commits.push(request);
    return call(method, request, ...rest);
  };
  return {
    sendAgain: async () => {
      let landed = 0;
      for (const request of commits)
        await call('Commit', request, 8000, () => undefined).ended.then(
          () => landed++,
          () => undefined,
        );
      return landed;
    },
  };
}

const REQUESTS = {
  BatchGetDocuments: messages.BatchGetDocumentsRequest,
  RunQuery: messages.RunQueryRequest,
  RunAggregationQuery: messages.RunAggregationQueryRequest,
  Commit: messages.CommitRequest,
} as const;
