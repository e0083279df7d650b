import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { benchBill } from './bench/bill.ts';
import { benchColdStart } from './bench/cold-start.ts';
import { benchExport } from './bench/export.ts';
import { benchImport } from './bench/import.ts';
import { startGoogle } from './bench/google.ts';
import { benchKeystrokes } from './bench/keystrokes.ts';
import { benchLargeLists } from './bench/large-lists.ts';
import { benchOverhead } from './bench/overhead.ts';
import { benchPageBesidePeers, benchPeers } from './bench/peers.ts';
import type { Surroundings } from './bench/start-function.ts';
import { benchReads } from './bench/reads.ts';
import { benchTerms } from './bench/terms.ts';
import { readCommandLine } from './command-line.ts';
import { inSuite } from './in-suite.ts';
import { runScript } from './sentence.ts';

/** What a section works with: a Firestore project of its own, and a Google of its own. */
interface Bench extends Surroundings {
  firestore: Firestore;
  rounds: number;
}

const SECTIONS: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  'cold-start': ({ firestore, ...rest }) => benchColdStart(firestore, rest),
  overhead: ({ firestore, ...rest }) => benchOverhead(firestore, rest),
  bill: ({ firestore, ...rest }) => benchBill(firestore, rest),
  reads: () => benchReads(),
  keystrokes: ({ firestore, ...rest }) => benchKeystrokes(firestore, rest),
  memory: ({ firestore, ...rest }) => benchLargeLists(firestore, rest),
  export: ({ firestore: _, ...rest }) => benchExport(rest),
  import: ({ project }) => benchImport(project),
  terms: ({ firestore }) => benchTerms(firestore),
  peers: ({ firestore, ...rest }) => benchPeers(firestore, rest),
  page: ({ firestore, ...rest }) => benchPageBesidePeers(firestore, rest),
};

/** `npm run bench -- [SECTION ...]`, in a suite of its own: every table of the benchmark in docs/figures.md. */
await runScript(async () => {
  const names = Object.keys(SECTIONS);
  const { words: wanted } = readCommandLine({
    name: 'bench',
    does: `Measures every table of docs/figures.md, or those of some sections: ${names.join(', ')}.`,
    words: { usage: '[SECTION ...]', known: { every: names } },
  });
  if (await inSuite(import.meta.filename, wanted)) return;
  for (const name of wanted.length > 0 ? wanted : names) {
    const project = `demo-bench-${name}-${Date.now()}`;
    const app = initializeApp({ projectId: project }, project);
    const google = await startGoogle(project);
    const rounds = Number(process.env['BENCH_ROUNDS'] ?? 9);
    try {
      await SECTIONS[name]?.({ firestore: getFirestore(app), project, google, rounds });
    } finally {
      await google.close();
      await deleteApp(app);
    }
  }
});
