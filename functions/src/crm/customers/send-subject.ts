// Answers with what is held of a person: as JSON, or as a page to read and print.
import { hash } from 'node:crypto';
import type { Request, Response } from 'express';
import { linkToNext } from '../../http/answer/page-link.ts';
import { queryParameters } from '../../http/request/query-string.ts';
import { languageOf } from '../../http/request/language.ts';
import { keepAnswer, sendPieces } from '../../resources/send-record.ts';
import type { PartOptions } from '../../records/subject/access.ts';
import type { RecordPiece, SubjectPart, SubjectSection } from '../../records/subject/part.ts';
import { STYLE, subjectPage } from './subject-page.ts';
import type { SubjectAccess, SubjectAccesses, SubjectQuery } from './subject-models.ts';

/** How a part is made for a request: of a page there is less, since it takes several times the bytes. */
export function partOptions(req: Request, query: SubjectQuery): PartOptions & { isPage: boolean } {
  const isPage = (query.format ?? req.accepts(['json', 'html'])) === 'html';
  return {
    isPage,
    cursor: query.cursor,
    withState: query.include === 'state',
    bytes: isPage ? PAGE_BYTES : JSON_BYTES,
    recordName: 'customer' satisfies keyof SubjectAccess,
  };
}

const JSON_BYTES = 3_990_000;
const PAGE_BYTES = 500_000;

/** The path of the same for another customer, behind its id. */
export function pathOfSubject(req: Request): string {
  const parameters = queryParameters(req);
  parameters.delete('cursor');
  return `/subject-access${parameters.size === 0 ? '' : `?${parameters.toString()}`}`;
}

/** The names of the files of imports, by the ids of those that are kept. */
type Filenames = ReadonlyMap<string, string>;

/** A part, with the names that it needs beside. */
export interface CustomerPart extends SubjectPart {
  filenames: Filenames;
}

/** Sends a part: of one person, or of `several` in a list. A browser keeps it as a file and shows it to nobody else. */
export function sendSubject(
  res: Response,
  part: CustomerPart,
  { isPage, several }: { isPage: boolean; several: boolean },
): void {
  res.locals.answeredIds = part.sections
    .flatMap(({ root, mergedFrom }) => [root, ...mergedFrom])
    .map(({ id }) => id);
  linkToNext(res, part);
  res
    .vary('Accept')
    .set('Content-Disposition', `attachment; filename="subject-access.${isPage ? 'html' : 'json'}"`);
  const language = languageOf(res.req);
  res.vary('Accept-Language').set('Content-Language', language);
  if (isPage) sendPage(res, subjectPage(part, language));
  else sendPieces(res.type('json'), several ? jsonOfSeveral(part) : jsonOfOne(part));
}

function sendPage(res: Response, html: string): void {
  const page = Buffer.from(html);
  res.type('html').set({
    'Content-Length': String(page.length),
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  });
  keepAnswer(res);
  res.end(page);
}

/** Nothing is loaded, and nothing runs: what people have entered is in it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", 'sandbox'],
].join('; ');

function jsonOfOne({ generated_at, next_cursor, sections, filenames }: CustomerPart): Uint8Array[] {
  const [section] = sections;
  if (section === undefined) throw new Error('there is nobody in this part');
  const begin: Pick<SubjectAccess, 'generated_at' | 'next_cursor'> = { generated_at, next_cursor };
  return [text(`{${inner(begin)},`), ...sectionJson(section, filenames), text('}')];
}

function jsonOfSeveral({ generated_at, next_cursor, sections, filenames }: CustomerPart): Uint8Array[] {
  const begin: Pick<SubjectAccesses, 'generated_at' | 'next_cursor'> = { generated_at, next_cursor };
  const subjects = sections.map((section) => [text('{'), ...sectionJson(section, filenames), text('}')]);
  return [
    text(`{${inner(begin)},"${'subjects' satisfies keyof SubjectAccesses}":[`),
    ...joined(subjects),
    text(']}'),
  ];
}

/** The members of an object. */
function sectionJson({ root, mergedFrom }: SubjectSection, filenames: Filenames): Uint8Array[] {
  const merged = mergedFrom.map((piece) => [text('{'), ...pieceJson(piece), text('}')]);
  const end: Pick<SubjectAccess, 'imports' | 'disclosed_to' | 'erased'> = {
    imports: [root, ...mergedFrom].flatMap(({ imports }) =>
      imports.map(({ id, row }) => ({ id, filename: filenames.get(id) ?? null, row })),
    ),
    disclosed_to: [],
    erased: false,
  };
  return [
    ...pieceJson(root),
    text(`,"${'merged_from' satisfies keyof SubjectAccess}":[`),
    ...joined(merged),
    text(`],${inner(end)}`),
  ];
}

function pieceJson({ id, head, history }: RecordPiece): Uint8Array[] {
  return [
    text(`${inner({ id })},`),
    ...(head === null ? [] : [head, text(',')]),
    text(`"${'history' satisfies keyof SubjectAccess}":[`),
    ...joined(history.map((row) => [row])),
    text(']'),
  ];
}

const text = (json: string): Uint8Array => Buffer.from(json);

/** The members of an object as JSON. */
const inner = (object: object) => JSON.stringify(object).slice(1, -1);

const joined = (parts: readonly (readonly Uint8Array[])[]): Uint8Array[] =>
  parts.flatMap((part, at) => (at === 0 ? [...part] : [text(','), ...part]));
