// The memory that a body takes: while it arrives, and for what is made of it.
import type { Request } from 'express';
import type { Database } from '../../firestore/database.ts';
import { letOthersRun } from '../../limits/let-others-run.ts';
import { type JsonBody, MAX_BODY_BYTES, type MediaType, readJson } from './json-body.ts';
import type { Deadline } from '../../limits/deadline.ts';

/**
 * Reads a JSON body while there is memory for that: a large one waits before its first byte is read, or gets 503. Throws what `readJson`
 * throws. What `parse` makes of it must be all that is kept.
 */
export async function readBody<T>(
  req: Request,
  { database, deadline }: { database: Database; deadline: Deadline },
  accepted: readonly MediaType[],
  parse: (sent: JsonBody) => T,
): Promise<T> {
  const declared = declaredLength(req);
  // One that is too long is dropped as it comes.
  const isKept = declared > SMALL_BYTES && declared <= MAX_BODY_BYTES;
  if (isKept) await database.reserve('uploads', declared);
  let length = 0;
  const sent = await readJson(req, deadline, {
    accepted,
    beforeParsing: async (bytes) => {
      length = bytes;
      if (bytes > SMALL_BYTES) await database.reserve('bodies', bytes * PARSING);
      database.keep('uploads');
    },
  });
  if (length > SMALL_BYTES) await letOthersRun();
  const parsed = parse(sent);
  database.keep('bodies', length * WRITING);
  if (length > SMALL_BYTES) await letOthersRun();
  return parsed;
}

/** The length that the request says it has; the longest where it does not say. The front door has taken the header from the platform's parsers. */
export function declaredLength({ rawHeaders, complete }: Request, most = MAX_BODY_BYTES): number {
  const at = rawHeaders.findIndex(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'content-length',
  );
  const length = at === -1 ? NaN : Number(rawHeaders[at + 1]);
  if (Number.isSafeInteger(length)) return length;
  return complete ? 0 : most;
}

/** A body of so many bytes needs no room. */
const SMALL_BYTES = 16 * 1024;

/** What a byte of a body takes: while it is parsed (a list of empty objects), and when it is known to be right (measured). */
const PARSING = 24;
const WRITING = 12;
