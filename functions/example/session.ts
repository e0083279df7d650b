// Who is signed in, and the client that calls the API for them. Everything that is specific to a project is here.
import { createCustomersClient } from '@crm/customers-client';
import { initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth } from 'firebase/auth';
import { language } from './words.ts';

const { api = '', auth: emulator = '', project = '' } = document.body.dataset;

export const auth = getAuth(initializeApp({ apiKey: 'any', projectId: project }));
connectAuthEmulator(auth, emulator, { disableWarnings: true });

export const customers = createCustomersClient({
  baseUrl: api,
  getToken: async () => {
    // After a reload of the page, Firebase Auth takes a moment to know who is signed in.
    await auth.authStateReady();
    if (!auth.currentUser) throw new Error('Nobody is signed in.');
    return auth.currentUser.getIdToken();
  },
  language: () => language,
});

/** Whether the user may write. The API decides; this only hides buttons that it would refuse. */
export let mayEdit = false;

/** Reads the role of who is signed in from the token's claim. */
export async function readRole(): Promise<void> {
  const role = (await auth.currentUser?.getIdTokenResult())?.claims['crm_role'];
  mayEdit = role === 'editor' || role === 'admin';
}

/** The name of who is signed in, as the API's `by_name` has it. */
export const myName = (): string => auth.currentUser?.displayName ?? auth.currentUser?.email ?? '';
