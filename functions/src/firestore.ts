import { type App, getApps, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';

/** The Firebase app of this process, made on first use: nothing connects at import. */
export function firebaseApp(): App {
  return getApps()[0] ?? initializeApp();
}

let firestore: Firestore | undefined;

/** The one Firestore client of this process. */
export function openFirestore(): Firestore {
  firestore ??= getFirestore(firebaseApp());
  return firestore;
}
