/** firebase-tools 15 refuses to start an emulator on anything older. */
export const oldestJava = 21;

/**
 * The feature release in what `java -version` prints: 8 for `"1.8.0_412"`, 25 for `"25.0.1"` and `"25-ea"`;
 * undefined for output of another kind.
 */
export function javaRelease(versionOutput: string): number | undefined {
  const match = /\bversion "(?:1\.)?(\d+)/.exec(versionOutput);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** One place where Java was looked for ("on the PATH"), and the release that answered there, if any did. */
export interface JavaAnswer {
  place: string;
  executable: string;
  release: number | undefined;
}

export function isRecentEnough(answer: JavaAnswer): boolean {
  return answer.release !== undefined && answer.release >= oldestJava;
}

/** What to do when no Java is recent enough, with what was found, so that nobody installs what they have. */
export function noJavaSentence(answers: readonly JavaAnswer[]): string {
  const found = answers
    .filter((answer) => answer.release !== undefined)
    .map((answer) => `Java ${String(answer.release)} ${answer.place}`);
  const seen =
    found.length === 0 ? 'no Java was found' : `only ${[...new Set(found)].join(' and ')} was found`;
  return `The emulators need Java ${oldestJava} or newer, and ${seen}: install a JDK ${oldestJava} or newer, or set JAVA_HOME to one.`;
}
