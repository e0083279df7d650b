import type { KnipConfig } from 'knip';

/** Finds exports, files and dependencies that nothing uses (`npm run check`). What a program starts by its path is named here. */
const config: KnipConfig = {
  entry: [
    'src/index.ts',
    'src/platform/entry.cjs',
    // Declares the types of `res.locals` for every file.
    'src/http/locals.ts',
    'client/src/{index,import}.ts',
    'docs-page/{page,development-users}.ts',
    'example/main.ts',
    // Started by their path, by `npm run suite`, by another script or by hand.
    'scripts/{hold-suite,one-process-preload}.ts',
    'scripts/bench/functions/*.ts',
    'scripts/bench/google-connection.cjs',
    'scripts/bench/{import-process,peers/installed}.ts',
    'test/support/app-process.ts',
    'test/support/step-process.ts',
    'vitest.mutation*.config.ts',
  ],
  project: ['{src,client/src,docs-page,example,scripts,test}/**/*.{ts,cjs}'],
  ignore: [
    // Made by `npm run openapi`.
    'client/src/contract.ts',
  ],
  // Of the system: a terminal for a test.
  ignoreBinaries: ['script'],
  // Found by the path of a file inside them.
  ignoreDependencies: ['axe-core', 'specmatic', 'swagger-ui-dist'],
};

export default config;
