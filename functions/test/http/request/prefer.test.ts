import type { Request } from 'express';
import { expect, it } from 'vitest';
import { prefersMinimal } from '../../../src/http/request/prefer.ts';

const prefers = (header?: string) => prefersMinimal({ get: () => header } as unknown as Request);

it.for([
  'return=minimal',
  'Return = "minimal"',
  'wait=5, return=minimal; x=1',
  'return=minimal, return=representation',
])('Prefer: %s is for the least', (header) => {
  expect(prefers(header)).toBe(true);
});

it.for([
  undefined,
  '',
  'return=representation',
  'return=representation, return=minimal',
  'xreturn=minimal',
  'return=minimally',
  'minimal',
])('Prefer: %s is not', (header) => {
  expect(prefers(header)).toBe(false);
});
