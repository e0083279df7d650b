// What the platform loads, as lib/index.cjs: runs the bundle with its bytecode, so that a start compiles next to nothing.
//
// The build leaves the bytecode beside the bundle. Without that file, or with one of another bundle, processor or V8, the bundle
// is compiled as usual. Node's own compile cache does not help: in the cloud it would never be found
// (docs/adr/0006-cold-start.md).
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { constants, Script } = require('node:vm');
const { crc32 } = require('node:zlib');

const bundleFile = path.join(__dirname, 'functions.cjs');
const bytecodeFile = path.join(__dirname, `functions.${process.arch}.bytecode`);

const source = readFileSync(bundleFile);
const checksum = crc32(source);
const script = new Script(Module.wrap(source.toString()), {
  filename: bundleFile,
  cachedData: readBytecode(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const run = /** @type {(...args: unknown[]) => void} */ (script.runInThisContext());
run(exports, Module.createRequire(bundleFile), module, bundleFile, __dirname);

// The build runs this file as a program.
if (require.main === module) writeBytecode();

/**
 * The bytecode, if it fits. Two checksums come first in its file: the bundle's, and the bytecode's own, because V8 trusts what it
 * is given. V8 itself refuses the bytecode of another V8.
 */
function readBytecode() {
  try {
    const file = readFileSync(bytecodeFile);
    const bytecode = file.subarray(8);
    const isOurs = file.readUInt32LE(0) === checksum && file.readUInt32LE(4) === crc32(bytecode);
    return isOurs ? bytecode : undefined;
  } catch {
    return undefined;
  }
}

function writeBytecode() {
  const bytecode = script.createCachedData();
  const head = Buffer.alloc(8);
  head.writeUInt32LE(checksum, 0);
  head.writeUInt32LE(crc32(bytecode), 4);
  try {
    writeFileSync(bytecodeFile, Buffer.concat([head, bytecode]));
  } catch (error) {
    // Only the speed of the start depends on it: a deployment need not fail.
    process.emitWarning(error);
  }
}
