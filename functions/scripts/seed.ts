import { readCommandLine } from './command-line.ts';
import { findApiUrl } from './running-suite.ts';
import { seedCollection } from './seed-collection.ts';
import { seedCustomers } from './seed-customers.ts';
import { runScript, Sentence } from './sentence.ts';

/** `npm run seed`: fills the running suite's collection with the sample customers, if it is empty. */
await runScript(async () => {
  readCommandLine({
    name: 'seed',
    does: 'Fills the running suite with the sample customers. A collection that holds anything is left alone.',
  });
  const apiUrl = process.env['CRM_API_URL'] ?? (await findApiUrl());
  if (!apiUrl)
    throw new Sentence('The local suite is not running: start it with "npm start", which seeds it too.');
  const created = await seedCollection(apiUrl, seedCustomers);
  console.log(
    created === undefined ? 'Not seeded: the collection is not empty.' : `Seeded ${created} customers.`,
  );
});
