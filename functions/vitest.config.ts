import { defineConfig } from 'vitest/config';

// CI counts the tests from a file of results, beside the summary that everyone sees.
const results = process.env['CRM_TEST_RESULTS'];

/** Most of their time is the database's, and all of them load the whole app. */
const IN_ONE_PROCESS = ['test/{client,contract,crm,records,schemas}/**/*.test.ts'];

/** What asks how many are served in time, or how long the processor is held: no other test takes the processor meanwhile. */
const MEASURED = ['test/http/{aborted,memory,turns,worst-input}.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'measured', include: MEASURED, maxWorkers: 1, sequence: { groupOrder: 0 } },
      },
      // One after another in a process that has loaded the app: a third of the time less (measured with 42 files). Each has a database of its own.
      {
        extends: true,
        test: { name: 'together', include: IN_ONE_PROCESS, isolate: false, sequence: { groupOrder: 1 } },
      },
      // What measures a process, stops it, or changes what belongs to it.
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: [...IN_ONE_PROCESS, ...MEASURED],
          sequence: { groupOrder: 1 },
        },
      },
    ],
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
