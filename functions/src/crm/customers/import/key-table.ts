// Which row of a file first had a key: for hundreds of thousands of keys, in 12 bytes each.
import { hash } from 'node:crypto';

/**
 * A hash table with open addresses. A key stands as 48 bits of its digest: of 400,000 keys two have the same ones with a probability of
 * 0.03%, and then a dry run names a row that is not the same.
 */
export class KeyTable {
  #digests = new Float64Array(1024);
  #rows = new Uint32Array(1024);
  #size = 0;

  /** The row that first had the key; this one where none had it before. */
  first(key: string, row: number): number {
    if (this.#size * 2 >= this.#rows.length) this.#grow();
    // 0 is an empty place, and no row has the number 0.
    const digest = Buffer.from(hash('sha256', key, 'buffer').subarray(0, 6)).readUIntBE(0, 6);
    const at = this.#placeOf(digest);
    if (this.#rows[at] !== 0) return this.#rows[at] ?? row;
    this.#digests[at] = digest;
    this.#rows[at] = row;
    this.#size += 1;
    return row;
  }

  #placeOf(digest: number): number {
    const mask = this.#rows.length - 1;
    let at = digest % this.#rows.length;
    while (this.#rows[at] !== 0 && this.#digests[at] !== digest) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [digests, rows] = [this.#digests, this.#rows];
    this.#digests = new Float64Array(rows.length * 2);
    this.#rows = new Uint32Array(rows.length * 2);
    for (const [at, row] of rows.entries()) {
      if (row === 0) continue;
      const place = this.#placeOf(digests[at] ?? 0);
      this.#digests[place] = digests[at] ?? 0;
      this.#rows[place] = row;
    }
  }
}
