/** What went wrong, in one sentence for the person at the keyboard: no stack, because nothing is broken in here. */
export class Sentence extends Error {
  override name = 'Sentence';
}

/** How long a program may live on after its work is over: what it has said is out long before. */
const graceMs = 3000;

/**
 * Runs a script's main function. A {@link Sentence} is printed as it is and anything else with its stack; both end
 * in exit status 1, without `process.exit`, so that output on its way to a pipe is not lost.
 */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error);
    process.exitCode = 1;
    // Whatever a library has left open must not keep a program that has failed: a person or a build waits for its end.
    setTimeout(() => process.exit(), graceMs).unref();
  }
}
