import { loadParts, serveFromOneProcess } from './one-process.ts';

// What `node --import` loads into firebase-tools. Another version of it may have other parts: it is served as it comes then.
const parts = loadParts();
if (parts) serveFromOneProcess(parts);
else
  console.log(
    '⚠  This firebase-tools is not known: each request at once is served from a process of its own.',
  );
