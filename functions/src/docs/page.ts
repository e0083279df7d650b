// The HTML of the docs page, and its Content-Security-Policy.
/** Makes the HTML. It has no inline script or style: all of them are files. */
export function docsPage({ publicPath, authEmulator, fileName }: DocsPageOptions): string {
  const file = (name: string) => `"${escape(`${publicPath}/docs/${fileName(name)}`)}"`;
  const local =
    authEmulator === null
      ? ''
      : `<script type="module" src=${file('development-users.js')} data-auth="${escape(authEmulator.origin)}" data-project="${escape(authEmulator.project)}" id="development-users"></script>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Customers API</title>
    <link rel="icon" type="image/png" href=${file('favicon-32x32.png')}>
    <link rel="stylesheet" href=${file('swagger-ui.css')}>
    <link rel="stylesheet" href=${file('page.css')}>
    <script defer src=${file('swagger-ui-bundle.js')}></script>
    ${local}
    <script type="module" src=${file('page.js')}></script>
  </head>
  <body data-api="${escape(publicPath)}">
    <header id="sign-in"></header>
    <main id="viewer"><noscript>This page needs JavaScript; <a href="${escape(publicPath)}/openapi.json">the document itself</a> does not.</noscript></main>
  </body>
</html>
`;
}

export interface DocsPageOptions {
  /** The path under which callers reach `/api`. */
  publicPath: string;
  authEmulator: AuthEmulator | null;
  /** What a file of the page is called in its URL. */
  fileName: (name: string) => string;
}

/** Where the local suite's development users sign in. */
export interface AuthEmulator {
  origin: string;
  project: string;
}

/**
 * Makes the policy: the page may load its own files, and in the local suite reach the Auth emulator. The viewer's script sets
 * style attributes, which needs 'unsafe-inline' for those and for nothing else.
 */
export function docsPolicy(authEmulator: AuthEmulator | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${authEmulator === null ? '' : ` ${authEmulator.origin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
