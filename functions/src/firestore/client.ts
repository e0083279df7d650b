// This process's way to Firestore: gRPC channels, credentials, and calls that can be cancelled.
import {
  type CallCredentials,
  Channel,
  type ChannelCredentials,
  credentials,
  Metadata,
  status,
  type StatusObject,
} from '@grpc/grpc-js';
import { type App, getApps, initializeApp } from 'firebase-admin/app';
import { GoogleAuth } from 'google-auth-library';
import { databaseOf } from './query.ts';

/** The calls of google.firestore.v1.Firestore that this project makes. */
export type Method = 'BatchGetDocuments' | 'RunQuery' | 'RunAggregationQuery' | 'Commit';

/** A call that is on its way. */
export interface Call {
  /** Settles when nothing more comes. Rejects with gRPC's own error (`code`, `details`). */
  ended: Promise<unknown>;
  /** Ends it on the wire too, with CANCELLED; no effect on a call that has ended. */
  cancel(): void;
}

/** Takes a message. Until its promise is kept no other comes, and the server has to wait. */
type Receive = (message: Buffer) => void | Promise<void>;

/** One process's way to one project's Firestore. */
export interface Connection {
  /**
   * The name of the root of all documents, 'projects/p/databases/(default)/documents': a promise only while the project's id is being
   * asked for, which rejects when nobody knows it.
   */
  root(): string | Promise<string>;
  /**
   * Begins a call that is cancelled, on the wire too, when `milliseconds` have passed. Nothing is repeated, except by gRPC what has
   * provably never reached a server. `receive` gets each message, the next one when its promise is kept; what it throws ends the call.
   */
  call(method: Method, request: Buffer, milliseconds: number, receive: Receive): Call;
  /** Ends all calls and closes all channels. */
  close(): void;
}

/** The Firebase app of this process, made on first use: nothing connects at import. */
export function firebaseApp(): App {
  return getApps()[0] ?? initializeApp();
}

let connection: Connection | undefined;

/** The one connection of this process. */
export function openFirestore(emulator: string | undefined): Connection {
  connection ??= connectionOf(firebaseApp(), emulator);
  return connection;
}

/** A connection to the Firestore of an app: in the emulator at that host and port, otherwise in the cloud. */
export function connectionOf(app: App, emulator: string | undefined): Connection {
  const auth = new GoogleAuth({ scopes: SCOPES, ...keyOf(app) });
  const projectId = app.options.projectId ?? (() => auth.getProjectId());
  if (emulator) {
    return new GrpcConnection({
      target: emulator,
      channelCredentials: credentials.createInsecure(),
      // The emulator takes this for the database's owner; without it the rules of mobile clients would count.
      headers: { authorization: 'Bearer owner' },
      projectId,
    });
  }
  return new GrpcConnection({
    target: PRODUCTION,
    channelCredentials: credentials.combineChannelCredentials(
      credentials.createSsl(),
      callCredentialsOf(auth),
    ),
    headers: {},
    projectId,
  });
}

/** The key of a service account, where the app was made with one; otherwise the platform's own credentials are found. */
function keyOf({ options: { credential } }: App) {
  const { clientEmail, privateKey } = (credential ?? {}) as { clientEmail?: string; privateKey?: string };
  return clientEmail && privateKey
    ? { credentials: { client_email: clientEmail, private_key: privateKey } }
    : {};
}

/** What sends a token with each call. gRPC's own way (`createFromGoogleCredential`) loses today's `Headers` objects. */
export function callCredentialsOf(auth: Pick<GoogleAuth, 'getRequestHeaders'>): CallCredentials {
  return credentials.createFromMetadataGenerator(({ service_url }, callback) => {
    auth.getRequestHeaders(service_url).then(
      (headers) => {
        const metadata = new Metadata();
        headers.forEach((value, name) => metadata.set(name, value));
        callback(null, metadata);
      },
      (error: unknown) => callback(error as Error),
    );
  });
}

/** A channel, and how many calls are on it. */
interface Line {
  channel: Channel;
  calls: number;
}

interface GrpcSettings {
  target: string;
  channelCredentials: ChannelCredentials;
  headers: Record<string, string>;
  /** Or a way to find it. */
  projectId: string | (() => Promise<string>);
}

/**
 * Calls are made by the channel, as gRPC's `Client` makes them. Its readable stream, interceptors and stack traces took 8% of the processor time
 * of a page of 50 (measured), and its stream reads 16 messages ahead.
 */
class GrpcConnection implements Connection {
  readonly #settings: GrpcSettings;
  readonly #lines: Line[] = [];
  #root: string | Promise<string> | null = null;
  readonly #metadata = new Map<string, Metadata>();

  constructor(settings: GrpcSettings) {
    this.#settings = settings;
    if (typeof settings.projectId === 'string') this.#root = rootOf(settings.projectId);
  }

  root(): string | Promise<string> {
    this.#root ??= this.#findRoot();
    return this.#root;
  }

  async #findRoot(): Promise<string> {
    const { projectId } = this.#settings;
    try {
      this.#root = rootOf(typeof projectId === 'string' ? projectId : await projectId());
      return this.#root;
    } catch (error) {
      // Asked again by the next call.
      this.#root = null;
      throw error;
    }
  }

  call(method: Method, request: Buffer, milliseconds: number, receive: Receive): Call {
    const line = this.#freeLine();
    line.calls += 1;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    let isOpen = true;
    const end = (error: unknown) => {
      // A call that was cancelled has ended before, and does so once more.
      if (!isOpen) return;
      isOpen = false;
      line.calls -= 1;
      if (error) reject(error);
      else resolve(undefined);
    };
    const path = `/google.firestore.v1.Firestore/${method}`;
    const call = line.channel.createCall(path, Date.now() + milliseconds, null, null, null);
    let taking: Promise<void> | null = null;
    const giveUp = (error: unknown) => {
      end(error);
      cancelSoon(call);
    };
    call.start(this.#headers(method), {
      onReceiveMetadata: () => undefined,
      onReceiveMessage: (message: Buffer) => {
        // What was on its way when the call ended is dropped.
        if (!isOpen) return;
        try {
          const taken = receive(message);
          if (taken === undefined) call.startRead();
          else taking = taken.then(() => call.startRead(), giveUp);
        } catch (error) {
          giveUp(error);
        }
      },
      onReceiveStatus: (answered) => {
        if (answered.code !== status.OK) end(errorOf(answered));
        // The last message may still be being taken.
        else if (taking === null) end(null);
        else void taking.then(end);
      },
    });
    call.startRead();
    call.sendMessageWithContext({}, request);
    call.halfClose();
    return { ended: promise, cancel: () => cancelSoon(call) };
  }

  close(): void {
    for (const { channel } of this.#lines.splice(0)) channel.close();
  }

  /** The first one with room, so that no more connections are opened than are needed. */
  #freeLine(): Line {
    const free = this.#lines.find(({ calls }) => calls < CALLS_PER_CHANNEL);
    if (free) return free;
    if (this.#lines.length < MAX_CHANNELS) {
      const { target, channelCredentials } = this.#settings;
      const line = { channel: new Channel(target, channelCredentials, CHANNEL_OPTIONS), calls: 0 };
      this.#lines.push(line);
      return line;
    }
    return this.#lines.reduce((least, each) => (each.calls < least.calls ? each : least));
  }

  /** Made once, when the project is known. The names of the parameters are those of the SDK's own calls. */
  #headers(method: Method): Metadata {
    const parameter = method === 'RunQuery' || method === 'RunAggregationQuery' ? 'parent' : 'database';
    const made = this.#metadata.get(parameter);
    if (made) return made;
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(this.#settings.headers)) metadata.set(name, value);
    metadata.set('x-goog-api-client', `gl-node/${process.versions.node}`);
    if (typeof this.#root !== 'string') return metadata;
    // By these Google's front ends find where the database is.
    const database = databaseOf(this.#root);
    const name = parameter === 'parent' ? this.#root : database;
    metadata.set('google-cloud-resource-prefix', database);
    metadata.set('x-goog-request-params', `${parameter}=${encodeURIComponent(name)}`);
    this.#metadata.set(parameter, metadata);
    return metadata;
  }
}

const rootOf = (projectId: string) => `projects/${projectId}/databases/(default)/documents`;

/**
 * Asked for while it hands out data, Node keeps a reset back until something else is sent on the connection, and the server goes on
 * (measured: 20 s and more). So never then.
 */
function cancelSoon(call: ReturnType<Channel['createCall']>): void {
  setImmediate(() => call.cancelWithStatus(status.CANCELLED, 'cancelled here'));
}

/** An error as gRPC's own clients make it. */
function errorOf({ code, details, metadata }: StatusObject): Error {
  return Object.assign(new Error(`${code} ${status[code]}: ${details}`), { code, details, metadata });
}

const CHANNEL_OPTIONS = {
  // Back after an outage in 1.6 s instead of gRPC's default of up to 2 minutes between attempts (measured: 5.8 s).
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1000,
  // A connection that was dropped without a word is found out by a ping (measured: 38 s, and not within 75 s without).
  // Google's front ends refuse pings that come too often: 30 s is what its own mobile SDKs for Firestore use, and gRPC
  // sends none while no call is waiting.
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 5000,
  // As the Admin SDK has them: each channel is a connection of its own, and a document may be larger than gRPC's 4 MB.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
  'grpc-node.flow_control_window': 256 * 1024,
  // No policy of retries from anywhere: a commit is never repeated behind our back.
  'grpc.service_config_disable_resolution': 1,
  'grpc.enable_channelz': 0,
};

/**
 * Google's front ends carry 100 calls at once on a connection; more would wait in line. The next channel is opened a little before, and
 * not earlier: 8 calls at once on 8 channels took twice the processor time of 8 calls on one (measured).
 */
const CALLS_PER_CHANNEL = 90;

/** An instance serves 80 requests at once, of up to 8 calls each. */
const MAX_CHANNELS = 8;

const PRODUCTION = 'firestore.googleapis.com:443';
const SCOPES = [
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/datastore',
];
