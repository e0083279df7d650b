// A resource as the OpenAPI document shows it: the operations that its router serves, and what is said of each.
import type { z } from 'zod';
import type { Operation } from '../http/operations.ts';
import type { Problem } from '../standards/problem.ts';
import type { HeaderName } from './headers.ts';
import type { CommonProblem } from './problems.ts';

export interface Resource {
  /** Without `/api`. */
  path: string;
  operations: Record<string, Operation>;
  descriptions: Record<string, Description>;
  /** The problems that only this resource has, one of each, by code. */
  problems: Record<string, Problem>;
}

/** What is said of one operation; all the rest is in its table. */
export interface Description<Code extends string = string> {
  tag: string;
  summary: string;
  description: string;
  /** Each parameter of the path and of the query string. */
  parameters?: Record<string, z.core.GlobalMeta>;
  /** Of the body. */
  examples?: Examples;
  /** Of the body as a JSON Patch. */
  patchExamples?: Examples;
  answers: Record<`${2 | 3}${string}`, Answer>;
  /** The problems beside those that every operation of its kind can have. */
  problems?: readonly Code[];
}

export interface Answer {
  description: string;
  headers?: readonly HeaderName[];
  mediaType?: string;
  schema?: z.ZodType;
  /** Other media types in which it is answered too, each a text. */
  alsoAs?: readonly string[];
  examples?: Examples;
  /** By media type, the examples of an answer in one of several formats; instead of the three. */
  formats?: Readonly<Record<string, Examples>>;
}

export type Examples = Record<string, { summary: string; value: unknown }>;

/**
 * Makes a `Resource`. An operation without a description, a parameter that nobody described, a body without an example
 * and a problem that does not exist do not compile.
 */
export function resource<Operations extends Record<string, Operation>, Code extends string>(init: {
  path: string;
  operations: Operations;
  descriptions: {
    [Name in keyof Operations]: DescriptionOf<Operations[Name], NoInfer<Code> | CommonProblem>;
  };
  problems: Record<Code, Problem>;
}): Resource {
  return init;
}

type DescriptionOf<Declared extends Operation, Code extends string> = Description<Code> &
  ([ParameterOf<Declared>] extends [never]
    ? unknown
    : { parameters: Record<ParameterOf<Declared>, z.core.GlobalMeta> }) &
  (Declared['body'] extends z.ZodType ? { examples: Examples } : unknown) &
  (Declared['takesJsonPatch'] extends true ? { patchExamples: Examples } : unknown);

type ParameterOf<Declared extends Operation> = NameIn<Declared['params']> | NameIn<Declared['query']>;

type NameIn<Schema> = Schema extends z.ZodObject<infer Shape> ? keyof Shape & string : never;
