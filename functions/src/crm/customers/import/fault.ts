// A fault of a row as it is stored, with its text in every language, and as it is answered in one.
import { z } from 'zod';
import type { Language, Text } from '../../../standards/languages.ts';
import { Problem } from '../../../standards/problem.ts';

/** As it is answered. */
export const FaultBody = z.strictObject({
  column: z
    .string()
    .nullable()
    .meta({ description: 'The name of the column; null where it is about the row.' }),
  pointer: z.string().meta({ description: 'The field of the customer, as a JSON Pointer.' }),
  code: z.string(),
  message: z.string(),
});

/** As it is stored. */
export interface RowFault {
  column: string | null;
  pointer: string;
  code: string;
  message: Text;
}

/** The faults of a write that was refused, of which no column is known. */
export function faultsOf(problem: Problem): RowFault[] {
  const known = problem.faults?.known ?? [{ pointer: '', code: problem.code, message: problem.detail }];
  return known.slice(0, MAX_FAULTS).map((fault) =>
    shortFault({
      column: null,
      pointer: 'pointer' in fault ? fault.pointer : '',
      code: fault.code,
      message: fault.message,
    }),
  );
}

/** With short texts: names of columns and keys come from a file, and the faults of 200 rows must fit into one document. */
export const shortFault = ({ column, pointer, code, message }: RowFault): RowFault => ({
  column: column === null ? null : short(column, 80),
  pointer: short(pointer, 120),
  code,
  message: { en: short(message.en, 240), el: short(message.el, 240) },
});

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;

/** In one language. */
export const faultBody = (
  { message, ...fault }: RowFault,
  language: Language,
): z.infer<typeof FaultBody> => ({
  ...fault,
  message: message[language],
});

/** So many faults of a row are kept. */
export const MAX_FAULTS = 5;
