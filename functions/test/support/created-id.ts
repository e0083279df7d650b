import { expect } from 'vitest';
import type { TestApi } from './api.ts';
import { CUSTOMERS_PATH } from './paths.ts';

/** Creates a customer and answers its id. */
export async function createdId(api: TestApi, body: object): Promise<string> {
  const answer = await api.as('editor').post(CUSTOMERS_PATH, body);
  expect(answer.status).toBe(201);
  return answer.body.id as string;
}
