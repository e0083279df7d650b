// Finds the customers that a row of a file may be about: by exact addresses, numbers and external keys.
import type { WriteContext } from '../../../records/context.ts';
import type { ExternalKey } from '../../../records/history/entry.ts';
import { recordOfAnswer } from '../../../records/entries/answer.ts';
import { ownerFields, ownerOf } from '../../../records/entries/entry.ts';
import { readClaims, readHolders } from '../../../records/keys/claims.ts';
import { externalKey } from '../../../records/keys/external.ts';
import { matchOf } from '../../../records/keys/by-key.ts';
import { withFacets } from '../../../records/list/filters.ts';
import { mergedInto } from '../../../records/merge/marks.ts';
import { isServed } from '../../../records/paths.ts';
import type { KeyMatch } from '../../../records/problems.ts';
import type { IsMeant } from '../../../records/write/meant.ts';
import { contactFacets, emailFacets, phoneFacets } from '../facets.ts';
import { customersKind } from '../kind.ts';
import type { CustomerContact, CustomerInDB } from '../models.ts';
import type { ImportOptions } from './models.ts';

/** A customer that was found, and whether one that is read later still is whom the row means. */
export interface CustomerMatch extends KeyMatch {
  isMeant: IsMeant<CustomerInDB>;
}

type MatchOn = ImportOptions['match_on'];
interface Keyed {
  fields: Record<string, unknown> | null;
  external: ExternalKey | null;
}

/** The keys by which rows and customers are compared: two that share one are the same. */
export function matchKeys({ fields, external }: Keyed, matchOn: MatchOn): string[] {
  const contacts = contactsOf(fields);
  return [
    ...(matchOn.includes('email') ? contacts.filter(isEmail).flatMap(({ value }) => emailFacets(value)) : []),
    ...(matchOn.includes('phone') ? contacts.filter(isPhone).flatMap(({ value }) => phoneFacets(value)) : []),
    ...(external !== null && matchOn.includes(`external:${external.system}`)
      ? [`external:${external.system}:${external.key}`]
      : []),
  ];
}

/** 1 read for each customer that is found, at least 1 for the addresses and numbers; 1 for an external key, and 1 for its customer. */
export async function findMatches(
  { database, warn }: Pick<WriteContext, 'database' | 'warn'>,
  row: Keyed,
  matchOn: MatchOn,
  leftOut: ReadonlySet<string> = new Set(),
): Promise<{ held: CustomerMatch[]; isCut: boolean }> {
  const facets = matchKeys({ ...row, external: null }, matchOn).slice(0, MAX_FACETS);
  const held = new Map<string, CustomerMatch>();
  let isCut = false;
  if (facets.length > 0) {
    const entries = await database.query({
      collection: customersKind.entries,
      where: withFacets([facets]),
      limit: MAX_MATCHES + 1,
      select: [...ownerFields(customersKind), ['etag'], ['answer']],
    });
    isCut = entries.length > MAX_MATCHES;
    const isMeant = ({ contacts }: CustomerInDB) =>
      contacts.some((contact) => contactFacets(contact).some((facet) => facets.includes(facet)));
    for (const entry of entries.slice(0, MAX_MATCHES)) {
      const id = ownerOf(customersKind, entry);
      if (isServed(customersKind, id) && !leftOut.has(id))
        held.set(id, {
          id,
          name: nameOf(entry.textBytes('answer')),
          etag: String(entry.get('etag')),
          isMeant,
        });
    }
  }
  if (row.external !== null && matchOn.includes(`external:${row.external.system}`)) {
    const [claim] = await readClaims(customersKind, database, [externalKey(row.external)]);
    const owner = claim?.owner ?? null;
    if (owner !== null && !held.has(owner)) {
      const options = { isHeldBy: () => true, keep: matchOf };
      const context = { database, warn };
      let found = await readHolders(customersKind, context, [owner], options);
      if (found.gone.length > 0) {
        const led = await mergedInto(customersKind, database, owner);
        if (led !== null && !held.has(led)) found = await readHolders(customersKind, context, [led], options);
      }
      for (const each of found.held) held.set(each.id, { ...each, isMeant: () => true });
    }
  }
  return { held: [...held.values()], isCut };
}

/** A row may have a hundred contacts, and a query takes 30 alternatives. */
const MAX_FACETS = 30;

/** More are not told apart. */
const MAX_MATCHES = 5;

const isEmail = ({ type, value }: CustomerContact) => type === 'email' || value.includes('@');
const isPhone = (contact: CustomerContact) => contact.type !== 'other' && !isEmail(contact);

function contactsOf(fields: Record<string, unknown> | null): CustomerContact[] {
  const contacts = fields?.['contacts'];
  return Array.isArray(contacts) ? (contacts as CustomerContact[]) : [];
}

/** The beginning of the name; '' of a record that is too large to be in its entry. */
const nameOf = (answer: Uint8Array | null): string =>
  answer === null ? '' : recordOfAnswer(customersKind, answer).name.slice(0, 300).toWellFormed();
