import { execFile } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isRecentEnough, javaRelease, noJavaSentence, oldestJava, type JavaAnswer } from './java-version.ts';
import { findOnPath } from './path-search.ts';
import { Sentence } from './sentence.ts';

const run = promisify(execFile);

/**
 * Finds a Java that can run the emulators: `JAVA_HOME`, then `PATH`, then the usual places; the first that is recent
 * enough. firebase-tools itself takes whatever `java` comes first on the PATH, so the caller puts this one there.
 *
 * @param signal ends the search, with its reason
 * @returns the folder that holds the `java` executable
 */
export async function findJavaFolder(environment: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  return dirname(await realpath((await findJava(environment, signal)).executable));
}

/** The Java that {@link findJavaFolder} takes, and where it was found. */
export async function findJava(environment: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<JavaAnswer> {
  const answers: JavaAnswer[] = [];
  for await (const place of places(environment, signal)) {
    const answer = { ...place, release: await releaseOf(place.executable, environment, signal) };
    signal?.throwIfAborted();
    if (isRecentEnough(answer)) return answer;
    answers.push(answer);
  }
  throw new Sentence(noJavaSentence(answers));
}

async function* places(
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ place: string; executable: string }> {
  const home = environment['JAVA_HOME'];
  if (home) yield { place: 'in JAVA_HOME', executable: join(home, 'bin', 'java') };
  const onPath = await findOnPath('java', environment);
  if (onPath) yield { place: 'on the PATH', executable: onPath };
  const linux = '/usr/lib/jvm';
  const installed = await readdir(linux).catch(() => []);
  for (const name of installed) yield { place: `in ${linux}`, executable: join(linux, name, 'bin', 'java') };
  const mac = '/usr/libexec/java_home';
  const newest = await run(mac, ['-v', `${oldestJava}+`], { signal }).catch(() => undefined);
  if (newest) yield { place: `from ${mac}`, executable: join(newest.stdout.trim(), 'bin', 'java') };
}

async function releaseOf(
  executable: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  try {
    // Every Java prints its version to the error output.
    return javaRelease((await run(executable, ['-version'], { env: environment, signal })).stderr);
  } catch {
    return undefined;
  }
}
