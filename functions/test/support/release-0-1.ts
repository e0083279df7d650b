import type { Firestore } from 'firebase-admin/firestore';
import { earlierDigest } from '../../src/crm/customers/earlier-digest.ts';
import { plainCustomer } from './plain-customer.ts';

/** Stores a customer as release 0.1 did when somebody created or edited it: `_meta` is made anew, with the terms in it. */
export async function storeAs01(
  firestore: Firestore,
  id: string,
  { name, version = 1 }: { name: string; version?: number },
): Promise<void> {
  const { id: _, ...fields } = plainCustomer({ id, name });
  const operation = `operation-${version}`;
  const digest = earlierDigest(fields);
  const keys = {
    name_key: name.toLowerCase(),
    created_key: fields.created_at,
    updated_key: fields.updated_at,
  };
  const batch = firestore.batch();
  const document = firestore.doc(`crm_customers/${id}`);
  batch.set(document, { ...fields, _meta: { version, operation, digest, ...keys, terms: { πελ: true } } });
  batch.create(document.collection('history').doc(String(version).padStart(12, '0')), {
    ...{ version, action: version === 1 ? 'create' : 'update', by: 'uid-maria', operation, at: new Date() },
    ...{ state: fields, request_digest: null },
  });
  await batch.commit();
}
