import { developmentToken, isRole } from './development-users.ts';
import { runScript, Sentence } from './sentence.ts';

/**
 * `npm run token --silent -- ROLE`: prints a fresh ID token of that role's development user, and nothing else.
 * (Without `--silent` npm itself prints the script's name above it.)
 */
await runScript(async () => {
  const role = process.argv[2];
  if (!isRole(role)) throw new Sentence('Usage: npm run token --silent -- viewer|editor|admin');
  console.log(await developmentToken(role));
});
