import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { benchBill } from './bench/bill.ts';
import { benchColdStart } from './bench/cold-start.ts';
import { startGoogle } from './bench/google.ts';
import { benchLargeLists } from './bench/large-lists.ts';
import { benchOverhead } from './bench/overhead.ts';
import { benchPeers } from './bench/peers.ts';
import type { Surroundings } from './bench/start-function.ts';
import { benchTerms } from './bench/terms.ts';
import { runScript, Sentence } from './sentence.ts';

/** What a section works with: a Firestore project of its own, and a Google of its own. */
interface Bench extends Surroundings {
  firestore: Firestore;
  rounds: number;
}

const SECTIONS: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  'cold-start': ({ firestore, ...rest }) => benchColdStart(firestore, rest),
  overhead: ({ firestore, ...rest }) => benchOverhead(firestore, rest),
  bill: ({ firestore, ...rest }) => benchBill(firestore, rest),
  memory: ({ firestore, ...rest }) => benchLargeLists(firestore, rest),
  terms: ({ firestore }) => benchTerms(firestore),
  peers: ({ firestore, ...rest }) => benchPeers(firestore, rest),
};

/** `npm run bench -- [SECTION ...]`, in the suite: every table of the benchmark in docs/figures.md. */
await runScript(async () => {
  const wanted = process.argv.slice(2);
  const names = Object.keys(SECTIONS);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Sentence(`There is no section ${unknown}; there are ${names.join(', ')}.`);
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
