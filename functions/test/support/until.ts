/** Asks again until the answer is not null; a test waits for a condition and never for a time. */
export async function until<T>(ask: () => Promise<T | null>, { withinMs = 20_000 } = {}): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
