import { defineConfig } from 'vitest/config';

// CI counts the tests from a file of results, beside the summary that everyone sees.
const results = process.env['CRM_TEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // On two processors too: most tests wait for the database, and some for an outage to end.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // `npm run coverage`: of the tests' own process. What runs in the Functions emulator, in another process or in a browser is not counted.
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'client/src/**/*.ts'],
      exclude: ['client/src/contract.ts'],
      reporter: ['text', 'html'],
      // Where the Functions emulator sees no change.
      reportsDirectory: 'node_modules/.cache/customers-api/coverage',
    },
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
