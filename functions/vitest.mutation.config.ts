import { defineConfig } from 'vitest/config';

// What `npm run mutation` runs for each mutant of the pure files: their unit tests, which need no emulator.
export default defineConfig({
  test: {
    include: [
      'test/http/auth/claims.test.ts',
      'test/http/request/idempotency-key.test.ts',
      'test/standards/entity-tag.test.ts',
      'test/records/{entity-tag,history/differences}.test.ts',
    ],
  },
});
