import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const pauseMs = 100;

/**
 * Hands on each line that is written to the file from now on, until `done` settles and what was left has been read.
 * A program that writes into a file outlives its reader; one that writes into a pipe is ended by the reader's death.
 */
export async function followLog(
  file: string,
  done: Promise<unknown>,
  onLine: (line: string) => void,
): Promise<void> {
  const state = { done: false };
  void done.then(() => (state.done = true));
  const log = await open(file);
  try {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const last = state.done;
      for (;;) {
        const { buffer, bytesRead } = await log.read();
        if (bytesRead === 0) break;
        const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine(line);
      }
      if (last) return;
      await wait(pauseMs);
    }
  } finally {
    await log.close();
  }
}
