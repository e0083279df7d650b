import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { Agent } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import { afterAll, beforeAll } from 'vitest';

/** What a server of Google's may do instead of answering. */
export type Mood = 'well' | 'hanging' | 'resetting' | 'html' | 'empty' | 500 | 503;

/** An account as `accounts:lookup` answers it. */
interface Account {
  localId: string;
  customAttributes?: string;
  disabled?: boolean;
  validSince?: string;
}

type Json = Record<string, unknown>;

/** Google's side of Firebase Auth, with keys of the test's own; the Auth emulator takes only unsigned tokens. */
export interface AuthBackend {
  projectId: string;
  /** The Admin SDK as production has it, whose every request comes here. */
  auth: () => Auth;
  /** An SDK that has fetched nothing yet; `port` is another server's. */
  freshAuth: (port?: number) => Auth;
  accounts: Map<string, Account>;
  keys: { mood: Mood };
  /** `count`: how many look-ups have come. */
  lookup: { mood: Mood; count: number };
  /** What the key server hands out, for a forger who reads it. */
  publicKey: string;
  /** A good payload, with changes; a change to undefined takes a claim away. */
  payload: (changes?: Json) => Json;
  /** A token signed as Google signs; the header and the key can be another's. */
  sign: (payload: Json, header?: Json, key?: KeyObject) => string;
}

export const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** In seconds, as tokens tell time. */
export const now = () => Math.floor(Date.now() / 1000);

const CREDENTIAL = { getAccessToken: () => Promise.resolve({ access_token: 'test', expires_in: 3600 }) };

export function useAuthBackend(): AuthBackend {
  const projectId = `demo-${randomUUID().slice(0, 8)}`;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const accounts = new Map<string, Account>();
  const keys = { mood: 'well' as Mood };
  const lookup = { mood: 'well' as Mood, count: 0 };

  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      if (req.url?.includes('accounts:lookup')) {
        lookup.count += 1;
        const { localId = [] } = JSON.parse(Buffer.concat(chunks).toString()) as { localId?: string[] };
        const users = localId.flatMap((uid) => accounts.get(uid) ?? []);
        reply(res, lookup.mood, users.length > 0 ? { users } : {});
      } else reply(res, keys.mood, { 'key-1': pem });
    });
  });

  let port: number;
  const apps: ReturnType<typeof initializeApp>[] = [];
  const freshAuth = (otherPort?: number) => {
    const app = initializeApp(
      { projectId, credential: CREDENTIAL, httpAgent: new LocalAgent(() => otherPort ?? port) },
      randomUUID(),
    );
    apps.push(app);
    // The SDK looks for the emulator when Auth is made, and only then.
    const { FIREBASE_AUTH_EMULATOR_HOST: host } = process.env;
    delete process.env['FIREBASE_AUTH_EMULATOR_HOST'];
    try {
      return getAuth(app);
    } finally {
      process.env['FIREBASE_AUTH_EMULATOR_HOST'] = host;
    }
  };

  let auth: Auth;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    auth = freshAuth();
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all(apps.map((app) => deleteApp(app)));
  });

  return {
    projectId,
    auth: () => auth,
    freshAuth,
    accounts,
    keys,
    lookup,
    publicKey: pem,
    payload: (changes = {}) => ({
      iss: `https://securetoken.google.com/${projectId}`,
      aud: projectId,
      sub: 'u1',
      user_id: 'u1',
      auth_time: now() - 60,
      iat: now() - 60,
      exp: now() + 3540,
      crm_role: 'editor',
      firebase: { identities: {}, sign_in_provider: 'password' },
      ...changes,
    }),
    sign: (payload, header = {}, key = privateKey) => {
      const signed = `${encode({ alg: 'RS256', kid: 'key-1', typ: 'JWT', ...header })}.${encode(payload)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
    },
  };
}

/** Connects every request to the test's own server, without TLS: what is tested is what the answers do. */
class LocalAgent extends Agent {
  readonly #port: () => number;

  constructor(port: () => number) {
    super({ keepAlive: false });
    this.#port = port;
  }

  override createConnection(): Duplex {
    return connect(this.#port(), '127.0.0.1');
  }
}

function reply(res: ServerResponse, mood: Mood, answer: object): void {
  if (mood === 'hanging') return;
  if (mood === 'resetting') res.socket?.resetAndDestroy();
  else if (mood === 'html')
    res.setHeader('Content-Type', 'text/html').end('<html>Firebase ID token has</html>');
  else if (mood === 'empty') res.end();
  else
    res
      .writeHead(mood === 'well' ? 200 : mood, {
        'Content-Type': 'application/json',
        'Cache-Control': 'public, max-age=3600',
      })
      .end(JSON.stringify(mood === 'well' ? answer : { error: { code: mood, message: 'backend error' } }));
}
