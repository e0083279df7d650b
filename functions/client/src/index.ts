export * from './customers-client.ts';
export type * from './models.ts';
export type * from './options.ts';
export { ProblemError } from './problem-error.ts';
