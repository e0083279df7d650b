import { figure, printTable } from './bench/table.ts';
import { readCommandLine } from './command-line.ts';
import { HELD_OUT_SEED, TUNING_SEEDS } from './duplicates/error-rates.ts';
import { febrlSets, greekRecords } from './duplicates/labelled-sets.ts';
import { measureQuality, type Found, type LabelledRecord, type Quality } from './duplicates/quality.ts';
import { runScript, Sentence } from './sentence.ts';

// Stands before the script, which runs as soon as it is read.
const LEVEL_HEAD = ['', 'true pairs', 'certain', 'probable', 'possible'];

/**
 * `npm run duplicates:quality`: how many duplicates are found, how many of what is found are duplicates, and what a check reads. The
 * tables of docs/figures.md.
 */
await runScript(async () => {
  const { options } = readCommandLine({
    name: 'duplicates:quality',
    does: 'Measures how well duplicates are found among invented Greek customers: of the seeds that the weights are tuned on, or of the one that is held out.',
    flags: { 'held-out': 'the seed that nothing was tuned on' },
    values: { folder: ['FOLDER', 'measures the public FEBRL sets as well, in febrl1.csv, febrl2.csv ...'] },
  });
  const sets: [string, () => LabelledRecord[]][] = [];
  const seeds = options['held-out'] ? [HELD_OUT_SEED] : TUNING_SEEDS;
  for (const seed of seeds)
    sets.push([`5,000 + 1,000, seed ${seed}`, () => greekRecords(seed, 5_000, 1_000)]);
  const [seed] = seeds;
  sets.push([`20,000 + 4,000, seed ${seed}`, () => greekRecords(seed, 20_000, 4_000)]);
  if (options.folder !== undefined) {
    const found = await febrlSets(options.folder);
    if (found.size === 0) throw new Sentence(`There is no febrl1.csv, febrl2.csv ... in ${options.folder}.`);
    for (const [name, records] of found) sets.push([name, () => records]);
  }
  const measured: [string, Quality][] = [];
  for (const [name, records] of sets) measured.push([name, (await measureQuality(records())).quality]);
  printTable(
    'Duplicates: precision / recall / F1 of all pairs, in %',
    LEVEL_HEAD,
    rows(measured, (each) => each),
  );
  printTable(
    'The same, of pairs that share a number or an address',
    LEVEL_HEAD,
    rows(measured, ({ sharing }) => sharing),
  );
  printTable(
    'What a check reads: median, 95th percentile, most',
    ['', 'blocking recall, %', 'candidates', 'reads', 'cut at 50, %'],
    measured.map(([name, { blockingRecall, candidates, reads, cut }]) => [
      name,
      percent(blockingRecall),
      spread(candidates),
      spread(reads),
      percent(cut),
    ]),
  );
});

function rows(
  measured: readonly (readonly [string, Quality])[],
  part: (quality: Quality) => Pick<Quality, 'truePairs' | 'levels'>,
): string[][] {
  return measured.map(([name, quality]) => {
    const { truePairs, levels } = part(quality);
    return [name, figure(truePairs), ...[levels.certain, levels.probable, levels.possible].map(found)];
  });
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function found({ precision, recall, f1 }: Found): string {
  return [precision, recall, f1].map(percent).join(' / ');
}

function spread({ median, p95, max }: Quality['reads']): string {
  return `${median}, ${p95}, ${max}`;
}
