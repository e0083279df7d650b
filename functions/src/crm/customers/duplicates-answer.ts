// Found duplicates in the words of the contract.
import type { PairPage } from '../../records/duplicates/pair-page.ts';
import type { FoundDuplicates } from '../../records/kind.ts';
import type { DuplicatesResponse } from './duplicate-models.ts';
import type { CustomerInDB } from './models.ts';

/** The answer to a check, and what a refusal says. */
export function duplicatesAnswer({ duplicates, ...rest }: FoundDuplicates<CustomerInDB>): DuplicatesResponse {
  return {
    duplicates: duplicates.map(({ record: customer, deleted, level, score, reasons }) => ({
      customer,
      deleted: deleted !== null,
      trash: deleted,
      level,
      score,
      reasons: [...reasons],
    })),
    ...rest,
  };
}

/** The rows of a page of pairs as JSON: the customers are that already. */
export const pairRows = ({ rows }: PairPage): Buffer[] =>
  rows.map(({ pair: { level, score, reasons, found_at, dismissed }, a, b }) => {
    const who = dismissed && { by: dismissed.by, by_name: dismissed.by_name, at: dismissed.at };
    const etags = [a.etag, b.etag];
    const rest = JSON.stringify({ etags, level, score, reasons, found_at, dismissed: who });
    return Buffer.concat([
      Buffer.from('{"a":'),
      a.answer,
      Buffer.from(',"b":'),
      b.answer,
      Buffer.from(`,${rest.slice(1)}`),
    ]);
  });
