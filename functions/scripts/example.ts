import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { rolldown } from 'rolldown';
import { functionsFolder, localProject } from './project.ts';

const source = join(functionsFolder, 'example');

/** Another one if it is taken: firebase.json has the ports that must be free. */
const PORT = 5005;

/**
 * Serves the example (example/) to the browsers of this machine. Each file is made when it is asked for: a reload of the page shows what
 * was changed. Nothing of it is deployed.
 *
 * @param api the API's base URL, without a slash at its end
 * @param auth the origin of the Auth emulator
 * @param port 0 for any
 */
export async function serveExample(
  { api, auth }: { api: string; auth: string },
  port = PORT,
): Promise<Example> {
  const settings = { API: api, AUTH: auth, PROJECT: localProject };
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '').split('?');
    fileAt(path, settings).then(
      (file) => {
        if (file === null) response.writeHead(404).end();
        else
          response
            .writeHead(200, { 'Content-Type': file.type, 'Cache-Control': 'no-store' })
            .end(file.content);
      },
      (error: unknown) => {
        const reason = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
        console.error(`The example cannot be built: ${reason}`);
        response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(reason);
      },
    );
  });
  const url = `http://127.0.0.1:${(await listen(server, port)).port}/`;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url, stop };
}

/** The page, as long as it is served. */
export interface Example {
  url: string;
  stop: () => void;
}

async function listen(server: Server, port: number): Promise<AddressInfo> {
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    if (port === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return listen(server, 0);
  }
  return server.address() as AddressInfo;
}

async function fileAt(
  path: string,
  settings: Record<string, string>,
): Promise<{ type: string; content: string } | null> {
  const read = (name: string) => readFile(join(source, name), 'utf8');
  if (SCRIPT.test(path)) {
    const content = (await bundle()).get(path.slice(1));
    return content === undefined ? null : { type: 'text/javascript; charset=utf-8', content };
  }
  if (path === '/styles.css') return { type: 'text/css; charset=utf-8', content: await read('styles.css') };
  if (path !== '/') return null;
  const html = (await read('index.html')).replaceAll(
    /%([A-Z]+)%/g,
    (all, name: string) => settings[name] ?? all,
  );
  return { type: 'text/html; charset=utf-8', content: html };
}

const SCRIPT = /^\/[\w-]+\.js$/;

/** The scripts by their names: the page's own, and what it loads only when somebody needs it. */
async function bundle(): Promise<Map<string, string>> {
  const client = (entry: string) => join(functionsFolder, 'client', 'src', `${entry}.ts`);
  const made = await rolldown({
    input: join(source, 'main.ts'),
    platform: 'browser',
    tsconfig: false,
    // A page in a repository of its own installs the package.
    resolve: {
      alias: { '@crm/customers-client/import': client('import'), '@crm/customers-client': client('index') },
    },
  });
  try {
    const { output } = await made.generate({
      ...{ format: 'esm', sourcemap: 'inline', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    });
    return new Map(output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])));
  } finally {
    await made.close();
  }
}
