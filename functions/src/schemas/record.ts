// Objects whose keys are names that the caller chose.
import { z } from 'zod';
import type { Text } from '../standards/languages.ts';
import { refusal } from './refusal.ts';

/** As `z.record`, which would leave a key `__proto__` out without a word: that is refused, with what `text` says of it. */
export const record = <Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  key: Key,
  value: Value,
  text: Text = NO_SUCH_NAME,
) =>
  z.preprocess(
    (sent, context) => {
      if (typeof sent === 'object' && sent !== null && Object.hasOwn(sent, PROTO))
        context.addIssue({ code: 'custom', path: [PROTO], ...refusal(text) });
      return sent;
    },
    z.record(key, value),
  );

const PROTO = '__proto__';

const NO_SUCH_NAME: Text = {
  en: 'Nothing can have this name.',
  el: 'Τίποτα δεν μπορεί να έχει αυτό το όνομα.',
};
