import type { CustomersClient } from './customers-client.ts';
import type {
  CustomerInDB,
  CustomerListResponse,
  CustomerRef,
  HeldRecord,
  Subject,
  SubjectAccess,
  SubjectAccesses,
} from './models.ts';
import type { CallOptions } from './options.ts';
import { elements, pages } from './pages.ts';
import { SEND } from './requester.ts';
import { markShown } from './shown.ts';

/**
 * Everything that is held of a person, for somebody who asks (role admin); all parts, joined. Of one that was merged into another one you get that. Throws a
 * {@link ProblemError}: `customer_not_found`, and `changes_expired` where it took more than an hour or something was erased meanwhile.
 */
export async function subjectAccess(
  client: CustomersClient,
  customer: CustomerRef,
  options: SubjectOptions = {},
): Promise<Subject> {
  const customer_id = typeof customer === 'string' ? customer : customer.id;
  const sent = { path: '/{customer_id}/subject-access', values: { customer_id } };
  const told = new Map<string, Subject>();
  for await (const part of parts<SubjectAccess>(client, sent, options)) {
    const { next_cursor: _, generated_at: __, ...subject } = part;
    join(told, subject);
  }
  const [whole] = told.values();
  if (whole === undefined) throw new TypeError('an answer without a customer');
  return whole;
}

/** The same of all who have an e-mail address or a phone number, those in the trash too. */
export async function subjectAccessBy(
  client: CustomersClient,
  { kind, value }: { kind: 'email' | 'phone'; value: string },
  options: SubjectOptions = {},
): Promise<Subject[]> {
  const told = new Map<string, Subject>();
  const sent = { path: `/by/${kind}/{value}/subject-access`, values: { value } };
  for await (const { subjects } of parts<SubjectAccesses>(client, sent, options))
    for (const subject of subjects) join(told, subject);
  return [...told.values()];
}

/** The customers whom nobody has changed since a date such as `2023-01-01`, the oldest first (role admin); each page is fetched when it is reached. */
export function untouchedSince(
  client: CustomersClient,
  date: string,
  { signal }: CallOptions = {},
): AsyncGenerator<CustomerInDB, void> {
  const all = pages(async (cursor) => {
    const query = { untouched_since: date, ...cursor };
    const { data } = await client[SEND]<CustomerListResponse>({ path: '/retention', query, signal });
    data.customers.forEach((row, at) => markShown(row, data.etags[at]));
    return data;
  });
  return elements(all, ({ customers }) => customers);
}

export interface SubjectOptions extends CallOptions {
  /** `state`: each version with the whole customer after it, not only what it changed. */
  include?: 'state' | undefined;
}

function parts<Part extends { next_cursor: string | null }>(
  client: CustomersClient,
  sent: { path: string; values: Record<string, string> },
  { include, signal }: SubjectOptions,
): AsyncGenerator<Part, void> {
  return pages(async (cursor) => {
    const query = { format: 'json', include, ...cursor };
    return (await client[SEND]<Part>({ ...sent, query, signal })).data;
  });
}

/** Adds what a part tells of somebody to what was told before. */
function join(told: Map<string, Subject>, { merged_from, ...piece }: Subject): void {
  const known = told.get(piece.id);
  const merged = new Map((known?.merged_from ?? []).map((each) => [each.id, each]));
  for (const each of merged_from) merged.set(each.id, joined(merged.get(each.id), each));
  told.set(piece.id, { ...joined(known, piece), merged_from: [...merged.values()] });
}

const joined = <Record extends HeldRecord>(known: HeldRecord | undefined, piece: Record): Record => ({
  ...known,
  ...piece,
  history: [...(known?.history ?? []), ...piece.history],
});
