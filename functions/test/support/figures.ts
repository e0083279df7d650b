import { appendFileSync } from 'node:fs';

/** Whether this is `npm run torture`: the same scenarios, long. */
const isTorture = process.env['CRM_TORTURE'] === '1';

/** The size of a scenario in the normal run and in the long one. */
export function sized<T>({ short, long }: { short: T; long: T }): T {
  return isTorture ? long : short;
}

/** Tells the figure of a scenario as one line, and the long run's table of it. */
export function figure(scenario: string, result: string): void {
  process.stdout.write(`  ${scenario}: ${result}\n`);
  const file = process.env['CRM_FIGURES'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify([scenario, result])}\n`);
}
