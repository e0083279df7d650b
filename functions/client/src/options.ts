export interface CustomersClientOptions {
  /** Where the API is, up to and including `/api`. */
  baseUrl: string;
  /** The ID token of who is signed in, such as `() => auth.currentUser.getIdToken()`. Asked before each request. */
  getToken: () => Promise<string> | string;
  /** An App Check token, where the project enforces App Check. */
  getAppCheckToken?: () => Promise<string> | string;
}

export interface CallOptions {
  /** Gives the request up; the call throws the signal's reason. */
  signal?: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  /** An idempotency key of your own, for a write that must survive a reload of the page; if left out, the client makes one. */
  key?: string;
}

export interface EditOptions extends WriteOptions {
  /**
   * The entity tag that the customer must still have; null for an edit on no condition. If left out, it is that of the
   * customer as this client has last returned it.
   */
  ifMatch?: string | null;
}
