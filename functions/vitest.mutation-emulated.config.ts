import { defineConfig } from 'vitest/config';

// What `npm run mutation` runs in the suite for each mutant of the files that work with the database or with Auth.
export default defineConfig({
  test: {
    include: [
      'test/http/{roles,forged-tokens,auth-outage}.test.ts',
      'test/crm/customers/{concurrent-edits,create,erase,foreign-elements,history,late-commit,lost-reply}.test.ts',
      'test/crm/customers/{precondition,reconcile,update,validation}.test.ts',
    ],
    testTimeout: 20_000,
  },
});
