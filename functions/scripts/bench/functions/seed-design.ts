import express from 'express';
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { onRequest } from 'firebase-functions/https';

// The design that this API replaces: a list fetches the whole collection and filters it.
const customers = getFirestore(initializeApp()).collection('bare_customers');
const app = express();
app.use(express.json());

app.get('/customers', async (req, res) => {
  const search = new URL(req.url, 'http://localhost').searchParams.get('search')?.toLowerCase() ?? '';
  const all = (await customers.get()).docs.map((one) => ({
    id: one.id,
    ...(one.data() as { name: string }),
  }));
  const found = all.filter(({ name }) => name.toLowerCase().includes(search));
  res.json({ customers: found.slice(0, 50), total: found.length });
});
app.get('/customers/:id', async (req, res) => {
  const snapshot = await customers.doc(req.params.id).get();
  if (!snapshot.exists) res.status(404).json({ error: 'not found' });
  else res.json({ id: snapshot.id, ...snapshot.data() });
});
app.post('/customers', async (req, res) => {
  const { id } = await customers.add({ ...(req.body as object), created_at: new Date().toISOString() });
  res.status(201).json({ id });
});

export const api = onRequest({ region: 'europe-west1' }, (req, res) => {
  app(req, res);
});
