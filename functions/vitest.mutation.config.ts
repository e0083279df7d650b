import { defineConfig } from 'vitest/config';

// What `npm run mutation` runs for each mutant of the pure files: their unit tests, which need no emulator.
export default defineConfig({
  test: {
    include: [
      'test/http/{claims,conditional,idempotency-key}.test.ts',
      'test/crm/customers/{etag,changes}.test.ts',
    ],
  },
});
