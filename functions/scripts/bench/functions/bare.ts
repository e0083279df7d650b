import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { onRequest } from 'firebase-functions/https';

// The Admin SDK's own calls with nothing around them, on documents that hold nothing but the customer.
const firestore = getFirestore(initializeApp());
const customers = firestore.collection('bare_customers');

export const api = onRequest({ region: 'europe-west1' }, async (req, res) => {
  const [, operation = '', id = ''] = req.path.split('/');
  if (operation === 'get') {
    const snapshot = await customers.doc(id).get();
    res.json({ id: snapshot.id, ...snapshot.data() });
    return;
  }
  const page = customers.orderBy('name').limit(50).get();
  const total = operation === 'counted' ? (await customers.count().get()).data().count : null;
  res.json({ customers: (await page).docs.map((one) => ({ id: one.id, ...one.data() })), total });
});
