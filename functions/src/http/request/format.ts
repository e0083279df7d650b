// Which format a request asks for, where an answer can be had in others than JSON.
import type { Request } from 'express';
import { queryParameters } from './query-string.ts';

/** Names of formats, as the parameter `format` has them, and their media types. */
export type Formats = Readonly<Record<string, string>>;

/**
 * The format that a request asks for: by the parameter `format`, whatever it says, or else by naming its media type in `Accept` (RFC 9110,
 * 12.5.1) and not preferring JSON. Null for JSON, also where a range such as `text/*` would allow another format: a file must be named.
 */
export function askedFormat(req: Request, formats: Formats): string | null {
  const named = queryParameters(req).get('format');
  if (named !== null) return named;
  const ranges = rangesOf(req.get('Accept') ?? '');
  const json = bestOf(ranges, JSON_RANGES);
  let best: { name: string; range: Range } | null = null;
  for (const [name, mediaType] of Object.entries(formats)) {
    const range = bestOf(ranges, [mediaType]);
    if (range === null || range.quality === 0) continue;
    if (json !== null && !isBefore(range, json)) continue;
    if (best === null || range.quality > best.range.quality) best = { name, range };
  }
  return best?.name ?? null;
}

/** A media range of the header, without its parameters. */
interface Range {
  type: string;
  quality: number;
}

/** The most precise one counts (RFC 9110, 12.5.1). */
const JSON_RANGES = ['application/json', 'application/*', '*/*'];

/** Of two with the same quality that one is meant which is named; of two names JSON. */
function isBefore(range: Range, json: Range): boolean {
  if (range.quality !== json.quality) return range.quality > json.quality;
  return json.type !== JSON_RANGES[0];
}

function bestOf(ranges: readonly Range[], types: readonly string[]): Range | null {
  for (const type of types) {
    const range = ranges.find((each) => each.type === type);
    if (range !== undefined) return range;
  }
  return null;
}

/** A header that is longer than any browser's is not read. */
const rangesOf = (header: string): Range[] =>
  header.length > MAX_LENGTH
    ? []
    : header.split(',').map((range) => {
        const [type = '', ...parameters] = range.toLowerCase().split(';');
        const quality = parameters
          .map((each) => QUALITY.exec(each)?.[1])
          .find((value) => value !== undefined);
        return { type: type.trim(), quality: quality === undefined ? 1 : Number(quality) };
      });

const QUALITY = /^\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/;

/** In characters. */
const MAX_LENGTH = 1000;
