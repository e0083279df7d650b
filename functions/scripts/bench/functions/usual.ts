import express from 'express';
import { onRequest } from 'firebase-functions/v2/https';
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { z } from 'zod';

// The usual project, with what its first tutorial uses: not bundled, default settings, no check of who asks.
initializeApp();
const firestore = getFirestore();
const Id = z.string().min(1);
const Customer = z.looseObject({ name: z.string() });
const app = express();

app.get('/crm/customers/:id', async (req, res) => {
  const snapshot = await firestore.doc(`crm_customers/${Id.parse(req.params.id)}`).get();
  if (!snapshot.exists) res.status(404).json({ error: 'not found' });
  else res.json({ id: snapshot.id, ...Customer.parse(snapshot.data()) });
});

export const api = onRequest({ region: 'europe-west1' }, (req, res) => {
  app(req, res);
});
