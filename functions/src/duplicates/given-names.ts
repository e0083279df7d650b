// How the forms of each given name sound, to know a misspelt one.
import { foldWords } from '../search/fold.ts';
import { singleLetters, soundKeys } from '../search/phonetic.ts';
import { GIVEN_NAMES } from '../search/relaxed/word-table.ts';

/** The sounds of a given name's forms, by its formal name. Empty for a name that is not in the table. */
export function soundsOfGivenName(formalName: string): readonly string[] {
  return (known ??= readTable()).get(formalName) ?? [];
}

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** Made when it is first asked for. */
function readTable(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    GIVEN_NAMES.trim()
      .split('\n')
      .map((line) => {
        const words = foldWords(line.replaceAll(/[>=]/gu, ' '));
        const sounds = words.flatMap(({ marked }) =>
          soundKeys(singleLetters(marked), false, true).always.slice(0, 1),
        );
        return [words[0]?.plain ?? '', sounds.map((sound) => sound.toLowerCase())] as const;
      }),
  );
}
