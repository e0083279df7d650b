// The schema of a date-time: takes ISO 8601, gives RFC 3339 in UTC.
import { z } from 'zod';
import { refusal } from './refusal.ts';

/** The longest date-time, in characters. */
const MAX_LENGTH = 40;

const DATE = z.regexes.date.source.replace(/^\^|\$$/g, '');
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const ZONE = String.raw`Z|[+-](?:[01]\d|2[0-3]):[0-5]\d`;

/** The longest fraction leaves room for seconds and a zone, so that what is given is never longer than what is taken. */
const DATE_TIME = new RegExp(String.raw`^(${DATE}T${TIME})(?:(:[0-5]\d)(\.\d{1,14})?)?(${ZONE})?$`);

const NO_DATE_TIME = refusal(
  {
    en: 'This must be an ISO 8601 date-time, such as 2026-01-31T10:00Z.',
    el: 'Πρέπει να είναι ημερομηνία και ώρα, όπως 2026-01-31T10:00Z.',
  },
  'invalid_format',
);

/**
 * Gives UTC with `Z`. A date-time without a zone, as Python writes it, is taken as UTC; one with an offset is turned into UTC. Seconds may be
 * left out; their fraction stays as it was sent. A time that is outside of the years 0000 to 9999 in UTC is refused: RFC 3339 cannot write it.
 */
export const DateTime = z
  .string()
  .max(MAX_LENGTH)
  .refine((dateTime) => DATE_TIME.test(dateTime) && /^\d{4}-/.test(inUtc(dateTime)), NO_DATE_TIME)
  .overwrite(inUtc)
  .meta({
    pattern: DATE_TIME.source,
    description:
      'ISO 8601. One without a zone is taken as UTC, one with an offset is turned into UTC: `2026-01-01T10:00` becomes `2026-01-01T10:00:00Z`, `2026-01-01T10:00+02:00` becomes `2026-01-01T08:00:00Z`.',
  });

function inUtc(dateTime: string): string {
  const [, minutes = '', seconds = ':00', fraction = '', zone = 'Z'] = DATE_TIME.exec(dateTime) ?? [];
  if (minutes === '') return dateTime;
  if (zone === 'Z') return `${minutes}${seconds}${fraction}Z`;
  // Offsets are of whole minutes: the fraction needs no arithmetic.
  return new Date(`${minutes}${seconds}${zone}`).toISOString().replace('.000Z', `${fraction}Z`);
}
