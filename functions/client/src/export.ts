import type { CustomersClient } from './customers-client.ts';
import type { ExportQuery } from './models.ts';
import type { CallOptions } from './options.ts';
import { SEND } from './requester.ts';

/**
 * The customers of a list as a file, part by part: put one behind the other, the parts are the file, all as of one moment. A part that was cut off is
 * asked for again. To go on later, keep the `cursor` of the last part and give it with the same query; after 55 minutes that throws a
 * {@link ProblemError} with the code `changes_expired`.
 */
export async function* exportAll(
  client: CustomersClient,
  query: ExportQuery,
  options?: CallOptions,
): AsyncGenerator<ExportPart, void> {
  const columns = query.columns?.join();
  for (let cursor = query.cursor; ;) {
    const sent = { path: '', query: { ...query, columns, cursor }, isRaw: true, ...options } as const;
    const { data: part } = await client[SEND]<Response>(sent);
    const header = (name: string) => part.headers.get(name) ?? '';
    cursor = /[?&]cursor=([^&>]+)/.exec(header('Link'))?.[1] ?? null;
    yield {
      bytes: new Uint8Array(await part.arrayBuffer()),
      cursor,
      total: Number(header('X-Total-Count')),
      isTotalExact: header('X-Total-Is-Exact') === 'true',
      snapshotTime: header('X-Snapshot-Time'),
      changesSince: header('Changes-Since'),
      filename: /filename="(.*)"/.exec(header('Content-Disposition'))?.[1] ?? '',
    };
    if (cursor === null) return;
  }
}

export interface ExportPart {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where the next part begins; null behind the last one. */
  cursor: string | null;
  /** How many customers the whole file has; of a search it may be an upper bound. */
  total: number;
  isTotalExact: boolean;
  /** As of when all parts are. */
  snapshotTime: string;
  /** The token of all changes after that, for `changes` and `watch`. */
  changesSince: string;
  /** A name for the file. */
  filename: string;
}
