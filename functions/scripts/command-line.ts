import { parseArgs } from 'node:util';
import { Help, Sentence } from './sentence.ts';
import { editDistance } from '../src/duplicates/edit-distance.ts';

/**
 * Reads the arguments of a script. `--help` ends the script with its help; an option or a word that it does not know ends it with a
 * sentence that names the nearest one.
 *
 * @param from the arguments, without the names of Node and the script
 * @param environment where npm leaves an option that was meant for the script and written without `--`
 */
export function readCommandLine<
  Flags extends string = never,
  Values extends string = never,
  Lists extends string = never,
>(
  script: Script<Flags, Values, Lists>,
  from: string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): CommandLine<Flags, Values, Lists> {
  const flags: Record<string, string> = script.flags ?? {};
  const lists: Record<string, readonly [string, string]> = script.lists ?? {};
  const values: Record<string, readonly [string, string]> = { ...script.values, ...lists };
  const known = [...Object.keys(flags), ...Object.keys(values), 'help'];
  const taken = known.find(
    (name) => !UNKEPT.includes(name) && environment[`npm_config_${name}`] !== undefined,
  );
  if (taken !== undefined)
    throw new Sentence(`npm has kept --${taken} for itself: write npm run ${script.name} -- --${taken}`);
  // What comes after the first word of COMMAND is COMMAND's own.
  const own = script.words?.rest ? from.slice(0, firstWord(from, values)) : from;
  const { tokens } = parseArgs({
    args: own,
    options: {
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'boolean' as const }])),
      ...Object.fromEntries(Object.keys(values).map((name) => [name, { type: 'string' as const }])),
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options = tokens.filter((token) => token.kind === 'option');
  if (options.some(({ name }) => name === 'help')) throw new Help(helpOf(script));
  const see = `"npm run ${script.name} -- --help" shows what there is`;
  const read: Record<string, string | boolean | string[]> = {};
  for (const { name, rawName, value } of options) {
    if (!known.includes(name)) {
      const near = nearest(name, known);
      throw new Sentence(`Unknown option ${rawName}: ${near ? `did you mean --${near}?` : `${see}.`}`);
    }
    if (Object.hasOwn(flags, name) && value !== undefined)
      throw new Sentence(`The option --${name} takes no value; it was given "${value}".`);
    // An option's name in the place of a value is a forgotten value; one that begins with a dash is written --from=-x.
    if (Object.hasOwn(values, name) && (!value || isForgotten(name, value, own)))
      throw new Sentence(`The option --${name} needs a value: --${name} ${values[name]?.[0] ?? ''}`);
    if (Object.hasOwn(lists, name))
      read[name] = [...((read[name] as string[] | undefined) ?? []), value ?? ''];
    else read[name] = value ?? true;
  }
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  requireWords(script, words, see);
  if (script.words?.rest) words.push(...from.slice(own.length));
  if (script.words?.required && words.length === 0) throw new Sentence(usageOf(script));
  return { words, options: read as CommandLine<Flags, Values, Lists>['options'] };
}

/** Options of npm's own that may be set for every run of it: that one is there says nothing. */
const UNKEPT = ['help', 'yes'];

/** What a script takes, and the words of its help. */
export interface Script<Flags extends string, Values extends string, Lists extends string = never> {
  /** As npm knows it: `npm run NAME`. */
  name: string;
  /** What it does, in a sentence or two. */
  does: string;
  /** Options without a value, and what each does. */
  flags?: Record<Flags, string>;
  /** Options with a value: how the value is called, and what it is. */
  values?: Record<Values, readonly [called: string, does: string]>;
  /** Options with a value that may come several times. */
  lists?: Record<Lists, readonly [called: string, does: string]>;
  /** The words that follow. Left out: there are none. */
  words?: {
    /** As the usage shows them, such as "[SECTION ...]". */
    usage: string;
    /** The words that may stand in a place, or in every place. */
    known?: Partial<Record<number | 'every', readonly string[]>>;
    /** How many there may be; any number where it is left out. */
    most?: number;
    /** Whether there must be one. */
    required?: boolean;
    /** Whether everything from the first word on is one command of somebody else's. */
    rest?: boolean;
  };
}

export interface CommandLine<Flags extends string, Values extends string, Lists extends string = never> {
  words: string[];
  options: Partial<Record<Flags, true> & Record<Values, string> & Record<Lists, string[]>>;
}

function requireWords(script: Script<string, string, string>, words: readonly string[], see: string): void {
  const { most = script.words ? Infinity : 0, known = {} } = script.words ?? {};
  const extra = words[most];
  if (extra !== undefined) throw new Sentence(`"${extra}" is one word too many: ${see}.`);
  for (const [place, word] of words.entries()) {
    const choices = known[place] ?? known.every;
    if (choices === undefined || choices.includes(word)) continue;
    const near = nearest(word, choices);
    throw new Sentence(
      `There is no "${word}"; there ${choices.length === 1 ? 'is' : 'are'} ${choices.join(', ')}${near ? `: did you mean ${near}?` : '.'}`,
    );
  }
}

/** Whether what was read as the value of an option is the next option: it stands in an argument of its own. */
function isForgotten(name: string, value: string, args: readonly string[]): boolean {
  return value.startsWith('-') && !args.includes(`--${name}=${value}`);
}

/** Where the first word stands that is neither an option nor the value of one. */
function firstWord(args: readonly string[], values: Record<string, unknown>): number {
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? '';
    if (!argument.startsWith('-')) return at;
    if (Object.hasOwn(values, argument.slice(2))) at++;
  }
  return args.length;
}

function usageOf(script: Script<string, string, string>): string {
  const values = Object.entries({ ...script.values, ...script.lists }).map(
    ([name, [called]]) => `[--${name} ${called}]`,
  );
  const options = [...Object.keys(script.flags ?? {}).map((name) => `[--${name}]`), ...values];
  const rest = [...options, ...(script.words ? [script.words.usage] : [])].join(' ');
  return `Usage: npm run ${script.name}${rest && ` -- ${rest}`}`;
}

function helpOf(script: Script<string, string, string>): string {
  const rows = [
    ...Object.entries(script.flags ?? {}).map(([name, does]) => [`--${name}`, does] as const),
    ...Object.entries({ ...script.values, ...script.lists }).map(
      ([name, [called, does]]) => [`--${name} ${called}`, does] as const,
    ),
    ['--help', 'shows this'] as const,
  ];
  const width = Math.max(...rows.map(([option]) => option.length));
  const lines = rows.map(([option, does]) => `  ${option.padEnd(width)}  ${does}`);
  return `${usageOf(script)}\n\n${script.does}\n\n${lines.join('\n')}`;
}

/** The name that was meant, where one is near enough: a third of it may be wrong, two letters at least. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const ranked = names
    .map((name) => ({ name, distance: editDistance(lower, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3) && distance < name.length)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}
