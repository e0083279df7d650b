import { type Ready, readyMark } from './emulator-process.ts';

/**
 * What `firebase emulators:exec` runs: it says that every emulator is up, and ends when its input does. The launcher
 * holds the other end of that input, so the emulators stop by the orderly way when the launcher lets go of it, and
 * also when the launcher is killed.
 */
const hub = `http://${process.env['FIREBASE_EMULATOR_HUB'] ?? ''}`;
const response = await fetch(`${hub}/emulators`);
const emulators = (await response.json()) as Record<string, { pid?: number }>;
const pids = Object.values(emulators).flatMap(({ pid }) => (pid ? [pid] : []));
console.log(`${readyMark} ${JSON.stringify({ hub, pids } satisfies Ready)}`);
process.stdin.resume();
