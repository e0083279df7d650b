import { setTimeout as sleep } from 'node:timers/promises';
import { isRequest, isWorthShowing, readable } from './emulator-log.ts';

const QUIET_MS = 300;

/** Shows the emulators' lines, but those of requests only once the seeding is over and its own have come in. */
export class RequestsAfter {
  #isOn = false;
  #last = Date.now();

  line(line: string): void {
    this.#last = Date.now();
    if (isWorthShowing(line) && (this.#isOn || !isRequest(line))) console.log(readable(line));
  }

  /** The functions' output lags behind their answers: waits until it is quiet. */
  async start(): Promise<void> {
    while (Date.now() - this.#last < QUIET_MS) await sleep(QUIET_MS / 3);
    this.#isOn = true;
  }
}
