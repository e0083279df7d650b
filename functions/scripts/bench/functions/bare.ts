import { initializeApp } from 'firebase-admin/app';
import { FieldValue, getFirestore } from 'firebase-admin/firestore';
import { onRequest } from 'firebase-functions/https';

// The Admin SDK's own calls with nothing around them: reads of documents that hold nothing but the customer, and an update that reads
// and writes what this API does, index entry and history included.
const firestore = getFirestore(initializeApp());
const customers = firestore.collection('bare_customers');
const indexed = firestore.collection('bare_indexed');
const entries = firestore.collection('bare_entries');

/** What one customer is found by, read once: what it costs to compute it is a part of this API's figure and not of the bare one. */
let index: Promise<object> | undefined;
const anEntry = async () => (await entries.limit(1).get()).docs[0]?.data() ?? {};

export const api = onRequest({ region: 'europe-west1' }, async (req, res) => {
  const [, operation = '', id = ''] = req.path.split('/');
  if (operation === 'get') {
    const snapshot = await customers.doc(id).get();
    res.json({ id: snapshot.id, ...snapshot.data() });
    return;
  }
  if (operation === 'update') {
    const snapshot = await indexed.doc(id).get();
    const { _meta, ...fields } = snapshot.data() as { _meta: { version: number } };
    const version = _meta.version + 1;
    const changed = { ...(req.body as object), updated_at: new Date().toISOString() };
    const { updateTime } = snapshot;
    const batch = firestore.batch();
    batch.update(
      snapshot.ref,
      { ...changed, _meta: { ..._meta, version } },
      updateTime && { lastUpdateTime: updateTime },
    );
    const state = { ...fields, ...changed };
    batch.set(entries.doc(id), {
      ...(await (index ??= anEntry())),
      answer: JSON.stringify({ id, ...state }),
    });
    const entry = { version, action: 'update', by: 'u', state, at: FieldValue.serverTimestamp() };
    batch.create(snapshot.ref.collection('history').doc(String(version).padStart(12, '0')), entry);
    await batch.commit();
    res.json({ id: snapshot.id, ...state });
    return;
  }
  const page = customers.orderBy('name').limit(50).get();
  const total = operation === 'counted' ? (await customers.count().get()).data().count : null;
  res.json({ customers: (await page).docs.map((one) => ({ id: one.id, ...one.data() })), total });
});
