import { describe, expect, it } from 'vitest';
import { isRecentEnough, javaRelease, noJavaSentence } from '../../scripts/java-version.ts';

describe('the Java release', () => {
  it.each([
    ['openjdk version "25.0.3" 2026-04-21 LTS\nOpenJDK Runtime Environment Temurin', 25],
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_412"', 8],
    ['openjdk version "26-ea" 2026-03-17', 26],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21" 2023-09-19', 21],
    ['The operation could not be completed. Unable to locate a Java Runtime.', undefined],
    ['', undefined],
  ])('is read from %j', (output, release) => {
    expect(javaRelease(output)).toBe(release);
  });

  it.each([
    [20, false],
    [21, true],
    [25, true],
    [undefined, false],
  ])('%s is recent enough: %s', (release, expected) => {
    expect(isRecentEnough({ place: 'on the PATH', executable: 'java', release })).toBe(expected);
  });
});

describe('the sentence for a missing Java', () => {
  const answer = (place: string, release: number | undefined) => ({ place, executable: 'java', release });

  it('names what was found and where', () => {
    const answers = [answer('in JAVA_HOME', undefined), answer('on the PATH', 17), answer('in a folder', 11)];
    expect(noJavaSentence(answers)).toBe(
      'The emulators need Java 21 or newer, and only Java 17 on the PATH and Java 11 in a folder was found: ' +
        'install a JDK 21 or newer, or set JAVA_HOME to one.',
    );
  });

  it('says so when there is none', () => {
    expect(noJavaSentence([])).toMatch(/no Java was found/);
  });
});
