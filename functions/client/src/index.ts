export * from './customers-client.ts';
export type * from './models.ts';
export { ProblemError } from './problem-error.ts';
