// Holds an archive to a size before anything of it is kept in memory: some kilobytes can inflate to many gigabytes.

/** The bytes that all files of an archive may have together, and how many files there may be. */
const MOST_BYTES = 100_000_000;
const MOST_FILES = 1000;

/**
 * Whether the files of an archive (ZIP, APPNOTE 4.3) are as small as they may be. Each is inflated and thrown away, as far as the bound: the sizes that
 * an archive tells may be untrue. False for what cannot be read.
 */
export async function isWithinBounds(archive: ArrayBuffer): Promise<boolean> {
  let left = MOST_BYTES;
  try {
    for (const { method, from, to } of filesOf(new DataView(archive))) {
      if (method === STORED) left -= to - from;
      else if (method === DEFLATED)
        left -= await inflatedSize(new Uint8Array(archive, from, to - from), left);
      else return false;
      if (left < 0) return false;
    }
    return left < MOST_BYTES;
  } catch {
    return false;
  }
}

const STORED = 0;
const DEFLATED = 8;

/** Where the files lie, by the directory at the archive's end. */
function filesOf(view: DataView) {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_FILES) throw new RangeError('too many files');
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: count }, () => {
    if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError('no entry');
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const file = { method: view.getUint16(at + 10, true), from, to: from + view.getUint32(at + 20, true) };
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
    return file;
  });
}

/** The record at the end, behind which a comment may stand. */
function endOf(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new RangeError('no archive');
}

/** Up to one more chunk than the most. */
async function inflatedSize(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<number> {
  const inflating = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  let size = 0;
  for (const reader = inflating.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return size;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return size;
    }
  }
}
