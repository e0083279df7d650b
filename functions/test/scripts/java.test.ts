import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findJavaFolder } from '../../scripts/java.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'java-')));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** A home with a `java` that says that it is of that release. */
async function home(release: string): Promise<{ home: string; bin: string }> {
  const bin = join(folder, release, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'java'), `#!/bin/sh\necho 'openjdk version "${release}" 2026-01-01' >&2\n`);
  await chmod(join(bin, 'java'), 0o755);
  return { home: join(folder, release), bin };
}

it('takes JAVA_HOME before the PATH', async () => {
  const [older, newer] = [await home('21.0.1'), await home('25.0.1')];
  expect(await findJavaFolder({ JAVA_HOME: older.home, PATH: newer.bin })).toBe(older.bin);
});

it.each([['17.0.1'], ['1.8.0_412']])('passes over a JAVA_HOME with Java %s', async (release) => {
  const [old, recent] = [await home(release), await home('21')];
  expect(await findJavaFolder({ JAVA_HOME: old.home, PATH: recent.bin })).toBe(recent.bin);
});

it('passes over a JAVA_HOME that is not there', async () => {
  const recent = await home('21');
  expect(await findJavaFolder({ JAVA_HOME: join(folder, 'none'), PATH: recent.bin })).toBe(recent.bin);
});
