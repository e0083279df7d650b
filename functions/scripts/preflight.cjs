// Loaded before a script that a newcomer runs first. In a form that every Node reads: the Node of this project is one of its packages.
const { existsSync } = require('node:fs');
const path = require('node:path');

const oldest = 24;

const missing = ['rolldown', 'firebase-tools', 'vitest'].find(
  (name) => !existsSync(path.join(__dirname, '..', 'node_modules', name, 'package.json')),
);
const own = Number(process.versions.node.split('.')[0]);

if (missing !== undefined)
  end('The packages of this project are not installed: run "npm ci" in functions/ first.');
else if (own < oldest)
  end(
    `This is Node ${process.versions.node}, and the scripts need ${oldest}: run them with npm, which takes the Node that "npm ci" installs.`,
  );

function end(/** @type {string} */ sentence) {
  console.error(sentence);
  process.exit(1);
}
