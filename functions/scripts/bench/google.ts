import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Google's side of Firebase Auth on this machine: the keys of ID tokens, accounts, access tokens. The Auth emulator would
 * make every request of ours dearer than it is in production, where a token is verified without asking anybody.
 */
export interface Google {
  /** A signed ID token of an editor. */
  token: string;
  /** With these a process of Node takes this for Google. */
  environment: Record<string, string>;
  nodeArguments: string[];
  close: () => Promise<void>;
}

const UID = 'bench';
const CLAIMS = { crm_role: 'editor' };

export async function startGoogle(project: string): Promise<Google> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = { bench: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  const users = [{ localId: UID, customAttributes: JSON.stringify(CLAIMS) }];
  const server = createServer((req, res) => {
    const path = req.url ?? '';
    const answer = path.includes('accounts:lookup')
      ? { users }
      : path.includes('/token')
        ? { access_token: 'bench', token_type: 'Bearer', expires_in: 3600 }
        : keys;
    res.setHeader('Content-Type', 'application/json').setHeader('Cache-Control', 'public, max-age=21600');
    req.resume().on('end', () => res.end(JSON.stringify(answer)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const folder = await mkdtemp(join(tmpdir(), 'customers-api-bench-'));
  const credentials = join(folder, 'service-account.json');
  await writeFile(
    credentials,
    JSON.stringify({
      type: 'service_account',
      project_id: project,
      client_email: `bench@${project}.iam.gserviceaccount.com`,
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }),
  );
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const signed = `${encode({ alg: 'RS256', kid: 'bench', typ: 'JWT' })}.${encode({
    ...CLAIMS,
    ...{ iss: `https://securetoken.google.com/${project}`, aud: project, sub: UID, user_id: UID },
    ...{ auth_time: now - 60, iat: now - 60, exp: now + 3 * 3600 },
    firebase: { identities: {}, sign_in_provider: 'password' },
  })}`;
  return {
    token: `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`,
    environment: {
      GOOGLE_APPLICATION_CREDENTIALS: credentials,
      BENCH_GOOGLE_PORT: String((server.address() as AddressInfo).port),
    },
    nodeArguments: ['--require', join(import.meta.dirname, 'google-connection.cjs')],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
