import { type FrameworkProcess, startFramework } from '../../test/support/framework-process.ts';
import type { Google } from './google.ts';

/** Where a measured function finds its data and its callers' keys. */
export interface Surroundings {
  google: Google;
  /** Of its Firestore, in the suite's emulator. */
  project: string;
}

/** Starts the function in `source` under the functions framework; ready when it listens. */
export function startFunction(
  { google, project }: Surroundings,
  source: string,
  {
    environment = {},
    nodeArguments = [],
  }: { environment?: Record<string, string>; nodeArguments?: string[] } = {},
): Promise<FrameworkProcess> {
  return startFramework(
    {
      ...google.environment,
      GCLOUD_PROJECT: project,
      FIRESTORE_EMULATOR_HOST: process.env['FIRESTORE_EMULATOR_HOST'],
      ...environment,
    },
    { source, nodeArguments: [...google.nodeArguments, ...nodeArguments] },
  );
}
