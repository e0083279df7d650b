import type { DecodedIdToken } from 'firebase-admin/auth';
import type { Database } from '../firestore/database.ts';
import type { Deadline } from '../limits/deadline.ts';
import type { Caller } from './auth/role-gate.ts';
import type { Problem } from '../standards/problem.ts';

declare global {
  namespace Express {
    /** What the middleware knows of an exchange, each set by the file of its name. */
    interface Locals {
      requestId: string;
      /** By when it must be answered. */
      deadline: Deadline;
      /** This request's view of Firestore, which keeps its bill. */
      database: Database;
      /** The pattern of the route that answers, without `/api`; for the log. */
      route?: string;
      /** The verified ID token, once there is one. */
      token?: DecodedIdToken;
      /** Set where a role was asked for. */
      caller: Caller;
      /** The error that was answered, if one was. */
      problem?: Problem;
    }
  }
}
