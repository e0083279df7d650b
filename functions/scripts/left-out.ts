import type { Plugin } from 'rolldown';

/**
 * Parts of the SDKs that the bundle does without, because no function of this project ever reaches them. They were a third
 * of the bundle and were all evaluated at each start. Reaching one all the same throws an error that names it.
 */
const LEFT_OUT: readonly RegExp[] = [
  // Generated classes for every message of Firestore and of Google's common services, 3.3 MB of source. The clients
  // make their own from the JSON descriptions (reduced by proto-subset.ts).
  /\/@google-cloud\/firestore-api\/build\/protos\/protos\.js$/,
  /\/google-gax\/build\/protos\/(?:iam_service|operations|locations)\.js$/,
  // Administration of databases, IAM policies, long-running operations, uploads.
  /\/@google-cloud\/firestore-api\/build\/src\/v1\/firestore_admin_client\.js$/,
  /\/google-gax\/build\/src\/(?:iamService|operationsClient|resumableUpload|resumableSourceFromFile)\.js$/,
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
