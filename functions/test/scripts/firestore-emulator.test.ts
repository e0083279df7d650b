import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findFirestoreEmulator } from '../../scripts/firestore-emulator.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'emulator-')));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function file(...path: string[]): Promise<string> {
  const name = join(folder, ...path);
  await mkdir(dirname(name), { recursive: true });
  await writeFile(name, '');
  await chmod(name, 0o755);
  return name;
}

/** A Google Cloud SDK whose `gcloud` is on the PATH by a link, as packages install it. */
async function googleCloud(): Promise<{ PATH: string; jar: string }> {
  const gcloud = await file('sdk', 'bin', 'gcloud');
  const jar = await file('sdk', 'platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');
  await mkdir(join(folder, 'bin'));
  await symlink(gcloud, join(folder, 'bin', 'gcloud'));
  return { PATH: join(folder, 'bin'), jar };
}

async function downloaded(): Promise<void> {
  const info = createRequire(import.meta.url)(
    'firebase-tools/lib/emulator/downloadableEmulatorInfo.json',
  ) as {
    firestore: { downloadPathRelativeToCacheDir: string };
  };
  await file('downloads', info.firestore.downloadPathRelativeToCacheDir);
}

it('takes the jar that the variable names before any other', async () => {
  await downloaded();
  const { PATH } = await googleCloud();
  const named = await file('mine.jar');
  const environment = { PATH, FIREBASE_EMULATORS_PATH: join(folder, 'downloads') };
  const found = await findFirestoreEmulator({ ...environment, FIRESTORE_EMULATOR_BINARY_PATH: named });
  expect(found).toEqual({ FIRESTORE_EMULATOR_BINARY_PATH: named });
});

it('says so when the variable names no file', async () => {
  const environment = { PATH: '', FIRESTORE_EMULATOR_BINARY_PATH: join(folder, 'none.jar') };
  await expect(findFirestoreEmulator(environment)).rejects.toThrow(/there is no such file/);
});

it('leaves firebase-tools to its own download when it has one', async () => {
  await downloaded();
  const { PATH } = await googleCloud();
  expect(await findFirestoreEmulator({ PATH, FIREBASE_EMULATORS_PATH: join(folder, 'downloads') })).toEqual(
    {},
  );
});

it('makes a launcher for the jar of the Google Cloud CLI when there is nothing else', async () => {
  const { PATH, jar } = await googleCloud();
  const cache = join(folder, 'cache');
  const found = await findFirestoreEmulator({ PATH, FIREBASE_EMULATORS_PATH: folder }, cache);
  const launcher = found['FIRESTORE_EMULATOR_BINARY_PATH'] ?? '';
  expect(dirname(launcher)).toBe(cache);
  expect((await readFile(launcher, 'latin1')).replaceAll('\r\n ', '')).toContain(
    `Class-Path: file://${jar}\r\n`,
  );
});
