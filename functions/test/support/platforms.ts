import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { ROLES, type Role } from '../../src/http/auth/claims.ts';
import { useApi } from './api.ts';
import { type FrameworkProcess, startFramework } from './framework-process.ts';
import type { RawRequest } from './raw-request.ts';
import type { Target } from './refusal.ts';
import { signUp, SUITE_PROJECT } from './users.ts';

/** One way in which the API runs; filled in before the file's first test. */
export interface Platform extends Target {
  /** A token of each role. */
  tokens: Record<Role, string>;
  /** Where its users are: the project whose tokens it takes. */
  usersOf: string;
}

/** Every way, for `describe.each`. */
export function usePlatforms(): [string, Platform][] {
  return [
    ['the app in process', useInProcess()],
    ['the functions emulator', useFunctionsEmulator()],
    ['the bundle under the functions framework', useBundle()],
  ];
}

/** The request of a user with the role. */
export function as(platform: Platform, role: Role, request: RawRequest): RawRequest {
  return { ...request, headers: { Authorization: `Bearer ${platform.tokens[role]}`, ...request.headers } };
}

/** The app inside the functions framework, in the test's own process. */
function useInProcess(): Platform {
  const api = useApi();
  const platform = {} as Platform;
  beforeAll(() => {
    platform.base = `${api.url}/api`;
    platform.projectId = api.projectId;
    platform.usersOf = SUITE_PROJECT;
    platform.processorTime = ownProcessorTime;
    platform.tokens = { viewer: '', editor: '', admin: '' };
    for (const role of ROLES) platform.tokens[role] = api.users[role].token;
  });
  return platform;
}

/** The suite's functions emulator, through firebase-tools' own front door. */
function useFunctionsEmulator(): Platform {
  const platform = {} as Platform;
  beforeAll(async () => {
    platform.base = process.env['CRM_API_URL'] ?? '';
    platform.projectId = SUITE_PROJECT;
    platform.usersOf = SUITE_PROJECT;
    platform.behindFirebaseTools = true;
    platform.tokens = await tokensOf(platform.projectId);
  });
  return platform;
}

/**
 * The built bundle under `functions-framework --target=api`, with a project of its own. It is told that it is
 * in the emulator, or it would not take the Auth emulator's tokens.
 */
export function useBundle(nodeArguments: string[] = []): Platform & { process: FrameworkProcess } {
  const platform = {} as Platform & { process: FrameworkProcess };
  beforeAll(async () => {
    platform.projectId = `demo-${randomUUID().slice(0, 8)}`;
    platform.usersOf = platform.projectId;
    platform.process = await startFramework(
      {
        GCLOUD_PROJECT: platform.projectId,
        FIRESTORE_EMULATOR_HOST: process.env['FIRESTORE_EMULATOR_HOST'],
        FIREBASE_AUTH_EMULATOR_HOST: process.env['FIREBASE_AUTH_EMULATOR_HOST'],
        FUNCTIONS_EMULATOR: 'true',
      },
      { nodeArguments },
    );
    platform.base = `${platform.process.url}/api`;
    platform.processorTime = platform.process.processorTime;
    platform.tokens = await tokensOf(platform.projectId);
  }, 60_000);
  afterAll(() => platform.process.stop());
  return platform;
}

/** Of the test too, which shares the process with the app. */
function ownProcessorTime(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return Promise.resolve((user + system) / 1000);
}

async function tokensOf(projectId: string): Promise<Record<Role, string>> {
  const tokens = { viewer: '', editor: '', admin: '' };
  for (const role of ROLES) tokens[role] = (await signUp(role, {}, projectId)).token;
  return tokens;
}
