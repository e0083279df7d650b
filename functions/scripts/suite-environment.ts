import http from 'node:http';
import { delimiter, join } from 'node:path';
import { address, cacheFolder, functionsFolder, localProject } from './project.ts';

/** Variables that could lead a program in the suite to a real project: none of them gets in. */
const credentials = ['GOOGLE_APPLICATION_CREDENTIALS', 'FIREBASE_TOKEN', 'FIREBASE_CONFIG', 'GCLOUD_PROJECT'];

/** A proxy cannot reach this machine, and nothing in the suite goes further. */
const PROXY = /^(?:(?:https?|all|ftp|no|grpc|no_grpc)_proxy|node_use_env_proxy)$/i;

/**
 * The environment of everything in the suite: the local project and its emulators, and nothing to reach the cloud
 * with. The Google Cloud CLI's own credentials are hidden by naming an empty configuration folder.
 */
export function suiteEnvironment(from: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = Object.entries(from).filter(([name]) => !credentials.includes(name) && !PROXY.test(name));
  return {
    ...Object.fromEntries(rest),
    GCLOUD_PROJECT: localProject,
    GOOGLE_CLOUD_PROJECT: localProject,
    FIRESTORE_EMULATOR_HOST: address('firestore'),
    FIREBASE_AUTH_EMULATOR_HOST: address('auth'),
    CLOUDSDK_CONFIG: join(cacheFolder, 'no-credentials'),
    // Without it the SDKs look for a metadata server, which only exists in the cloud.
    METADATA_SERVER_DETECTION: 'none',
  };
}

/** Has this process reach what is on this machine without a proxy, whatever the shell says; the cloud is reached as before. */
export function leaveProxiesOut(environment: NodeJS.ProcessEnv = process.env): void {
  const without = [environment['no_proxy'], environment['NO_PROXY'], '127.0.0.1', 'localhost', '::1'];
  const list = [...new Set(without.flatMap((names) => names?.split(',') ?? []))].filter(Boolean).join(',');
  Object.assign(environment, { no_proxy: list, NO_PROXY: list });
  // gRPC asks this one alone where it is set.
  if (environment['no_grpc_proxy']) environment['no_grpc_proxy'] += `,${list}`;
  // With NODE_USE_ENV_PROXY, Node has given its agent a proxy before; nothing but this machine is asked over plain HTTP.
  http.globalAgent = new http.Agent({ keepAlive: true });
}

/** What firebase-tools gets on top: the right Java and Node, the Firestore emulator, and no errands of its own. */
export function firebaseEnvironment(
  from: NodeJS.ProcessEnv,
  javaFolder: string,
  emulator: Record<string, string>,
): NodeJS.ProcessEnv {
  // The local node_modules first: firebase-tools finds the functions by a `node` on the PATH, and that must be 24.
  const path = [join(functionsFolder, 'node_modules', '.bin'), javaFolder, from['PATH'] ?? ''].join(
    delimiter,
  );
  return {
    ...suiteEnvironment(from),
    ...emulator,
    PATH: path,
    // A settings folder of its own: no login is used, and no usage is reported.
    XDG_CONFIG_HOME: join(cacheFolder, 'firebase-settings'),
    NO_UPDATE_NOTIFIER: '1',
    // It asks npm for the newest firebase-functions at each start and waits 10 s for an answer without a network.
    npm_config_offline: 'true',
    // As many requests at once as there are, of the API and of triggers; it would stop at 50.
    FUNCTIONS_EMULATOR_PARALLEL: '1000',
    // Finding the functions through a file rather than a server saves 3 s at each start and reload.
    FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: 'true',
  };
}
