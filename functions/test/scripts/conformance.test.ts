import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PARTS, partOf, unaskedOperations } from '../../scripts/conformance-parts.ts';
import { explain, verdictOf } from '../../scripts/conformance-verdict.ts';
import { contractFile } from '../../scripts/project.ts';

const text = readFileSync(contractFile, 'utf8');

describe('the conformance run', () => {
  it('asks about every operation of the document', () => {
    expect(unaskedOperations(text)).toEqual([]);
    const document = JSON.parse(text) as { paths: Record<string, object> };
    document.paths['/new'] = { get: { operationId: 'somethingNew' } };
    expect(unaskedOperations(JSON.stringify(document))).toEqual(['somethingNew']);
  });

  it('changes nothing in the document but parameters and security', () => {
    for (const part of PARTS) {
      const { paths, ...rest } = partOf(text, part) as { paths: object };
      expect(JSON.parse(text)).toMatchObject(rest);
      expect(Object.keys(paths).length).toBeGreaterThan(0);
    }
  });

  it('reads a report, and counts a failure as wrong unless an explanation fits it', () => {
    const report = `<testsuite tests="3" failures="2">
<testcase classname="Tests" name="a &gt; contractTest() &gt; GET /a -&gt; 200" time="1"><system-out/></testcase>
<testcase classname="Tests" name="a &gt; contractTest() &gt; GET /b -&gt; 200" time="1">
<failure message="expected &quot;1&quot;&#10;got 2">text</failure></testcase>
<testcase classname="Tests" name="a &gt; contractTest() &gt; GET /c -&gt; 200" time="1">
<failure message="expected 3">text</failure></testcase>
</testsuite>`;
    const { requests, findings } = verdictOf(report);
    expect(requests).toBe(3);
    expect(findings).toEqual([
      { request: 'GET /b -> 200', message: 'expected "1"\ngot 2' },
      { request: 'GET /c -> 200', message: 'expected 3' },
    ]);
    const b = { request: /GET \/b/, message: /got 2/, why: 'b' };
    const stale = { request: /GET \/a/, message: /./, why: 'stale' };
    const { wrong, explained, idle } = explain(findings, [b, stale]);
    expect(explained.map(({ request }) => request)).toEqual(['GET /b -> 200']);
    expect(wrong.map(({ request }) => request)).toEqual(['GET /c -> 200']);
    expect(idle).toEqual([stale]);
  });
});
