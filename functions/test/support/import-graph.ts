import { posix } from 'node:path';
import { preProcessFile } from 'typescript';

/** One file that imports another, both by their paths in the same folder; types count. */
export interface Import {
  file: string;
  line: number;
  imported: string;
}

/** The imports among some files, given by path and text; what is not among them, such as a package, is left out. */
export function importsAmong(files: ReadonlyMap<string, string>): Import[] {
  return [...files].flatMap(([file, text]) =>
    preProcessFile(text, true, true).importedFiles.flatMap(({ fileName, pos }) => {
      const imported = posix.join(posix.dirname(file), fileName);
      const line = text.slice(0, pos).split('\n').length;
      return fileName.startsWith('.') && files.has(imported) ? [{ file, line, imported }] : [];
    }),
  );
}

/** As an editor takes one to it: `http/a.ts:3 imports records/b.ts`. */
export const inWords = ({ file, line, imported }: Import) => `${file}:${line} imports ${imported}`;

/** The circles of imports: of every file that is in any the shortest, and each circle once. */
export function circlesOf(imports: readonly Import[]): Import[][] {
  const circles = new Map<string, Import[]>();
  for (const file of new Set(imports.map((each) => each.file))) {
    const circle = shortestWay(imports, file);
    const name = circle?.map(inWords).sort().join();
    if (circle !== null && name !== undefined && !circles.has(name)) circles.set(name, circle);
  }
  return [...circles.values()];
}

/** The shortest way from a file back to itself. */
function shortestWay(imports: readonly Import[], start: string): Import[] | null {
  const seen = new Set<string>();
  let ways: Import[][] = [[]];
  while (ways.length > 0) {
    const longer: Import[][] = [];
    for (const way of ways) {
      const at = way.at(-1)?.imported ?? start;
      for (const step of imports.filter(({ file }) => file === at)) {
        if (step.imported === start) return [...way, step];
        if (seen.has(step.imported)) continue;
        seen.add(step.imported);
        longer.push([...way, step]);
      }
    }
    ways = longer;
  }
  return null;
}
