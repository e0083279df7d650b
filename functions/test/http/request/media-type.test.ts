import { PassThrough } from 'node:stream';
import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { Deadline } from '../../../src/limits/deadline.ts';
import { readJson } from '../../../src/http/request/json-body.ts';
import { Problem } from '../../../src/standards/problem.ts';
import { slowness } from '../../support/processor-time.ts';

/** Reads `{}` that came with a Content-Type: the value, or the code of the refusal. */
async function read(contentType: string): Promise<unknown> {
  const body = new PassThrough();
  body.end('{}');
  const req = Object.assign(body, { headers: { 'content-type': contentType } }) as unknown as Request;
  return readJson(req, new Deadline(9000)).catch((error: unknown) => (error as Problem).code);
}

describe('a Content-Type', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json ; charset = "UTF8" ;',
    'application/json;',
  ])('%j is JSON in UTF-8', async (contentType) => {
    expect(await read(contentType)).toEqual({ value: {}, mediaType: 'application/json' });
  });

  it.each([
    '',
    ';',
    'json',
    'application/jsonp',
    'application/json x',
    'application/json; charset=utf-16',
    'application/json; charset="utf-8" x',
    'application/json; v=1',
  ])('%j is not', async (contentType) => {
    expect(await read(contentType)).toBe('unsupported_media_type');
  });

  const size = 120_000;
  it.each([
    ['spaces', `application/json${' '.repeat(size)}x`],
    ['tabs behind a semicolon', `application/json;${'\t'.repeat(size)}x`],
    ['semicolons', `application/json${';'.repeat(size)}x`],
    ['semicolons and spaces', `application/json${' ; '.repeat(size / 3)}x`],
    ['a charset and spaces', `application/json; charset${' '.repeat(size)}x`],
    ['charsets', `application/json${';charset=utf-8'.repeat(size / 14)}x`],
    ['a charset, an equals sign and spaces', `application/json;charset=${' '.repeat(size)}"`],
  ])('of 120 kB of %s is refused for less than 250 ms of the processor', async (_what, contentType) => {
    const before = process.cpuUsage();
    expect(await read(contentType)).toBe('unsupported_media_type');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / slowness()).toBeLessThan(250);
  });
});
