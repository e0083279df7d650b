import { defineConfig } from 'vitest/config';

// What `npm run mutation` runs in the suite for each mutant of the files that work with the database or with Auth.
export default defineConfig({
  test: {
    include: [
      'test/http/auth/{roles,forged-tokens,auth-outage}.test.ts',
      'test/records/{foreign,history,trash,write}/*.test.ts',
      'test/records/releases.test.ts',
      'test/crm/customers/{create,update,validation}.test.ts',
    ],
    testTimeout: 20_000,
  },
});
