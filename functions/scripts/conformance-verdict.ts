import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shortName } from './emulator-process.ts';
import { Sentence } from './sentence.ts';

/** What specmatic found wrong with one answer. */
export interface Finding {
  request: string;
  message: string;
}

/** What it found in one run. */
export interface Verdict {
  requests: number;
  findings: Finding[];
}

interface Explanation {
  request: RegExp;
  message: RegExp;
  why: string;
}

/** What it takes for wrong, and why it is right. One that nothing needs any more fails the run. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    request: /GET \/openapi\.json -> 200/,
    message: />> RESPONSE\.BODY\.paths\./,
    why: 'Beside `openapi` the document may have anything; of such a value it takes the first element of a list for the type of all of them.',
  },
  {
    request: /GET \/docs\/\(file:string\) -> 200/,
    message: /expected \*\/\* but response contained text\/javascript/,
    why: 'It compares the media type letter by letter, and knows no `*/*`.',
  },
  {
    request:
      /POST \S*\/revert -> 200 .*the key version is set to (?:the largest possible value|a value within)/,
    message: /expected status 200 but response contained status 404/,
    why: 'The number of a version that the customer does not have: a schema cannot say which ones there are.',
  },
  {
    request: /POST \/crm\/customers -> 4xx .*Idempotency-Key is mutated from string to (?:boolean|number)/,
    message: /Expected 4xx status, but received 201/,
    why: 'A header is text: `true` and `12` are keys like any other. It thinks otherwise since it is asked for long ones.',
  },
];

/** Parts the findings into what is wrong and what is explained; `idle` are the explanations that nothing needed. */
export function explain(findings: readonly Finding[], explanations = EXPLANATIONS) {
  const fits =
    ({ request, message }: Finding) =>
    (explanation: Explanation) =>
      explanation.request.test(request) && explanation.message.test(message);
  return {
    explained: findings.filter((finding) => explanations.some(fits(finding))),
    wrong: findings.filter((finding) => !explanations.some(fits(finding))),
    idle: explanations.filter((explanation) => !findings.some((finding) => fits(finding)(explanation))),
  };
}

/** Reads the JUnit report of a run. A run without one, or without a request, is no verdict. */
export async function readVerdict(folder: string, log: string): Promise<Verdict> {
  const [file] = await readdir(folder).catch(() => []);
  if (file === undefined) throw new Sentence(`specmatic made no report: see ${shortName(log)}.`);
  const verdict = verdictOf(await readFile(join(folder, file), 'utf8'));
  if (verdict.requests === 0) throw new Sentence(`specmatic sent no request: see ${shortName(log)}.`);
  return verdict;
}

const TEST_CASE = /<testcase [^>]*?\sname="([^"]*)"[^>]*>(?:\s*<(?:failure|error)(?: message="([^"]*)")?)?/g;
const FAILURE = /<(?:failure|error)[ >]/g;

/** One test case is one request. */
export function verdictOf(report: string): Verdict {
  const cases = [...report.matchAll(TEST_CASE)];
  const findings = cases.flatMap(([whole, name = '', message = '']) =>
    /<(?:failure|error)/.test(whole)
      ? [{ request: plain(name).replace(/^.*contractTest\(\) > /, ''), message: plain(message) }]
      : [],
  );
  const failures = report.match(FAILURE)?.length ?? 0;
  if (failures !== findings.length) throw new Error(`${failures} failures, ${findings.length} of them read`);
  return { requests: cases.length, findings };
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** XML's text as it was before it was escaped. */
function plain(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (entity, code: string | undefined, name: string) =>
    code === undefined ? (NAMED[name] ?? entity) : String.fromCodePoint(Number(code)),
  );
}
