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
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
