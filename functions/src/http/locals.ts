import type { DecodedIdToken } from 'firebase-admin/auth';
import type { Database } from '../database.ts';
import type { Caller } from './authorization.ts';
import type { Problem } from './problem.ts';

declare global {
  namespace Express {
    /** What the middleware knows of an exchange, each set by the file of its name. */
    interface Locals {
      requestId: string;
      /** This request's view of Firestore, which keeps its bill. */
      database: Database;
      /** The verified ID token; set on every route that needs one. */
      token: DecodedIdToken;
      /** Set where a role was asked for. */
      caller: Caller;
      /** The error that was answered, if one was. */
      problem?: Problem;
    }
  }
}
