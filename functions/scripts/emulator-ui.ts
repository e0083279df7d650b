import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, firebaseExecutable } from './project.ts';

/**
 * Whether the Emulator UI can be started: it is on this machine, or could be downloaded now. Without a network the answer is no within
 * seconds; firebase-tools would try for a minute and fail the whole start.
 *
 * @param signal ends the download, with its reason
 */
export async function prepareEmulatorUi(
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<boolean> {
  if (await hasEmulatorUi(environment)) return true;
  const { remoteUrl } = details();
  const behindProxy = Object.keys(environment).some((name) => /^(?:https?|all)_proxy$/i.test(name));
  try {
    // A proxy is firebase-tools' own matter; elsewhere a host that does not answer is known at once.
    if (!behindProxy) {
      const soon = AbortSignal.any([signal, AbortSignal.timeout(HOST_MS)]);
      await fetch(remoteUrl, { method: 'HEAD', signal: soon });
    }
    await mkdir(cacheFolder, { recursive: true });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(behindProxy ? PROXY_MS : DOWNLOAD_MS)]);
    const options = { env: environment, cwd: cacheFolder, signal: limit };
    await promisify(execFile)(process.execPath, [firebaseExecutable, 'setup:emulators:ui'], options);
  } catch {
    signal.throwIfAborted();
  }
  return hasEmulatorUi(environment);
}

/** Whether the Emulator UI is on this machine. */
export async function hasEmulatorUi(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const folder = environment['FIREBASE_EMULATORS_PATH'] ?? join(homedir(), '.cache', 'firebase', 'emulators');
  return access(join(folder, details().downloadPathRelativeToCacheDir)).then(
    () => true,
    () => false,
  );
}

/** 3.5 MB. */
const DOWNLOAD_MS = 60_000;
const PROXY_MS = 15_000;
const HOST_MS = 4000;

/** Of the version that the installed firebase-tools would start. */
function details(): { remoteUrl: string; downloadPathRelativeToCacheDir: string } {
  const file = 'firebase-tools/lib/emulator/downloadableEmulatorInfo.json';
  return (createRequire(import.meta.url)(file) as { ui: { main: ReturnType<typeof details> } }).ui.main;
}
