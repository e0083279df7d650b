// The type of `res.locals`: what the middleware knows of a request.
import type { DecodedIdToken } from 'firebase-admin/auth';
import type { Database } from '../firestore/database.ts';
import type { Deadline } from '../limits/deadline.ts';
import type { Caller } from './auth/role-gate.ts';
import type { KeyedRequest } from '../standards/keyed-request.ts';
import type { Problem } from '../standards/problem.ts';

declare global {
  namespace Express {
    interface Locals {
      /** Sent in `X-Request-Id` and in every problem, and logged. */
      requestId: string;
      /** By when the request must be answered. */
      deadline: Deadline;
      /** This request's view of Firestore, which keeps its bill. */
      database: Database;
      /** The pattern of the route that answers, without `/api`; for the log. */
      route?: string;
      /** The verified ID token, once there is one. */
      token?: DecodedIdToken;
      /** Throws 429 where the caller has no Firestore reads left for this minute; set where there is such a limit. */
      heedReads?: () => void;
      /** Who makes the request; set where a role is needed. */
      caller: Caller;
      /** The id in the path of the request, where it is about one record. */
      recordId?: string;
      /** The ids of the records in the answer; for the log. */
      answeredIds?: readonly string[];
      /** What was exported, if something was: the name of the format, and how many records; for the log. */
      exported?: { format: string; records: number };
      /** What kind of access the request is, where that is logged as one. */
      access?: 'subject';
      /** The request, if it is a write with an idempotency key; set when it has been parsed. */
      keyed: KeyedRequest | null;
      /** The error that was answered, if one was. */
      problem?: Problem;
    }
  }
}
