// How many letters differ between two texts.

/**
 * Letters put in, left out, changed or swapped with their neighbour (the optimal string alignment distance). What is above
 * `most` is told as more than it, and found out sooner.
 */
export function editDistance(a: string, b: string, most = Infinity): number {
  let twoBefore: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (twoBefore[j - 2] ?? 0) + 1);
      row.push(best);
      least = Math.min(least, best);
    }
    if (least > most) return most + 1;
    [twoBefore, before] = [before, row];
  }
  return before[b.length] ?? 0;
}
