// The schema of a date-time: takes ISO 8601, gives RFC 3339.
import { z } from 'zod';

/** A date-time without a zone, as Python writes it, is taken as UTC. */
export const DateTime = z.iso
  .datetime({ offset: true, local: true, message: 'This must be an ISO 8601 date-time.' })
  .overwrite(withSecondsAndZone);

/** RFC 3339 wants seconds and a zone; everything else is kept as it was sent. */
function withSecondsAndZone(dateTime: string): string {
  const [, minutes = '', seconds = ':00', zone = 'Z'] =
    /^(.+T\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(dateTime) ?? [];
  return minutes === '' ? dateTime : `${minutes}${seconds}${zone}`;
}
