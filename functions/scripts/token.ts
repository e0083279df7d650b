import { readCommandLine } from './command-line.ts';
import { developmentToken, isRole } from './development-users.ts';
import { roles } from './development-sign-in.ts';
import { runScript } from './sentence.ts';

/**
 * `npm run token --silent -- ROLE`: prints a fresh ID token of that role's development user, and nothing else.
 * (Without `--silent` npm itself prints the script's name above it.)
 */
await runScript(async () => {
  const { words } = readCommandLine({
    name: 'token',
    does: "Prints a fresh ID token of that role's development user, good for an hour. npm prints nothing else with --silent:\n  TOKEN=$(npm run token --silent -- editor)",
    words: { usage: 'viewer|editor|admin', known: { 0: roles }, most: 1, required: true },
  });
  if (isRole(words[0])) console.log(await developmentToken(words[0]));
});
