import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestContext,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import {
  addDoc,
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  setDoc,
  setLogLevel,
  updateDoc,
  writeBatch,
} from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionsFolder } from '../scripts/project.ts';
import { ROLES } from '../src/http/auth/claims.ts';
import { dumpDatabase } from './support/database-dump.ts';

/** The rules of firestore.rules, asked as a browser would ask: the API is the only door. */
const projectId = `demo-${randomUUID().slice(0, 8)}`;
let environment: RulesTestEnvironment;

/** It is given as the namespaced API's, which the modular one takes too. */
const firestoreOf = (context: RulesTestContext) => context.firestore() as unknown as Firestore;

const documents = [
  'crm_customers/x',
  'crm_customers/x/history/1',
  'crm_customers_trash/x',
  'crm_erasures/x',
  'crm_operations/x',
  'unknown/x',
  'unknown/x/nested/y/deeper/z',
];

beforeAll(async () => {
  // Each refusal would be a warning of the client's own.
  setLogLevel('silent');
  const rules = await readFile(join(functionsFolder, '..', 'firestore.rules'), 'utf8');
  environment = await initializeTestEnvironment({ projectId, firestore: { rules } });
  await environment.withSecurityRulesDisabled(async (context) => {
    for (const path of documents) await setDoc(doc(firestoreOf(context), path), { name: 'x' });
  });
}, 30_000);

afterAll(() => environment.cleanup());

const users: [string, () => RulesTestContext][] = [
  ['a signed-out user', () => environment.unauthenticatedContext()],
  ['a signed-in user without a role', () => environment.authenticatedContext('u0')],
  ...ROLES.map((role): [string, () => RulesTestContext] => [
    `a user with the role ${role}`,
    () => environment.authenticatedContext(role, { crm_role: role }),
  ]),
  [
    'a user who claims to be everything',
    () => environment.authenticatedContext('x', { admin: true, owner: true }),
  ],
];

describe.each(users)('%s', (_who, contextOf) => {
  it.each(documents)('cannot get, list, create, update or delete %s', async (path) => {
    const before = await dumpDatabase(projectId);
    const database = firestoreOf(contextOf());
    const parent = path.slice(0, path.lastIndexOf('/'));
    await assertFails(getDoc(doc(database, path)));
    await assertFails(getDoc(doc(database, `${parent}/absent`)));
    await assertFails(getDocs(collection(database, parent)));
    await assertFails(getDocs(collectionGroup(database, parent.split('/').at(-1) ?? '')));
    await assertFails(addDoc(collection(database, parent), { name: 'y' }));
    await assertFails(setDoc(doc(database, `${parent}/new`), { name: 'y' }));
    await assertFails(setDoc(doc(database, path), { name: 'y' }));
    await assertFails(updateDoc(doc(database, path), { name: 'y' }));
    await assertFails(deleteDoc(doc(database, path)));
    await assertFails(writeBatch(database).delete(doc(database, path)).commit());
    expect(await dumpDatabase(projectId)).toEqual(before);
  });
});

it('without the rules the same user can do all of it, so that the refusals are theirs', async () => {
  const open = await initializeTestEnvironment({
    projectId: `${projectId}-open`,
    firestore: {
      rules: `service cloud.firestore { match /databases/{d}/documents/{all=**} { allow read, write; } }`,
    },
  });
  const database = firestoreOf(open.authenticatedContext('viewer', { crm_role: 'viewer' }));
  for (const path of documents) {
    await assertSucceeds(setDoc(doc(database, path), { name: 'x' }));
    await assertSucceeds(getDoc(doc(database, path)));
    await assertSucceeds(getDocs(collection(database, path.slice(0, path.lastIndexOf('/')))));
    await assertSucceeds(updateDoc(doc(database, path), { name: 'y' }));
    await assertSucceeds(deleteDoc(doc(database, path)));
  }
  await open.cleanup();
});
