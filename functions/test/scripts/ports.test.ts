import { expect, it } from 'vitest';
import { portInUseSentence } from '../../scripts/ports.ts';

it('names the port that is in use and the emulator that needs it', () => {
  expect(portInUseSentence('firestore', 8080)).toBe(
    'Port 8080, which the Firestore emulator needs, is in use: stop the program that holds it (another suite?) and try again.',
  );
});
