import { leaveProxiesOut } from './suite-environment.ts';

/** What went wrong, in one sentence for the person at the keyboard: no stack, because nothing is broken in here. */
export class Sentence extends Error {
  override name = 'Sentence';
}

/** What was asked for with `--help`: printed, and nothing else is done. */
export class Help extends Error {
  override name = 'Help';
}

/** How long a program may live on after its work is over: what it has said is out long before. */
const graceMs = 3000;

/**
 * Runs a script's main function. A {@link Sentence} is printed as it is and anything else with its stack; both end
 * in exit status 1, without `process.exit`, so that output on its way to a pipe is not lost. A {@link Help} is no fault.
 */
export async function runScript(main: () => Promise<void>): Promise<void> {
  leaveProxiesOut();
  try {
    await main();
  } catch (error) {
    if (error instanceof Help) console.log(error.message);
    else {
      console.error(error instanceof Sentence ? error.message : error);
      process.exitCode = 1;
    }
    // Whatever a library has left open must not keep a program that has failed: a person or a build waits for its end.
    setTimeout(() => process.exit(), graceMs).unref();
  }
}
