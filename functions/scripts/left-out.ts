import type { Plugin } from 'rolldown';

/**
 * Parts of the SDKs that the bundle does without, because no function of this project ever reaches them. They were a third
 * of the bundle and were all evaluated at each start. Reaching one all the same throws an error that names it.
 */
const LEFT_OUT: readonly RegExp[] = [
  // What the comfortable client calls Firestore with, and the descriptions and classes of every message, 3.3 MB of source: only
  // its snapshots are used here, in triggers. The calls of src/firestore read and write their few messages themselves.
  /\/google-gax\/build\//,
  /\/@google-cloud\/firestore-api\/build\/protos\//,
  /\/@google-cloud\/firestore-api\/build\/src\/v1\/firestore_admin_client\.js$/,
  /\/@google-cloud\/firestore\/build\/src\/(?:bulk-writer|query-partition|recursive-delete|transaction|watch)\.js$/,
  /\/@google-cloud\/firestore\/build\/src\/pipelines\//,
  // Of gRPC its servers, and what reads protocol files for them.
  /\/@grpc\/grpc-js\/build\/src\/(?:server|server-interceptors)\.js$/,
  /\/@grpc\/proto-loader\/build\//,
];

/** What firebase-functions loads at import for callable functions (`onCall`): there is none here. */
const FOR_CALLABLES = /^firebase-admin\/(?:auth|app-check)$/;
const FOR_CALLABLES_OF = /\/firebase-functions\/lib\/.*\/https\.m?js$/;
const NO_CALLABLES = '\0left-out:callable functions.js';

/** Puts a stand-in in the place of each part that is left out. */
export function leaveOut(): Plugin {
  return {
    name: 'left-out',
    resolveId: (id, importer) =>
      FOR_CALLABLES.test(id) && FOR_CALLABLES_OF.test(importer ?? '') ? NO_CALLABLES : null,
    load: (id) =>
      id === NO_CALLABLES || LEFT_OUT.some((part) => part.test(id))
        ? { code: standIn(id.split('/node_modules/').at(-1) ?? id), moduleType: 'js' }
        : null,
  };
}

/** A module of which anything may be named and nothing used. */
function standIn(name: string): string {
  return `const refuse = (path) => () => { throw new Error(path + ' is left out of the bundle (scripts/left-out.ts)'); };
const part = (path) => new Proxy(function () {}, {
  get: (_target, key) => key === '__esModule' ? true : typeof key === 'symbol' ? undefined : part(path + '.' + key),
  apply: refuse(path),
  construct: refuse(path),
});
module.exports = part(${JSON.stringify(name.replace('\0left-out:', ''))});`;
}
