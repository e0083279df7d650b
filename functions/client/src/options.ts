export interface CustomersClientOptions {
  /** Where the API is, up to and including `/api`. */
  baseUrl: string;
  /** The ID token of who is signed in, or of nobody yet: see the README for Firebase Auth. Asked before each request. */
  getToken: () => Promise<string> | string;
  /** An App Check token, where the project enforces App Check. */
  getAppCheckToken?: (() => Promise<string> | string) | undefined;
  /**
   * The language of the sentences in problems, such as `el` (`Accept-Language`, RFC 9110, section 12.5.4). Asked before each request, so that a
   * page may switch. If left out, it is the browser's.
   */
  language?: (() => string) | undefined;
}

export interface CallOptions {
  /** Gives the request up; the call throws the signal's reason. */
  signal?: AbortSignal | null | undefined;
}

export interface GetOptions extends CallOptions {
  /** False for an error, and not the other one, where the customer was merged into another one. */
  follow?: boolean | undefined;
}

export interface WriteOptions extends CallOptions {
  /**
   * An idempotency key of your own, 1 to 200 printable characters. The same key with the same content is the same write, however often it is sent: a form that makes one
   * when it opens survives a double click, and one that is stored survives a reload of the page. If left out, the client makes one for each call.
   */
  key?: string | undefined;
}

/** What becomes of a write that would enter somebody again. */
export interface DuplicateOptions {
  /** `refuse`: a {@link ProblemError} with the code `duplicate_found` and the `duplicates`, and nothing is written. */
  onDuplicate?: 'allow' | 'refuse' | undefined;
  /** From which level on. */
  duplicateLevel?: 'certain' | 'probable' | undefined;
}

export interface EditOptions extends WriteOptions {
  /**
   * The entity tag that the customer must still have; null for an edit on no condition. If left out, it is that of the
   * version that the given customer shows.
   */
  ifMatch?: string | null | undefined;
}

/** For an edit of a customer of whom only the id is known: the condition must be said. */
export type IdEditOptions = EditOptions & { ifMatch: string | null };
