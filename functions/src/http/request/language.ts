// Reads the header `Accept-Language` of a request.
import type { Request } from 'express';
import { type Language, LANGUAGES } from '../../standards/languages.ts';

/**
 * The language to tell the caller something in (RFC 9110, 12.5.4): English where they name none, or none that there is. A header that is longer than
 * any browser's is not read.
 */
export function languageOf(req: Request): Language {
  const isRead = (req.get('Accept-Language')?.length ?? 0) <= MAX_LENGTH;
  const accepted = isRead && req.acceptsLanguages(...OFFERED.keys());
  return OFFERED.get(accepted || 'en') ?? 'en';
}

/** In characters: some 80 languages. */
const MAX_LENGTH = 1000;

/**
 * English comes first, for `*`. The usual regions are offered too: a tag that is named exactly goes before one that is not, and `el-GR, en` asks for
 * Greek before English.
 */
const OFFERED = new Map<string, Language>([
  ...LANGUAGES.map((language) => [language, language] as const),
  ...(['el-GR', 'el-CY'] as const).map((tag) => [tag, 'el'] as const),
  ...(['en-GB', 'en-US'] as const).map((tag) => [tag, 'en'] as const),
]);
