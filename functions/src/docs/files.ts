// The files of the docs page and the client, as the build has left them: each in three encodings, and named by what is in it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Reads each file once, when it is first asked for, and keeps it: the API's own start loads none of them. All of them together
 * are some 3 MB.
 */
export class DocsFiles {
  readonly #folder: string;
  readonly #read = new Map<string, Promise<Buffer>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Every file by its name, such as `page.js`. */
  async list(): Promise<Readonly<Record<string, DocsFile>>> {
    this.#list ??= this.#bytes(LIST).then((bytes) => DocsFileList.parse(JSON.parse(bytes.toString())));
    return this.#list;
  }

  #list: Promise<Record<string, DocsFile>> | undefined;

  /** A file in an encoding. */
  async content(name: string, encoding: DocsEncoding): Promise<Buffer> {
    return this.#bytes(`${name}${SUFFIXES[encoding]}`);
  }

  #bytes(name: string): Promise<Buffer> {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const bytes = readFile(join(this.#folder, name));
    this.#read.set(name, bytes);
    // What could not be read is asked for again.
    bytes.catch(() => this.#read.delete(name));
    return bytes;
  }
}

/** What the build says of a file. */
export type DocsFile = z.output<typeof DocsFile>;
const DocsFile = z.object({
  type: z.string(),
  /** Of its content: 16 characters of base64url. */
  hash: z.string(),
  /** Of a package. */
  version: z.string().optional(),
});

const DocsFileList = z.record(z.string(), DocsFile);

/** The encodings that the build makes (RFC 9110, 8.4.1), best first, and how their files end. */
const SUFFIXES = { br: '.br', gzip: '.gz', identity: '' } as const;
export type DocsEncoding = keyof typeof SUFFIXES;

/** The list of the files, made by the build. */
const LIST = 'files.json';

/** `page.js` as `page.HASH.js`, which names one content for ever. */
export function hashedName(name: string, { hash }: DocsFile): string {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
}

/** The name of a file, and the hash in it if there is one. */
export function plainName(file: string): { name: string; hash: string | null } {
  const [, stem, hash, end] = /^([^.]+)\.([\w-]{16})(\.\w+)$/.exec(file) ?? [];
  return stem === undefined || hash === undefined || end === undefined
    ? { name: file, hash: null }
    : { name: stem + end, hash };
}
